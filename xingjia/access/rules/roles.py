"""Who may do what, and where: roles, branches and days in, yes or no out. Pure.

The same as a table, with the reasons: docs/roles.md and decision 0018.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from xingjia.orgtree.rules import STEP


class Right(StrEnum):
    """Something a role may do in its branch."""

    SEE = "see"  # open records, lists and figures
    IMPORT = "import"  # write the register from a workbook
    INVITE = "invite"  # give accounts and appointments below, help people back in
    TREE = "tree"  # rename, move, merge and close the places below one's own
    EDIT = "edit"  # enter and mend records by hand
    LOG = "log"  # read who did what, and who took which list
    RUN = "run"  # look after accounts, jobs and imports as machinery, not what is in them


class Role(StrEnum):
    """The posts that carry rights. The names shown are in `models.Appointment.Role`."""

    OFFICER = "officer"  # of a county federation; of one above, see `granted`
    SUPERIOR = "superior"  # what an officer of a city, a province or the nation is; not stored
    TOWNSHIP_OFFICER = "township_officer"
    CONTACT = "contact"  # 挂点干部, beside whoever answers for the union, never instead of him
    CHAIR = "chair"
    COMMITTEE = "committee"  # a member of a union's committee
    LEADER = "leader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"  # a named job nobody in particular asked for


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OFFICER: frozenset(Right) - {Right.RUN},
    # Sees and reports what lies below and gives its people their posts; the records of a county
    # are mended by the county itself, or nobody knows who answers for them.
    Role.SUPERIOR: frozenset({Right.SEE, Right.IMPORT, Right.INVITE, Right.TREE, Right.LOG}),
    Role.TOWNSHIP_OFFICER: frozenset({Right.SEE, Right.IMPORT, Right.INVITE, Right.EDIT}),
    Role.CONTACT: frozenset({Right.SEE}),
    Role.CHAIR: frozenset({Right.SEE, Right.EDIT}),
    Role.COMMITTEE: frozenset({Right.SEE}),
    Role.LEADER: frozenset({Right.SEE}),
    Role.AUDITOR: frozenset({Right.LOG}),
    Role.ADMINISTRATOR: frozenset({Right.RUN}),
    Role.SYSTEM: frozenset(Right),
}

_OF_TOWNSHIP = frozenset({Role.CHAIR, Role.COMMITTEE, Role.CONTACT})
_OF_COUNTY = _OF_TOWNSHIP | {Role.TOWNSHIP_OFFICER, Role.LEADER}
# Whom a role may appoint: only posts below its own, so that nobody raises himself. Who is
# watched does not choose who watches: an auditor comes from above, an administrator from the
# server.
APPOINTS: dict[Role, frozenset[Role]] = {
    Role.OFFICER: _OF_COUNTY,
    Role.SUPERIOR: _OF_COUNTY | {Role.OFFICER, Role.AUDITOR},
    Role.TOWNSHIP_OFFICER: _OF_TOWNSHIP,
    Role.SYSTEM: frozenset(Role) - {Role.SYSTEM, Role.SUPERIOR},
}
# Posts that may be given at one's own place: they carry nothing its officer does not hold.
BESIDE = frozenset({Role.LEADER, Role.CHAIR, Role.COMMITTEE, Role.CONTACT})
# 三员分立: whoever watches or runs the machinery holds no other post at the same time.
ALONE = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
# Who may come in by a slip of paper: posts at one union that let nobody else in.
BY_SLIP = frozenset({Role.CHAIR, Role.COMMITTEE})

UPPER = frozenset({"nation", "province", "city"})
_FEDERATIONS = UPPER | {"county"}
# The kinds of places (`orgtree.models.Node.Kind`) at which a role can be held.
PLACES: dict[Role, frozenset[str]] = {
    Role.OFFICER: _FEDERATIONS,
    Role.TOWNSHIP_OFFICER: frozenset({"township", "park"}),
    Role.CHAIR: frozenset({"union"}),
    Role.COMMITTEE: frozenset({"union"}),
    Role.CONTACT: frozenset({"union", "township", "park"}),
    Role.LEADER: _FEDERATIONS | {"township", "park"},
    Role.AUDITOR: _FEDERATIONS,
    Role.ADMINISTRATOR: _FEDERATIONS,
}


@dataclass(frozen=True)
class Grant:
    """A role held over one branch of the tree, named by its path; "" is the whole tree."""

    role: Role
    branch: str
    # What the place is called and of what kind it is, for who shows it; no right hangs on it.
    place: str = field(default="", compare=False)
    kind: str = field(default="", compare=False)


@dataclass(frozen=True)
class Actor:
    """Whoever is asking. Without grants an actor sees nothing and may do nothing."""

    label: str = "nobody"  # "account:12" or "system:import_sheet"; what the log keeps
    name: str = ""
    grants: tuple[Grant, ...] = ()

    def branches(self, right: Right) -> tuple[str, ...]:
        """Paths of the branches in which the actor holds `right`."""
        return tuple(g.branch for g in self.grants if right in RIGHTS[g.role])

    def may(self, right: Right, path: str) -> bool:
        """Whether the actor holds `right` at the node with this path."""
        return any(path.startswith(branch) for branch in self.branches(right))

    def may_reshape(self, path: str) -> bool:
        """Whether the actor may change how the node with this path stands: only strictly inside
        his branch, so that nobody moves or renames his own place."""
        return any(
            path.startswith(branch) and path != branch for branch in self.branches(Right.TREE)
        )

    def may_from_above(self, right: Right, path: str) -> bool:
        """Whether the actor holds `right` from over the node with this path: as a superior of
        whoever keeps it, not as its keeper."""
        above = path[:-STEP]
        return bool(path) and any(above.startswith(branch) for branch in self.branches(right))

    def needs_mobiles(self, path: str) -> bool:
        """Whether the actor's work needs the mobile numbers of persons at this node: whoever
        keeps the record calls them (officers of the branch, the chair herself); who only
        looks does not."""
        return self.may(Right.EDIT, path)

    def may_appoint(self, role: Role, path: str) -> bool:
        """Whether the actor may give `role` at `path`: in the branch, and an officer's own
        post only strictly below, so that equals do not appoint equals."""
        return any(
            path.startswith(g.branch)
            and role in APPOINTS.get(g.role, frozenset())
            and (role in BESIDE or path != g.branch or g.role is Role.SYSTEM)
            for g in self.grants
        )


NOBODY = Actor()


def granted(role: Role, kind: str) -> Role:
    """What a post comes to at a place of this kind: an officer above a county is a superior."""
    return Role.SUPERIOR if role is Role.OFFICER and kind in UPPER else role


def apart(role: Role, others: Iterable[Role]) -> bool:
    """Whether `role` may be held beside these others (GB/T 22239 8.1.4.2: 三权分立)."""
    held = set(others)
    return not held or (role not in ALONE and held.isdisjoint(ALONE))


def system(name: str) -> Actor:
    """The named actor of work no person asked for; it sees and may do everything."""
    return Actor(f"system:{name}", name, (Grant(Role.SYSTEM, ""),))


def label_of(account_id: int) -> str:
    """What the log and jobs call an account."""
    return f"account:{account_id}"


def is_superior(actor: Actor, held: Iterable[Grant]) -> bool:
    """Whether the actor may put somebody holding these posts back into his account.

    Only if he could have given every one of them: whoever helps somebody back in could come in
    himself, so a post from another branch, or one as high as his own, is out of his hands.
    """
    posts = list(held)
    return bool(posts) and all(actor.may_appoint(post.role, post.branch) for post in posts)
