"""REST: every path answers what the engine and the tools say, to whom it may be said, and says no in one sentence."""

import asyncio
import re
import time
from typing import Any

import pytest
from httpx import Response
from prometheus_client.parser import text_string_to_metric_families

from ingest.database import Database
from tests.api.conftest import Served
from tests.conftest import TODAY
from tests.ui.test_alert_bell import raise_alert
from tools.access import Actor, DataScope
from tools.advice.record.book import AdviceBook
from tools.advice.record.store import Listed, keep
from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert
from tools.semantics.question import Question
from ui.api.alert_socket import EVERY_S, TICK_S, SharedLook
from ui.api.problem import MEDIA
from ui.api.routers import ROUTERS

BOUNDED = DataScope(channels=frozenset({"tiktok"}))


def done(served: Served, response: Response, **headers: Any) -> dict[str, Any]:
    """The work that was begun, once it has ended."""
    assert response.status_code == 202
    for _ in range(100):
        job: dict[str, Any] = served.client.get(response.headers["location"], **headers).json()
        if job["state"] != "running":
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_pages_are_the_same_everywhere(served: Served) -> None:
    first = served.client.get("/api/campaigns", params={"limit": 5}).json()
    second = served.client.get(first["next"]).json()
    last = served.client.get("/api/campaigns", params={"skip": first["total"] - 1}).json()

    assert [one["id"] for one in first["items"]] == [1, 2, 3, 4, 5]
    assert second["items"][0]["id"] == 6
    assert (len(last["items"]), last["next"]) == (1, None)
    for path in ("campaigns", "predictions", "alerts", "alerts/unread", "alerts/rules", "loads", "tools"):
        page = served.client.get(f"/api/{path}", params={"limit": 1}).json()
        assert set(page) == {"items", "total", "skip", "limit", "next"}
        assert served.client.get(f"/api/{path}", params={"limit": 501}).status_code == 422


def test_a_campaign_is_found_by_number_channel_and_name(served: Served) -> None:
    one = served.client.get("/api/campaigns/1").json()
    same = served.client.get("/api/campaigns", params={"search": one["name"][:12].upper()}).json()
    channel = served.client.get(f"/api/campaigns/channel/{one['channel']}").json()

    assert one["id"] in [found["id"] for found in same["items"]]
    assert {found["channel"] for found in channel["items"]} == {one["channel"]}
    assert served.client.get("/api/campaigns/99999").status_code == 404
    assert served.client.get("/api/campaigns/channel/nowhere").status_code == 404


def test_a_campaign_is_created_once_however_often_it_is_sent(served: Served) -> None:
    new = {"channel": "facebook", "name": "Весна", "daily_budget": "5000.50", "starts": "2026-12-01"}
    key = {"idempotency-key": "spring"}

    made = served.client.post("/api/campaigns", json=new, headers=key)
    again = served.client.post("/api/campaigns", json=new, headers=key)
    other = served.client.post("/api/campaigns", json={**new, "name": "Лето"}, headers=key)

    assert (made.status_code, made.json()["daily_budget"]) == (201, 5000.5)
    assert (again.status_code, again.json()) == (201, made.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert other.status_code == 422
    assert served.client.get(made.headers["location"]).json() == made.json()
    assert served.client.get("/api/campaigns", params={"search": "Весна"}).json()["total"] == 1

    unkeyed = served.client.post("/api/campaigns", json={**new, "daily_budget": "1"})
    assert (unkeyed.status_code, unkeyed.headers["location"]) == (409, made.headers["location"])
    assert "Весна" in unkeyed.json()["detail"]
    assert served.client.get(made.headers["location"]).json() == made.json()
    assert served.client.post("/api/campaigns", json={**new, "external_id": "2"}).status_code == 201


def test_the_summary_says_what_the_engine_says(served: Served) -> None:
    said = served.client.get("/api/analytics/summary", params={"period": "last month"}).json()

    days = f"{said['period']['start']}..{said['period']['end']}"
    metrics = ("spend", "roi")
    question = Question(
        metrics=metrics, periods=(days,), compare_to=f"{said['compared']['start']}..{said['compared']['end']}"
    )
    table = served.running.metrics.run(question, today=TODAY).table
    row = dict(zip([column.name for column in table.columns], table.rows[0], strict=True))
    for name in metrics:
        assert said["totals"][name] == row[name]
        assert said["previous"][name] == row[f"{name}_previous"]
        assert said["changes"][name] == row[f"{name}_change"]
    ranked = [line[6] for line in said["channels"]["rows"]]
    assert ranked == sorted(ranked, reverse=True)
    assert (said["best"]["roi"], said["worst"]["roi"]) == (ranked[0], ranked[-1])
    assert said["units"]["spend"] == "money:RUB"
    assert said["campaigns"] > 0


@pytest.mark.parametrize(
    "path", ["channels", "roi-trend?step=month&by_channel=true", "compare?metrics=spend,roi&by=campaign"]
)
def test_analytics_answers_tables(served: Served, path: str) -> None:
    said = served.client.get(f"/api/analytics/{path}").json()

    assert said["status"] == "answered"
    assert said["tables"][0]["rows"]


def test_any_question_may_be_asked_and_a_picture_comes_as_data(served: Served) -> None:
    asked = {"metrics": ["roi"], "group_by": ["channel"], "periods": ["last month"], "view": "chart"}

    said = served.client.post("/api/query", json=asked).json()

    assert said["charts"][0]["table"]["rows"] == said["tables"][0]["rows"]
    wrong = served.client.post("/api/query", json={"metrics": ["roy"]})
    assert (wrong.status_code, wrong.headers["content-type"]) == (422, "application/problem+json")
    assert "roi" in wrong.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    first = served.client.get("/api/campaigns/1")
    same = served.client.get("/api/campaigns/1", headers={"if-none-match": first.headers["etag"]})
    other = served.client.get("/api/campaigns/1", headers={"if-none-match": '"another"'})

    assert (same.status_code, same.content) == (304, b"")
    assert other.content == first.content


def test_problems_are_one_sentence_in_the_callers_language(served: Served) -> None:
    russian = served.client.get("/api/nothing", headers={"accept-language": "ru-RU"}).json()
    english = served.client.get("/api/nothing", headers={"accept-language": "en"}).json()

    assert "ничего нет" in russian["detail"]
    assert "nothing" in english["detail"]
    assert (russian["status"], english["title"]) == (404, "Not Found")
    wrong = served.client.put("/api/campaigns/1")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("name", ["a%5Cb", "a%0Ab", "..%5C..", "a?session_id=1"])
def test_an_odd_address_is_answered_in_the_interfaces_own_form(served: Served, name: str) -> None:
    response = served.client.get(f"/api/campaigns/channel/{name}")

    assert (response.status_code, response.headers["content-type"]) == (404, MEDIA)


def test_an_alert_is_read_by_who_may(served: Served) -> None:
    number = raise_alert(served.running)
    assert [one["id"] for one in served.client.get("/api/alerts/unread").json()["items"]] == [str(number)]
    viewer = served.token("vera", "viewer")

    assert served.client.patch(f"/api/alerts/{number}/read", headers=viewer).status_code == 403
    manager = served.token("mark", "manager")
    taken = served.client.patch(f"/api/alerts/{number}/read", headers=manager)
    assert (taken.status_code, taken.json()["is_read"], taken.json()["state"]) == (200, True, "acknowledged")
    assert served.client.get("/api/alerts/unread", headers=manager).json()["total"] == 0
    assert served.client.patch("/api/alerts/999/read", headers=manager).status_code == 404


def test_rules_are_previewed_added_changed_and_removed(served: Served) -> None:
    phrase = {"phrase": "warn me if CPA of Instagram is above 600 two days in a row"}
    before = served.client.get("/api/alerts/rules").json()["total"]

    preview = served.client.post("/api/alerts/rules", json=phrase, params={"preview": True}).json()
    assert preview["proposal"]
    assert served.client.get("/api/alerts/rules").json()["total"] == before
    assert not served.client.post("/api/alerts/rules", json=phrase).json()["proposal"]
    added = served.client.get("/api/alerts/rules").json()["items"][-1]
    assert (added["metric"], added["above"]) == ("cpa", 600)
    changed = served.client.patch(f"/api/alerts/rules/{added['name']}", json={"settings": {"level": 700}})
    assert changed.status_code == 200
    assert served.client.delete(f"/api/alerts/rules/{added['name']}").status_code == 200
    assert served.client.delete(f"/api/alerts/rules/{added['name']}").status_code == 404


def test_checking_is_work_that_is_looked_at(served: Served) -> None:
    job = done(served, served.client.post("/api/alerts/check"))

    assert job["state"] == "done"
    assert job["result"]["open"] == served.client.get("/api/alerts").json()["total"]


def test_the_latest_advice_is_what_the_record_says(served: Served) -> None:
    assert served.client.get("/api/recommendations/latest").status_code == 404
    book = AdviceBook(desk=served.running.desk())
    body = {
        "kind": "move",
        "scope": "",
        "campaign": "",
        "joint": True,
        "stake": {"value": 3.0, "low": 1.0, "high": 5.0},
        "days": 30,
        "effort": "minutes",
        "due": "2026-11-30",
        "evidence": {},
        "urgent": False,
        "texts": {one: {"action": "a", "why": "b", "unless": "c"} for one in ("ru", "en")},
    }
    kinds = (("one", ["tiktok"]), ("two", ["facebook", "tiktok"]), ("three", ["tiktok"]))
    listed = [
        Listed(key=key, kind="move", scope="", body={**body, "touches": touches}, place=place)
        for place, (key, touches) in enumerate(kinds, start=1)
    ]
    keep(served.running.engine, listed, served.running.clock.now())

    def said(**headers: str) -> list[tuple[int, int]]:
        items = served.client.get("/api/recommendations/latest", headers=headers).json()["items"]
        return [(one["id"], one["place"]) for one in items]

    assert said() == [(1, 1), (2, 2), (3, 3)]
    book.decide(book.find(1, 0), "declined")
    assert said() == [(one.id, one.place) for one in book.listed()] == [(2, 2), (3, 3)]
    bounded = served.token("tina", "analyst", bounds=BOUNDED)
    assert said(**bounded) == [(3, 3)]
    of_account = Actor(name="otto", role="analyst", scope=DataScope(accounts=frozenset({"1"})))
    assert AdviceBook(desk=served.running.desk().acting_for(of_account)).listed() == []


@pytest.mark.parametrize("path", ["/api/sync/run-now", "/api-sync/run-now"])
def test_a_refresh_says_that_nothing_is_connected(served: Served, path: str) -> None:
    job = done(served, served.client.post(path))

    assert job["state"] == "done"
    state = served.client.get("/api/sync").json()
    assert state["job"]["id"] == job["id"]
    assert state["health"]["status"] == "answered"


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("excel", b"PK")])
def test_tables_are_taken_away_as_files(served: Served, kind: str, begins: bytes) -> None:
    file = served.client.get(f"/api/export/{kind}", params={"metrics": "spend", "by": "month"})

    assert file.content.startswith(begins)
    assert "attachment" in file.headers["content-disposition"]
    viewer = served.token("vera", "viewer")
    assert served.client.get(f"/api/export/{kind}", headers=viewer).status_code == 403


def test_a_question_in_words_is_answered_whole_or_as_it_comes(served: Served) -> None:
    asked = {"question": "Расход по каналам за прошлый месяц"}

    whole = served.client.post("/api/ask", json=asked).json()
    stream = served.client.post("/api/ask", json=asked, headers={"accept": "text/event-stream"})

    assert (whole["answer"]["status"], whole["answer"]["language"]) == ("answered", "ru")
    assert str(served.running.data_dir) not in str(whole)
    events = re.findall(r"^event: (\w+)", stream.text, flags=re.M)
    assert {"stage", "words"} <= set(events)
    assert events[-1] == "answer"


def test_a_conversation_goes_on_for_its_person_alone(served: Served) -> None:
    first = {"question": "ROI by channel last month", "thread": "t1"}
    served.client.post("/api/ask", json=first)

    follow = served.client.post("/api/ask", json={"question": "and by month?", "thread": "t1"}).json()
    assert follow["answer"]["tables"][0]["columns"][0]["name"] == "month"


def test_a_file_of_an_answer_is_for_whoever_asked(served: Served) -> None:
    anna, otto = served.token("anna"), served.token("otto")
    said = served.client.post("/api/ask", json={"question": "выгрузи расход по каналам в csv"}, headers=anna).json()

    url = said["files"][0]["url"]
    assert served.client.get(url, headers=anna).status_code == 200
    assert served.client.get(url, headers=otto).status_code == 404


def test_a_part_of_the_data_is_all_there_is(served: Served) -> None:
    tina = served.token("tina", "analyst", bounds=BOUNDED)
    number = raise_alert(served.running, "facebook")
    get = lambda path: served.client.get(path, headers=tina)  # noqa: E731 - eight calls of it

    assert {one["channel"] for one in get("/api/campaigns").json()["items"]} == {"tiktok"}
    assert get("/api/campaigns/channel/facebook").status_code == 404
    assert get("/api/campaigns/9").status_code == 404
    assert [row[0] for row in get("/api/analytics/channels").json()["tables"][0]["rows"]] == ["tiktok"]
    whole = get("/api/analytics/summary?period=last month").json()["totals"]["spend"]
    own = served.running.desk().acting_for(Actor(name="tina", role="analyst", scope=BOUNDED))
    said = own.metrics.run(Question(metrics=("spend",), periods=("2026-10-01..2026-10-31",)), today=TODAY)
    assert whole == said.table.rows[0][0]
    assert get("/api/alerts").json()["total"] == 0
    assert served.client.patch(f"/api/alerts/{number}/read", headers=tina).status_code == 404
    assert get("/api/loads").status_code == 403
    foreign = {"channel": "facebook", "name": "x"}
    assert served.client.post("/api/campaigns", json=foreign, headers=tina).status_code == 404


def test_nobody_unnamed_is_answered_once_there_are_people(served: Served) -> None:
    anna = served.token("anna")
    paths = {route.path for one in ROUTERS for route in one.routes if "GET" in (getattr(route, "methods", ()) or ())}

    for path in sorted(paths - {"/health", "/ready"}):
        response = served.client.get(path.replace("{number}", "1").replace("{name}", "roi-forecast"))
        assert response.status_code == 401, path
        assert response.headers["www-authenticate"] == "Bearer"
    assert served.client.get("/api/campaigns", headers={"authorization": "Bearer dm_no"}).status_code == 401
    assert served.client.get("/api/openapi.json", headers=anna).json()["info"]["title"] == "Demetra"


def test_a_token_is_lent_a_part(served: Served) -> None:
    read = served.token("anna", "admin", scope="read")

    assert served.client.get("/api/campaigns", headers=read).status_code == 200
    for method, path in (("POST", "/api/alerts/check"), ("POST", "/api/sync/run-now"), ("GET", "/api/export/csv")):
        refused = served.client.request(method, path, headers=read)
        assert (refused.status_code, "scope" in refused.json()["detail"]) == (403, True)


def test_who_asks_too_often_waits(served: Served) -> None:
    anna = served.token("anna")
    most = served.running.settings.requests_a_minute
    codes = [served.client.get("/api/jobs/x", headers=anna).status_code for _ in range(most + 1)]

    assert set(codes[:-1]) == {404}
    assert codes[-1] == 429


def test_other_sites_pages_and_names_are_turned_away(served: Served) -> None:
    assert served.client.post("/api/alerts/check", headers={"origin": "http://evil.example"}).status_code == 403
    assert served.client.get("/api/campaigns", headers={"host": "evil.example"}).status_code == 403


def test_an_alert_is_told_within_a_second(served: Served) -> None:
    assert EVERY_S + TICK_S < 1  # seconds
    with served.client.websocket_connect("ws://127.0.0.1/ws/alerts") as socket:
        assert socket.receive_json() == {"event": "unread", "count": 0}
        number = raise_alert(served.running)
        told = socket.receive_json()
        AlertBook(desk=served.running.desk()).acknowledge(str(number), "anna")
        assert socket.receive_json() == {"event": "unread", "count": 0}

    assert (told["event"], told["alert"]["id"], told["count"]) == ("alert", str(number), 1)
    assert AlertBook(desk=served.running.desk()).get(str(number))


def test_people_change_their_own_rules_and_not_the_teams(served: Served) -> None:
    mine = served.token("anna", "manager")
    served.client.post("/api/alerts/rules", json={"phrase": "CPA above 600"}, headers=mine)
    names = [one["name"] for one in served.client.get("/api/alerts/rules", headers=mine).json()["items"]]
    own = next(name for name in names if name.endswith("@anna"))

    changed = served.client.patch(f"/api/alerts/rules/{own}", json={"settings": {"level": 700}}, headers=mine)
    refused = served.client.patch("/api/alerts/rules/roi_drop", json={"settings": {"level": 1}}, headers=mine)

    assert (changed.status_code, refused.status_code) == (200, 403)
    assert served.client.delete(f"/api/alerts/rules/{own}", headers=mine).status_code == 200


async def test_fifty_sockets_look_into_the_database_as_one(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Database] = []

    def look_in(engine: Database) -> list[StoredAlert]:
        looked.append(engine)
        return []

    monkeypatch.setattr("ui.api.alert_socket.unread_in", look_in)
    look = SharedLook(engine=served.running.engine)

    found = await asyncio.gather(*(look.unread() for _ in range(50)))

    assert len(looked) == 1
    assert [] in found
    assert await look.unread() == []


def test_figures_of_everybody_are_for_who_sees_everything(served: Served) -> None:
    whole = served.token("boris", "analyst")
    part = served.token("anna", "analyst", bounds=DataScope(channels=frozenset({"telegram"})))

    assert served.client.get("/metrics", headers=whole).status_code == 200
    assert served.client.get("/metrics", headers=part).status_code == 403
    assert served.client.get("/metrics").status_code == 401


def test_probes_and_counters_are_what_watchers_read(served: Served) -> None:
    assert served.client.get("/health").json() == {"status": "ok"}
    assert served.client.get("/ready").json() == {"status": "ok", "database": "ok", "worker": False}
    families = {family.name for family in text_string_to_metric_families(served.client.get("/metrics").text)}
    assert {"demetra_requests", "demetra_request_seconds", "demetra_database_up"} <= families
