"""How a thing that hangs is told on pages and in lists."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS
from xingjia.publicity import words
from xingjia.publicity.queries.hanging import Hangs


@dataclass(frozen=True)
class Line:
    """A thing that hangs: what it is, why it is untrue, and the sheet to print again or instead."""

    one: Hangs
    title: str
    why: str
    again: str

    @classmethod
    def of(cls, one: Hangs) -> "Line":
        """The line of a thing."""
        again = one.sheet if one.print else words.INSTEAD[one.kind]
        return cls(
            one, title_of(one), words.whys(one.wrong), again if again in words.SHEETS else ""
        )


def title_of(one: Hangs) -> str:
    """What it is, with its version or, of one made elsewhere, which badge or plate it is."""
    if one.print:
        said = {"title": words.PRINTED[one.sheet], "n": one.print.version}
        return _("%(title)s 第 %(n)s 版") % said
    title = str(words.MADE_BY_HAND[one.kind])
    if not one.form:
        return title
    form = KINDS[one.kind].attributes["form"].values[one.form]
    return _("%(title)s（%(form)s）") % {"title": title, "form": form}
