"""The key that signs sessions and links: from the environment, else made once per home folder."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def secret_key(home: Path) -> str:
    """Return XINGJIA_SECRET_KEY, or the key kept in `home/secret_key` (made on first use).

    Web server and worker start at once: whichever comes second takes the key of the first.
    """
    given = os.environ.get("XINGJIA_SECRET_KEY")
    if given:
        return given
    kept = home / "secret_key"
    if not kept.exists():
        handle, draft = tempfile.mkstemp(dir=home)  # readable by its owner only
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(draft, kept)
        Path(draft).unlink()
    return kept.read_text().strip()
