"""From facts, and from what is known already, to the standing in every line. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from xingjia.standards.rules.criteria import CriterionMet, Standard, StandardMet
from xingjia.standards.rules.evaluating import cleared, decided, diagnosed, standing
from xingjia.standards.rules.history import History
from xingjia.standards.rules.scoring import passing, scored
from xingjia.standards.rules.standings import Standing
from xingjia.standards.standing.rules.cells import WHOLE, Piece, within
from xingjia.standards.standing.rules.needs import Line, in_order, only

Known = Mapping[tuple[str, str], Mapping[str, Standing]]  # by standard and version, by line


def judge(
    standards: Sequence[Standard],
    history: History,
    again: Collection[Line],
    known: Known,
    pieces: Mapping[tuple[str, str], Sequence[Piece]],
) -> dict[tuple[str, str], dict[str, Standing]]:
    """The standing of one union, on the days it stands, in each standard of which a line is to
    be worked out `again`; the other lines are taken from what is `known`. `pieces` are by
    standard the days and places in which it judges."""
    by_code = only(standards)
    found: dict[tuple[str, str], dict[str, Standing]] = {}
    for one in in_order(standards):
        key = (one.code, one.version)
        mine = {code for *of, code in again if tuple(of) == key}
        told = dict(known.get(key, {}))
        if mine:
            told = _judged(one, history, mine, told, pieces[key])
            found[key] = told
        if by_code.get(one.code) is one:
            _remember(history, one, told)
    return found


def _judged(
    standard: Standard,
    history: History,
    again: Collection[str],
    known: Mapping[str, Standing],
    pieces: Sequence[Piece],
) -> dict[str, Standing]:
    lines: dict[str, Callable[[], Standing]] = {
        **{one.code: partial(standing, one, history) for one in standard.criteria},
        **{one.code: partial(cleared, one, history) for one in standard.vetoes},
        **{one.code: partial(diagnosed, one, history) for one in standard.diagnoses},
    }
    told = {
        code: within(work_out(), pieces) if code in again else known[code]
        for code, work_out in lines.items()
    }
    if WHOLE not in again:
        return {WHOLE: known[WHOLE], **told}
    deciding = [told[one.code] for one in standard.criteria if one.required]
    if standard.passes.points is not None:
        deciding.append(passing(standard, tuple(scored(standard, told, history))))
    whole = decided(deciding, [told[one.code] for one in standard.vetoes])
    return {WHOLE: within(whole, pieces), **told}


def _remember(history: History, standard: Standard, told: Mapping[str, Standing]) -> None:
    """Let references of later standards find what stands here."""
    for one in standard.criteria:
        if one.code in told:
            history.answers[CriterionMet, standard.code, one.code] = told[one.code]
    if WHOLE in told:
        history.answers[StandardMet, standard.code, ""] = told[WHOLE]
