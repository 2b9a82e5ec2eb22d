"""Promises of a union: with a day, and at 评诺 kept or not. Pure (domain.md §2.2, SL-08)."""

from datetime import date, timedelta

SHOWN_AFTER = timedelta(days=365)  # an outcome is shown for a year, so that it can be held up


def over(due_on: date, on: date) -> bool:
    """Whether a promise is so long past that it is no longer shown."""
    return on > due_on + SHOWN_AFTER


def fault(text: str, made_on: date, due_on: date | None, on: date) -> str | None:
    """The code of what is wrong with a promise made on a day; None when nothing is."""
    found = {
        "no_text": not text.strip(),
        "no_due_day": due_on is None,
        "day_ahead": made_on > on,
        "due_before": due_on is not None and due_on < made_on,
    }
    return next((code for code, wrong in found.items() if wrong), None)


def quarter_of(on: date) -> date:
    """The first day of the quarter of a day."""
    return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
