"""Which standard a reader asks for."""

from django.core.management.base import CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xingjia.access.rules import system
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.commands import catch_up
from xingjia.standards.standing.queries.followed import followed, standard_called


def asked_standard(text: str | None) -> Standard | None:
    """The standard named on the command line, after what is due has been worked out."""
    if not text:
        return None
    found = standard_called(text)
    if found is None:
        known = "、".join(one.code for one in followed())
        words = {"text": text, "known": known}
        raise CommandError(_("没有“%(text)s”这个标准。有：%(known)s") % words)
    catch_up(system("standings"))
    return found


def standard_title(standard: Standard) -> str:
    """The title with its version: 双亮 2013."""
    return f"{standard.title.in_language(get_language() or 'zh')} {standard.version}"
