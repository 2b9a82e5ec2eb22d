"""When a superior may refuse a reported result. Pure."""

from collections.abc import Mapping
from datetime import date

from xingjia.organising.rules.steps import Done
from xingjia.registry.rules.editing import Finding


def refusal_findings(
    done: Mapping[str, Done], on: date, doc_no: str, text: str, today: date
) -> list[Finding]:
    """About a refusal: there is a result that waits for its answer, and the answer says why."""
    found = []
    if "approve" in done:
        found.append(Finding("approved_already"))
    elif "meet" not in done or "report" not in done:
        found.append(Finding("needs_first", said=(("step", "report"),)))
    elif on < done["report"].day:
        found.append(Finding("before_its_cause", field="on", said=(("step", "report"),)))
    if on > today:
        found.append(Finding("in_the_future", field="on"))
    if not doc_no.strip():
        found.append(Finding("required", field="doc_no"))
    if not text.strip():
        found.append(Finding("refusal_reason", field="text"))
    return found
