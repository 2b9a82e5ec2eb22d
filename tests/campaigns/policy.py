"""Who may open which address of campaigns."""

PAGES = {
    "campaigns:campaign": lambda place: {"pk": place.running.campaign.pk},
    "campaigns:behind": lambda place: {"pk": place.running.campaign.pk},
    "campaigns:mobilised": lambda place: {"pk": place.running.campaign.pk},
    "campaigns:examples": lambda place: {"pk": place.running.campaign.pk},
    "campaigns:pledges": lambda place: {"pk": place.running.campaign.pk},
    "campaigns:stage": lambda place: {"pk": place.running.campaign.pk, "number": 1},
}
KEPT = {
    f"campaigns:{name}": lambda place: {"pk": place.running.campaign.pk}
    for name in (
        "close",
        "duty",
        "mobilise",
        "result",
        "pledge_papers",
        "reminder",
        "picture",
        "letter",
    )
} | {
    f"campaigns:{name}": lambda place: {"pk": place.running.member.pk}
    for name in ("exclude", "example", "hand_over")
}
KEPT |= {
    "campaigns:end": lambda place: {"pk": place.running.example.pk},
    "campaigns:pledge": lambda place: {"pk": place.running.campaign.pk, "code": place.node.code},
}
