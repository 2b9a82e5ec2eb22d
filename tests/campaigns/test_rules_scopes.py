"""Whom a campaign is about, by ownership."""

import pytest

from xingjia.campaigns.rules.scopes import NON_PUBLIC, covers


@pytest.mark.parametrize(
    ("scope", "within"),
    [
        ("", {"", "state_owned", "collective", "private", "foreign_invested", "hk_macao_tw"}),
        ("state_owned", {"state_owned"}),
        (NON_PUBLIC, {"private", "foreign_invested", "hk_macao_tw"}),
    ],
)
def test_a_scope_covers_its_ownerships_and_never_an_unknown_one(scope, within):
    every = ("", "state_owned", "collective", "private", "foreign_invested", "hk_macao_tw")

    assert {one for one in every if covers(scope, one)} == within
