from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.files.rules import place


@given(st.binary())
def test_a_content_lies_under_the_first_four_digits_of_its_hash(content):
    digest = sha256(content).hexdigest()

    assert place(digest) == PurePosixPath(digest[:2]) / digest[2:4] / digest


@pytest.mark.parametrize("name", ["", "ab", "../" * 22, "A" * 64, "a" * 65, "a" * 63 + "\n"])
def test_nothing_but_a_hash_names_a_place(name):
    with pytest.raises(ValueError, match="SHA-256"):
        place(name)
