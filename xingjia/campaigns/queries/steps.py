"""What is open at those that are behind, and which of them bear a focus mark."""

from collections.abc import Collection
from datetime import date

from xingjia.campaigns.models import Campaign, Member
from xingjia.registry.models import Cover, Employer, FocusMark, Union
from xingjia.registry.queries.marks import marks_on
from xingjia.standards.library.queries import published
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell
from xingjia.standards.words import text

BECAUSE = "of unions that the reader was given"
OPEN = (Outcome.NOT_MET.value, Outcome.UNKNOWN.value)


def open_lines(campaign: Campaign, subjects: Collection[int], on: date) -> dict[int, list[str]]:
    """Per union what restores each required criterion that is not met on a day, in the
    standard's order. One query; nothing for what is not counted by a standard."""
    standard = published(campaign.standard, campaign.version)
    if standard is None or not subjects:
        return {}
    asked = {one.code: one for one in standard.criteria if one.required}
    rows = Spell.objects.everything(because=BECAUSE).filter(
        standard=standard.code,
        version=standard.version,
        criterion__in=list(asked),
        union_id__in=list(subjects),
        outcome__in=OPEN,
        start__lte=on,
        end__gt=on,
    )
    place = {code: number for number, code in enumerate(asked)}
    found: dict[int, list[str]] = {}
    told = sorted(rows.values_list("union_id", "criterion"), key=lambda row: place[row[1]])
    for union, code in told:
        words = text(asked[code].restore) or text(asked[code].title)
        found.setdefault(union, []).append(words)
    return found


def focus_of(campaign: Campaign, members: Collection[Member], on: date) -> dict[int, list[str]]:
    """The focus marks of these on a day, by whom they are about, in words: of an employer, or of
    a union and of the employers it covers. Three queries at most."""
    keys = [one.subject_id for one in members]
    if not campaign.standard:
        return _in_words(marks_on(Employer, keys, on))
    found = _in_words(marks_on(Union, keys, on))
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union_id__in=keys, start__lte=on, end__gt=on
    )
    covered = list(covers.order_by("pk").values_list("union_id", "employer_id"))
    marked = _in_words(marks_on(Employer, {employer for _union, employer in covered}, on))
    for union, employer in covered:
        for word in marked.get(employer, ()):
            if word not in found.setdefault(union, []):
                found[union].append(word)
    return found


def _in_words(marks: dict[int, list[FocusMark]]) -> dict[int, list[str]]:
    return {pk: [str(one.get_kind_display()) for one in each] for pk, each in marks.items()}
