"""The lengths of a contract's clock where it was filed. Pure.

Each step runs by what the county had decided on the day of its cause: who signed before the
county changed the term for filing keeps the old one.
"""

from datetime import date

from xingjia.registry.rules.contract_clock import Dates, Term, Terms, in_force, takes_effect
from xingjia.registry.rules.parameters import History, value_on
from xingjia.toolkit.calendar.rules import DAY

NAMES = (
    "answer_days",
    "resubmit_days",
    "file_days",
    "file_wage_days",
    "review_days",
    "publish_days",
    "publish_wage_days",
    "renew_months",
    "renew_wage_days",
)


def terms_of(history: History, dates: Dates) -> Terms:
    """The terms for a contract with these dates; the national ones where nothing was decided."""
    if not history:
        return Terms()
    first = Terms(
        answer=_term("answer_days", history, dates.offered_on),
        resubmit=_term("resubmit_days", history, dates.congress_on),
        file=_term("file_days", history, dates.signed_on),
        file_wage=_term("file_wage_days", history, dates.signed_on),
        review=_term("review_days", history, dates.received_on),
    )
    effect = takes_effect(dates, first)
    span = in_force(dates, first)
    last = span[1] - DAY if span else dates.valid_to
    return Terms(
        answer=first.answer,
        resubmit=first.resubmit,
        file=first.file,
        file_wage=first.file_wage,
        review=first.review,
        publish=_term("publish_days", history, effect),
        publish_wage=_term("publish_wage_days", history, effect),
        renew_months=value_on("renew_months", history, last),
        renew_wage_days=value_on("renew_wage_days", history, last),
    )


def _term(name: str, history: History, cause: date | None) -> Term:
    value = value_on(name, history, cause)
    return Term(value["days"], value["working"])
