"""What a county's own standard must be, and what proves that it is unchanged. Pure."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

CODE = re.compile(r"[a-z][a-z0-9-]{1,23}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,19}")
MOST_LINES = 100  # criteria, vetoes and diagnoses: each is judged for every union at each saving

# What a published standard is made of; its end is a later decision.
FROZEN = (
    *("code", "version", "title", "source", "parent", "parent_version"),
    *("dropped", "optional", "values", "text"),
)


def digest_of(content: Mapping[str, object]) -> str:
    """The digest of what a standard is made of, by the names of `FROZEN`."""
    told = {name: content[name] for name in FROZEN}
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
