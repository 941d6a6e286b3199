"""An item walks its way through the API alone, and everything that tells of it agrees."""

from __future__ import annotations

from tests.api.callers import ITEMS, caller, draft
from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.notices.telling import tell


def test_an_item_is_registered_issued_signed_and_told(city, officer, clerk):
    made = officer.post("/supervision/items", draft(city))
    assert made.status_code == 201
    item = made.json()["id"]
    assert made["Location"] == f"{ITEMS}/{item}"
    assert made.json()["event"]["kind"] == "supervision.registered"

    assert officer.post(f"/supervision/items/{item}/issue").status_code == 200
    signed = clerk.post(f"/supervision/items/{item}/sign", {"handler": city.persons["handler"].pk})
    assert signed.status_code == 200
    assert signed.json()["event"]["facts"]["handler"] == "陈刚"

    detail = officer.get(f"/supervision/items/{item}")
    told = detail.json()
    assert detail["ETag"] == f'"{told["revision"]}"' == '"3"'
    assert (told["number"], told["state"], told["state_words"]) == (
        "云政督〔2026〕1号",
        "under_way",
        "办理中",
    )
    assert told["lead_unit"]["name"] == "市住房和城乡建设局"
    assert told["handler"]["name"] == "陈刚"
    assert (told["source"], told["limit_on"], told["first_limit_on"]) == (
        "meeting",
        "2026-06-30",
        "2026-06-30",
    )
    assert [e["kind"] for e in told["events"]] == [
        "supervision.registered",
        "supervision.issued",
        "supervision.signed",
    ]
    owed = {o["rule"]: (o["unit"]["code"], o["state"], o["due_on"]) for o in told["obligations"]}
    assert owed["supervision.sign"] == ("housing", "met", "2026-03-09")
    assert owed["supervision.finish"] == ("housing", "open", "2026-06-30")
    standing = {p["standing"]: (p["unit"] or p["person"])["name"] for p in told["participations"]}
    assert standing["handler"] == "陈刚"
    assert standing["supporting"] == "市财政局"


def test_sentences_come_in_the_language_that_is_asked_for(city, officer, issued):
    english = caller(city, "officer", language="en")

    chinese_told = officer.get(f"/matters/{issued}/events").json()["items"][1]["sentence"]
    answer = english.get(f"/matters/{issued}/events")

    assert answer["Content-Language"] == "en"
    assert "何清" in chinese_told and "市住房和城乡建设局" in chinese_told
    assert "何清" in answer.json()["items"][1]["sentence"]
    assert "issued" in answer.json()["items"][1]["sentence"]
    assert "\\u" not in answer.content.decode()


def test_how_each_date_was_reached_is_told_day_by_day(officer, issued):
    explained = {e["obligation"]: e for e in officer.get(f"/matters/{issued}/explain").json()}
    sign = next(
        o for o in officer.get(f"/matters/{issued}/obligations").json() if o["rule"] == "supervision.sign"
    )

    told = explained[sign["id"]]

    assert [(d["on"], d["counted"]) for d in told["days"]] == [
        ("2026-03-05", False),
        ("2026-03-06", True),
        ("2026-03-07", False),
        ("2026-03-08", False),
        ("2026-03-09", True),
    ]
    assert told["basis"][0]["article"]
    assert told["due_on"] == "2026-03-09"
    only = officer.get(f"/matters/{issued}/explain", {"obligation": sign["id"]}).json()
    assert [e["obligation"] for e in only] == [sign["id"]]


def test_actions_are_told_with_the_reason_why_not(officer, clerk, issued):
    told = {a["name"]: a for a in clerk.get(f"/supervision/items/{issued}/actions").json()}

    assert told["sign"]["allowed"] is True
    assert told["sign"]["why_not"] is None
    assert told["sign"]["parameters"][0]["choices_url"] == f"{ITEMS}/{issued}/actions/sign/choices/handler"
    assert told["close"]["allowed"] is False
    assert told["close"]["why_not"]["code"] == "actions.no_power"
    mine = {a["name"]: a for a in officer.get(f"/supervision/items/{issued}/actions").json()}
    assert mine["amend"]["why_not"]["code"] == "matters.wrong_state"
    assert mine["issue"]["why_not"]["remedy"]


def test_the_choices_of_a_reference_are_those_the_action_would_take(city, clerk, issued):
    url = f"/supervision/items/{issued}/actions/sign/choices/handler"

    every = {c["words"] for c in clerk.get(url).json()}

    assert {"陈刚", "林小雨"} <= every
    assert "吴敏" not in every
    assert [c["value"] for c in clerk.get(url, {"q": "陈"}).json()] == [city.persons["handler"].pk]


def test_an_opened_matter_stands_in_lists_and_search_of_those_who_may_see_it(
    officer, clerk, stranger, issued
):
    for path in ("/matters", "/supervision/items", "/search"):
        query = {"q": "老旧小区"} if path == "/search" else {}
        assert [m["id"] for m in officer.get(path, query).json()["items"]] == [issued]
        assert [m["id"] for m in clerk.get(path, query).json()["items"]] == [issued]
        assert stranger.get(path, query).json()["items"] == []
    assert officer.get("/search", {"q": "不存在的词"}).json()["items"] == []


def test_a_file_is_brought_used_as_evidence_and_fetched(city, officer, clerk, stranger, issued):
    handler = caller(city, "handler")
    clerk.post(f"/supervision/items/{issued}/sign", {"handler": city.persons["handler"].pk})
    content = "20个小区现场照片编号1至20".encode()
    brought = handler.bring("进展说明.txt", content)
    assert brought.status_code == 201
    file = brought.json()["id"]

    done = handler.post(
        f"/supervision/items/{issued}/report_progress",
        {"progress": "开工12个", "progress_percent": 40, "evidence": [file]},
    )

    assert done.status_code == 200, done.content.decode()
    assert [f["id"] for f in officer.get(f"/supervision/items/{issued}").json()["files"]] == [file]
    sent = officer.get(f"/files/{file}/content")
    assert b"".join(sent.streaming_content) == content
    assert sent["Content-Disposition"].startswith("attachment")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert stranger.get(f"/files/{file}").status_code == 404
    assert stranger.get(f"/files/{file}/content").status_code == 404


def test_the_inbox_tells_the_unit_and_each_notice_is_read_once(city, officer, clerk, stranger, issued):
    matter = Matter.objects.get(pk=issued)
    said = w("{number}: please sign", "{number}：请签收")
    for _ in range(2):
        tell(matter=matter, event=None, units=[city.housing], words=said, kind="tests.sign")

    told = clerk.get("/notices", {"unread": "true"}).json()

    assert [(n["sentence"], n["matter"], n["unit"]["code"]) for n in told["items"]][0] == (
        "云政督〔2026〕1号：请签收",
        issued,
        "housing",
    )
    before = told["unread_count"]
    last = {"ids": [told["items"][0]["id"]]}
    assert [clerk.post("/notices/read", last).json()["marked_count"] for _ in range(2)] == [1, 0]
    assert clerk.get("/notices").json()["unread_count"] == before - 1
    assert stranger.post("/notices/read", {"ids": [told["items"][1]["id"]]}).json() == {"marked_count": 0}
    assert clerk.post("/notices/read", {"ids": []}).json() == {"marked_count": 0}
    assert clerk.post("/notices/read", {"ids": [2**53 - 1]}).json() == {"marked_count": 0}
    assert clerk.post("/notices/read").json() == {"marked_count": before - 1}
    assert clerk.get("/notices", {"unread": "true"}).json()["items"] == []


def test_a_part_given_to_others_is_not_told_to_who_may_not_see_it(city, officer, clerk, issued):
    clerk.post(f"/supervision/items/{issued}/sign", {"handler": city.persons["handler"].pk})
    part = {"title": "改造小区周边道路", "lead_unit": city.transport.pk, "limit_on": "2026-05-29"}
    done = clerk.post(f"/supervision/items/{issued}/break_down", part)
    assert done.status_code == 200, done.content.decode()
    child = done.json()["event"]["facts"]["child"]
    supporting = caller(city, "finance_clerk")

    told = clerk.get(f"/supervision/items/{issued}").json()["children"]
    hidden = supporting.get(f"/supervision/items/{issued}").json()["children"]

    assert [(c["id"], c["title"]) for c in told] == [(child, "改造小区周边道路")]
    assert hidden == []
    assert supporting.get(f"/supervision/items/{child}").status_code == 404
    assert caller(city, "transport_clerk").get(f"/supervision/items/{child}").json()["parent"] == issued
