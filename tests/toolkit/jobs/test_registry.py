import pytest

from xingjia.toolkit.jobs.registry import UnknownKind, slices, slices_of


def test_a_kind_finds_its_function_and_size():
    @slices("test.registered", size=50)
    def write(job, start, stop):
        return None

    assert (slices_of("test.registered").handler, slices_of("test.registered").size) == (write, 50)


def test_two_functions_cannot_claim_one_kind():
    slices("test.claimed", size=1)(lambda job, start, stop: None)

    with pytest.raises(ValueError, match=r"test\.claimed"):
        slices("test.claimed", size=1)(lambda job, start, stop: None)


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind):
        slices_of("test.nobody")
