"""Ready letters for the steps, as Word. Their words are official Chinese, whatever language the
reader's pages are in, so they are not in the catalogues.

What the records hold is filled in; what nobody has said is a line to be filled by hand.
"""

from collections.abc import Callable

from xingjia.organising.letters import election, founding, reelection
from xingjia.organising.letters.setting import Setting
from xingjia.toolkit.papers.word import Paper

WRITERS: dict[str, Callable[[Setting], Paper]] = {
    "prepare_request": founding.prepare_request,
    "prepare_reply": founding.prepare_reply,
    "meeting_request": founding.meeting_request,
    "meeting_reply": founding.meeting_reply,
    "reelection_request": reelection.reelection_request,
    "reelection_reply": reelection.reelection_reply,
    "extension_request": reelection.extension_request,
    "extension_reply": reelection.extension_reply,
    "candidates_notice": election.candidates_notice,
    "ballot": election.ballot,
    "minutes": election.minutes,
    "result_report": election.result_report,
    "result_reply": election.result_reply,
    "result_refusal": election.result_refusal,
}


def write(code: str, setting: Setting) -> bytes:
    """The .docx of one letter; a code that does not exist is a `KeyError`."""
    return WRITERS[code](setting).content()
