"""When all will be met if it goes on as in the last months: one assumption, with its sum. Pure."""

from dataclasses import dataclass
from datetime import date

from xingjia.toolkit.calendar.rules import add_months

MONTHS = 6
LONGEST = 600  # months; further ahead nothing is foretold


@dataclass(frozen=True)
class Forecast:
    """From `then` to `now` in six months, of `base`; `months` more and the `day` all are met,
    None where it does not grow, or was done already."""

    then: int
    now: int
    base: int
    months: int | None
    day: date | None

    @property
    def missing(self) -> int:
        """How many are not met yet."""
        return self.base - self.now

    @property
    def gain(self) -> int:
        """What was gained in the six months."""
        return self.now - self.then


def forecast(then: int, now: int, base: int, on: date) -> Forecast:
    """The same gain each month as on average of the last six."""
    gain, missing = now - then, base - now
    if gain <= 0 or missing <= 0:
        return Forecast(then, now, base, None, None)
    months = -(-missing * MONTHS // gain)
    if months > LONGEST:
        return Forecast(then, now, base, None, None)
    return Forecast(then, now, base, months, add_months(on, months))
