"""What a command leaves to be done is done once, before its entry in the log, or at its end."""

from dataclasses import dataclass

import pytest

from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.command import command, finish, leave

pytestmark = pytest.mark.django_db


@dataclass
class Noted:
    """Says what was done, and how many entries the log had by then."""

    words: list[str]
    done: list[tuple[list[str], int]]

    def joined(self, other):
        return Noted([*self.words, *other.words], self.done)

    def do(self):
        self.done.append((self.words, Entry.objects.count()))


@pytest.fixture
def done():
    return []


def tell(word, done):
    leave("test", Noted([word], done))


def test_it_is_done_at_once_where_no_command_runs(done):
    tell("one", done)

    assert done == [(["one"], 0)]


def test_it_is_done_once_before_the_log(done):
    @command
    def act():
        tell("one", done)
        tell("two", done)
        assert done == []
        record("account:12", "node.renamed", "orgtree.node:7")

    act()

    assert done == [(["one", "two"], 0)]


def test_it_is_done_at_the_end_where_the_log_came_first(done):
    @command
    def act():
        record("account:12", "node.renamed", "orgtree.node:7")
        tell("one", done)

    act()

    assert done == [(["one"], 1)]


def test_a_command_within_a_command_leaves_it_to_the_outer_one(done):
    @command
    def inner():
        tell("inner", done)

    @command
    def outer():
        inner()
        tell("outer", done)

    outer()

    assert done == [(["inner", "outer"], 0)]


def test_what_was_done_in_a_part_that_is_taken_back_is_done_again(done):
    @command
    def inner():
        tell("inner", done)
        finish()
        raise ValueError("no")

    @command
    def outer():
        tell("outer", done)
        with pytest.raises(ValueError, match="no"):
            inner()

    outer()

    assert [words for words, _ in done] == [["outer", "inner"], ["outer"]]


def test_a_command_that_fails_leaves_nothing_behind(done):
    @command
    def act():
        tell("one", done)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        act()
    tell("two", done)

    assert done == [(["two"], 0)]
