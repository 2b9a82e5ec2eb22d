"""Whom a campaign or a target is about, by ownership: one of them, or a group of them. Pure."""

NON_PUBLIC = "non_public"  # 非公有制: private, foreign, and of Hong Kong, Macao and Taiwan
GROUPS = {NON_PUBLIC: frozenset({"private", "foreign_invested", "hk_macao_tw"})}


def ownerships_of(scope: str) -> frozenset[str]:
    """The ownerships a scope stands for."""
    return GROUPS.get(scope, frozenset({scope}))


def covers(scope: str, ownership: str) -> bool:
    """Whether a scope is about somebody; "" is about everybody, an unknown ownership is in none."""
    return not scope or ownership in ownerships_of(scope)
