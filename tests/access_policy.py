"""Who may open which address: the policy that `test_access_matrix` holds the platform to."""

from tests.campaigns import policy as campaigns
from tests.evidence import policy as evidence
from tests.imports import policy as imports
from tests.portal.standing import policy as standing
from tests.publicity import policy as publicity
from tests.standards.library import policy as standards
from tests.visits import policy as visits
from tests.world import Place
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.registry.models import (
    Affiliation,
    ContractEmployer,
    Cover,
    Delay,
    Election,
    FocusMark,
    Group,
    Officer,
    Room,
)

SEES = {
    "leader": {"A1", "A2", "B1"},
    "officer": {"A1", "A2"},
    "township_officer": {"A1"},
    "chair": {"A1"},
    "contact": {"A1"},
    "committee": {"A1"},
    "city": {"A1", "A2", "B1"},
    "auditor": set(),
    "administrator": set(),
    "retired": set(),
    "stranger": set(),
    "anonymous": set(),
}
# Who looks after workbooks, and after people, in the places he sees.
DESK = {"officer", "township_officer", "city"}
PUBLIC = {
    "account_login",
    "account_inactive",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "set_language",
    "access:first_time",
    "access:accept",
    "access:enter",
}
OWN = {
    "portal:home",
    "access:me",
    "portal:may",
    "returns:list",  # of a chair: what she is asked
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate_webauthn",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_drop_passkeys",
}
# Lists: open to everybody with a post, holding only what is his.
LISTS = {"registry:employers", "registry:unions", "registry:contracts", "organising:list"}
LISTS |= {"campaigns:list"}
DESK_LISTS = {
    "campaigns:new",
    "reports:reports",
    "returns:new",
    "imports:list",
    "access:people",
    "access:invite",
    "registry:add_employer",
    "registry:add_contract",
    "desk:list",
}
# The same lists as files; tests/registry/test_exports.py looks into them.
TAKEN = ("employers", "unions", "committees", "groups", "contracts")
FILES = {f"registry:export_{one}" for one in TAKEN}
# Records: the arguments that name the one of a place.
RECORDS = {
    "portal:coverage": lambda place: {"code": place.node.code},
    "portal:counted": lambda place: {"code": place.node.code, "measure": "with_union"},
    "registry:employer": lambda place: {"pk": place.employer.pk},
    "registry:union": lambda place: {"pk": place.union.pk},
    "registry:handover": lambda place: {"pk": place.union.pk},
    "registry:contract": lambda place: {"pk": place.contract.pk},
    "registry:elections": lambda place: {"pk": place.union.pk},
    "organising:procedure": lambda place: {"pk": place.procedure.pk},
    "organising:letter": lambda place: {"pk": place.procedure.pk, "code": "ballot"},
    "registry:federation": lambda place: {"pk": place.union.pk},
}
DESK_RECORDS = {
    "registry:change_employer": lambda place: {"pk": place.employer.pk},
    "registry:change_union": lambda place: {"pk": place.union.pk},
    "registry:appoint_chair": lambda place: {"pk": place.union.pk},
    "registry:chair_left": lambda place: {"pk": place.union.pk},
    "registry:close_union": lambda place: {"pk": place.union.pk},
    "registry:cover": lambda place: {"pk": place.union.pk},
    "registry:uncover": lambda place: {"pk": place.union.pk, "cover": cover_of(place)},
    "registry:close_employer": lambda place: {"pk": place.employer.pk},
    "registry:reopen_employer": lambda place: {"pk": place.employer.pk},
    "access:person": lambda place: {"pk": place.person.pk},
    "access:appoint": lambda place: {"pk": place.person.pk},
    "access:recover": lambda place: {"pk": place.person.pk},
    "registry:change_contract": lambda place: {"pk": place.contract.pk},
    "registry:renew_contract": lambda place: {"pk": place.contract.pk},
    "registry:cover_by_contract": lambda place: {"pk": place.contract.pk},
    "registry:uncover_by_contract": lambda place: {"pk": place.contract.pk, "row": row_of(place)},
    "registry:clear_step": lambda place: {"pk": place.contract.pk, "step": "signed_on"},
    "registry:contract_step": lambda place: {"pk": place.contract.pk, "step": "signed_on"},
    "reports:report": lambda place: {"pk": place.report.pk},
    "reports:accept": lambda place: {"pk": place.report.pk},
    "reports:fill": lambda place: {"pk": place.report.pk},
    "reports:retire": lambda place: {"pk": place.report.pk},
    "access:end": lambda place: {"pk": place.person.pk, "held": place.held.pk},
    "registry:hold_election": lambda place: {"pk": place.union.pk},
    "registry:by_election": lambda place: {"pk": place.union.pk},
    "registry:complete_election": lambda place: {"pk": election_of(place)},
    "registry:approve_election": lambda place: {"pk": election_of(place)},
    "registry:refuse_election": lambda place: {"pk": election_of(place)},
    "registry:undo_answer": lambda place: {"pk": election_of(place)},
    "registry:allow_delay": lambda place: {"pk": place.union.pk},
    "registry:undo_delay": lambda place: {"pk": delay_of(place)},
    "registry:officer_left": lambda place: {"pk": chair_of(place)},
    "registry:declare_officer": lambda place: {"pk": chair_of(place)},
    "organising:begin_founding": lambda place: {"pk": place.employer.pk},
    "organising:begin_reelection": lambda place: {"pk": place.union.pk},
    "organising:abandon": lambda place: {"pk": place.procedure.pk},
    "organising:step": lambda place: {"pk": place.procedure.pk, "step": "request"},
    "organising:refuse": lambda place: {"pk": place.procedure.pk},
    "organising:take_back": lambda place: {"pk": place.procedure.pk, "step": "prepare"},
    "registry:reopen_union": lambda place: {"pk": place.union.pk},
    "registry:affiliate": lambda place: {"pk": place.union.pk},
    "registry:leave_federation": lambda place: {"pk": place.union.pk, "one": belonging_of(place)},
    "registry:set_up_group": lambda place: {"pk": place.union.pk},
    "registry:end_group": lambda place: {"pk": place.union.pk, "one": group_of(place)},
    "portal:may_of": lambda place: {"pk": place.person.pk},
    "access:close": lambda place: {"pk": place.person.pk},
    "access:reopen": lambda place: {"pk": place.person.pk},
    "access:slip": lambda place: {"pk": place.person.pk},
    "access:withdraw": lambda place: {"pk": place.person.pk, "slip": place.slip.pk},
    "desk:item": lambda place: {"key": f"codes.employer.{place.employer.pk}.no_code"},
    "desk:merge": lambda place: {
        "kind": "employer",
        "keep": place.employer.pk,
        "drop": place.twin.pk,
    },
    "desk:merged": lambda place: {"pk": place.merged.pk},
}
DESK_RECORDS |= {
    "registry:mark_employer": lambda place: {"pk": place.employer.pk},
    "registry:mark_union": lambda place: {"pk": place.union.pk},
    "registry:lift_employer": lambda place: {"pk": place.employer.pk, "mark": mark_of(place)},
    "registry:lift_union": lambda place: {"pk": place.union.pk, "mark": mark_of(place, union=True)},
    "registry:open_room": lambda place: {"pk": place.union.pk},
    "registry:close_room": lambda place: {"pk": place.union.pk, "room": room_of(place)},
}
DESK_RECORDS |= imports.DESK
DESK_RECORDS |= {
    "returns:collection": lambda place: {"pk": place.collection.pk},
    "returns:workbooks": lambda place: {"pk": place.collection.pk},
    "returns:reminder": lambda place: {"pk": place.collection.pk},
    "returns:picture": lambda place: {"pk": place.collection.pk},
    "returns:merge": lambda place: {"pk": place.collection.pk},
    "returns:undo": lambda place: {"pk": place.collection.pk},
    "returns:close": lambda place: {"pk": place.collection.pk},
    "returns:sheet": lambda place: {"pk": place.sent.pk},
    "returns:workbook": lambda place: {"pk": place.sent.pk},
    "returns:original": lambda place: {"pk": place.sent.pk},
}
OWN_DESK = {  # her own union
    ("chair", "returns:sheet"),
    ("chair", "returns:workbook"),
    ("chair", "returns:original"),
    ("chair", "registry:change_union"),
    ("chair", "registry:set_up_group"),
    ("chair", "registry:end_group"),
    ("chair", "registry:open_room"),
    ("chair", "registry:close_room"),
    ("chair", "organising:begin_reelection"),
    ("chair", "organising:abandon"),
    ("chair", "organising:step"),
    ("chair", "organising:take_back"),
}
WORD = {"organising:letter"}  # a file: its words are not to be read in the answer
# How a place stands: of officers alone.
TREE = {"officer", "city"}
# Who keeps records; an officer of a city sees them and gives their people posts.
KEEPS = {"officer", "township_officer"}
KEEPING = {
    "portal:parameters",
    "portal:parameter",
    "registry:change_employer",
    "registry:change_union",
    "registry:appoint_chair",
    "registry:chair_left",
    "registry:close_union",
    "registry:cover",
    "registry:uncover",
    "registry:contract_step",
}
KEEPING |= {name for name in DESK_RECORDS if name.startswith("returns:")}
CLOSES = {"access:close", "access:reopen"}  # an administrator as well
# Open to one right alone, and holding nothing of the register.
WATCHES = {"portal:log": {"officer", "city", "auditor"}, "portal:running": {"administrator"}}
TREE_RECORDS = {
    "portal:tree": lambda place: {"code": place.node.code},
    "portal:tree_change": lambda place: {"code": place.node.code, "what": "rename"},
    "portal:parameters": lambda place: {"code": county_of(place)},
    "portal:parameter": lambda place: {"code": county_of(place), "name": "three_contracts"},
}
ELSEWHERE = {
    "portal:coverage_home",
    "portal:tree_home",
    "portal:parameters_home",
}  # sends each to his own place
OWN |= standards.OWN
FIXED = standards.FIXED  # arguments of pages that are the same for everybody
RECORDS |= evidence.RECORDS | visits.RECORDS | standards.RECORDS | standing.RECORDS
LISTS |= visits.LISTS
FILES |= visits.FILES
DESK_RECORDS |= evidence.KEPT | evidence.DESK | visits.DESK | standards.DESK
TREE_RECORDS |= standards.TREE
DESK_LISTS |= evidence.LISTS | visits.DESK_LISTS | standards.DESK_LISTS
KEEPING |= set(evidence.KEPT) | set(standards.DESK) | set(standards.TREE)
RECORDS |= evidence.RECORDS | campaigns.PAGES
DESK_RECORDS |= standing.KEPT | campaigns.KEPT
DESK_LISTS |= evidence.LISTS
KEEPING |= {*standing.KEPT, *campaigns.KEPT}
OWN_DESK |= {("chair", name) for name in evidence.KEPT | standing.KEPT}
WORD |= evidence.PHOTOS | standards.FILES | standing.PAPERS
RECORDS |= publicity.RECORDS | publicity.SHEETS
DESK_RECORDS |= publicity.KEPT | publicity.ABOVE
KEEPING |= set(publicity.KEPT) | set(publicity.ABOVE)
OWN_DESK |= {("chair", name) for name in publicity.KEPT}
TREE_RECORDS |= publicity.TREE
ELSEWHERE |= publicity.HOME
OWN |= publicity.OWN
PUBLIC |= set(publicity.PUBLIC)
PUBLIC_ARGUMENTS = publicity.PUBLIC | {
    name: {"secret": "x" * 43} for name in ("access:accept", "access:enter")
}
NO_COVERAGE = {"chair", "contact", "committee"}  # a union is no branch with figures of its own


def cover_of(place: Place) -> int:
    return Cover.objects.everything(because="a test").get(union=place.union).pk


def election_of(place: Place) -> int:
    return Election.objects.everything(because="a test").get(union=place.union).pk


def delay_of(place: Place) -> int:
    return Delay.objects.everything(because="a test").get(union=place.union).pk


def chair_of(place: Place) -> int:
    return Officer.objects.everything(because="a test").get(union=place.union).pk


def mark_of(place: Place, *, union: bool = False) -> int:
    of = {"union": place.union} if union else {"employer": place.employer}
    return FocusMark.objects.everything(because="a test").get(**of).pk


def room_of(place: Place) -> int:
    return Room.objects.everything(because="a test").get(union=place.union).pk


def county_of(place: Place) -> str:
    return Node.objects.get(path=place.node.path[:-STEP]).code


def row_of(place: Place) -> int:
    return ContractEmployer.objects.everything(because="a test").get(contract=place.contract).pk


def group_of(place: Place) -> int:
    return Group.objects.everything(because="a test").get(union=place.union).pk


def belonging_of(place: Place) -> int:
    return Affiliation.objects.everything(because="a test").get(member=place.union).pk
