"""Where a standard is shown of a place, of its unions and of one of them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from xingjia.standards.rules.criteria import Standard


@dataclass(frozen=True)
class Addresses:
    """Addresses of a standard in places, on the day of the page."""

    standard: Standard
    on: date

    def figures(self, code: str, standard: Standard | None = None) -> str:
        """The figures of a place."""
        name = (standard or self.standard).code
        return f"{reverse('portal:standard', args=[code, name])}?on={self.on.isoformat()}"

    def matrix(self, code: str, **asked: str) -> str:
        """The unions of a place; `asked` is show and criterion."""
        query = urlencode({"on": self.on.isoformat()} | asked)
        return f"{reverse('portal:matrix', args=[code, self.standard.code])}?{query}"

    def why(self, union: int, criterion: str) -> str:
        """Why one union stands so."""
        url = reverse("portal:why", args=[union, self.standard.code])
        return f"{url}?on={self.on.isoformat()}" + (f"#{criterion}" if criterion else "")
