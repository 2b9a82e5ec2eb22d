"""What may be shown of a person: only fields she agreed to herself, while she agrees. Pure.

个人信息保护法 art. 25 asks for a separate consent before personal information is made public, and
art. 15 lets it be withdrawn at any time (hardening.md P1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """What of a person is asked for, each by itself."""

    NAME = "name"
    POST = "post"
    PHOTO = "photo"
    OFFICE_PHONE = "office_phone"
    MOBILE = "mobile"


@dataclass(frozen=True)
class Agreed:
    """A consent to one field, from a day up to, not including, the day it was withdrawn."""

    field: Field
    given_on: date
    withdrawn_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it stands on the day; on the day of withdrawal it no longer does."""
        return self.given_on <= on and (self.withdrawn_on is None or on < self.withdrawn_on)


def agreed_on(consents: Iterable[Agreed], on: date) -> frozenset[Field]:
    """The fields that may be shown on a day. Without the name nothing else may: a face or a
    number would name her all the same."""
    fields = frozenset(one.field for one in consents if one.holds(on))
    return fields if Field.NAME in fields else frozenset()


def phones(said: str) -> tuple[str, str]:
    """Of telephone numbers joined by `;`, the first of an office and the first mobile."""
    numbers = [one.strip() for one in said.split(";") if one.strip()]
    mobile = [one for one in numbers if is_mobile(one)]
    office = [one for one in numbers if not is_mobile(one)]
    return office[0] if office else "", mobile[0] if mobile else ""


def is_mobile(number: str) -> bool:
    """Whether it is a mobile number of the mainland: eleven digits that begin with 1."""
    return len(number) == 11 and number.isdigit() and number.startswith("1")  # noqa: PLR2004
