from xingjia.facts.kinds import KINDS, Kind, Shape
from xingjia.registry.models import Room


def test_every_kind_has_a_name_and_costs_at_least_a_minute():
    assert [kind.code for kind in KINDS.values() if not str(kind.title) or kind.minutes < 1] == []


def test_a_kind_is_found_by_its_code():
    assert {code: kind.code for code, kind in KINDS.items()} == {code: code for code in KINDS}


def test_what_the_register_tells_is_never_asked_for():
    """The register's kinds come from records; those one can be asked for are the others."""
    known = {kind.code for kind in KINDS.values() if kind.known}

    assert {"officer", "committee", "term", "contract", "membership"} <= known
    assert known & {"sign_shown", "training", "activity", "evaluation"} == set()


def test_only_standing_things_are_photographed():
    def seen(kind: Kind) -> bool:
        return kind.physical and kind.shape is Shape.EVENT

    assert [kind.code for kind in KINDS.values() if seen(kind)] == []


def test_rooms_are_called_as_in_the_register():
    rooms = KINDS["room"].attributes["kind"].values

    assert {code: str(title) for code, title in rooms.items()} == {
        code: str(title) for code, title in Room.Kind.choices
    }
