"""Where nothing is stored yet, a person is shown the ways to begin that are open to them."""

from tools.access import LOCAL, Actor, DataScope
from ui.chat.first_steps import first_steps


def _ways(person: Actor) -> list[str]:
    return [str(way["key"]) for way in first_steps(person, "ru")["ways"]]


def test_each_person_is_offered_what_their_role_allows() -> None:
    kept = Actor(name="vera", role="marketer", scope=DataScope(channels=frozenset({"vk"})))

    assert _ways(LOCAL) == ["upload", "demo", "connect"]
    assert _ways(kept) == ["upload"]
    assert _ways(Actor(name="max", role="viewer")) == []
    assert "администратора" in first_steps(Actor(name="max", role="viewer"), "ru")["text"]


def test_every_platform_says_which_variables_it_needs() -> None:
    needs = {one["name"]: one["variables"] for one in first_steps(LOCAL, "en")["ways"][-1]["needs"]}

    assert needs["TikTok"] == "TIKTOK_ACCESS_TOKEN"
    assert needs["VK"] == "VK_ACCESS_TOKEN or VK_CLIENT_SECRET"
