"""The pages of decisions, their matrix, the whole file, and the portal."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from zhixing.base import clock
from zhixing.kernel.ledger.proof import verify_bundle
from zhixing.kernel.matters.models import Event
from zhixing.modules.decisions.actions import comments, deciding
from zhixing.modules.decisions.models import Hearing, PublicComment
from zhixing.modules.decisions.portal.pages import MOST_AN_HOUR


def signed_in(city, who) -> Client:
    client = Client()
    client.force_login(city.accounts[who])
    return client


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def get(story, who, address, **more):
    with clock.at(clock.moment_on(story.day, 15)):
        client = signed_in(story.city, who) if who else Client()
        return client.get(address, **more)


def row_of(page: str, step: str) -> str:
    """The matrix's line of a step."""
    matrix = page.split("应当履行的程序</h2>")[1].split("</section>")[0]
    return next(line for line in matrix.split("<tr") if f"<strong>{step}</strong>" in line)


def test_the_matrix_says_which_steps_are_needed_by_which_article_and_how_each_stands(story):
    story.begun().classed(vital_interests=True, sphere="economic").drafted().step("research")

    page = get(story, "housing_clerk", f"/decisions/decisions/{story.pk}").content.decode()

    assert "已履行" in row_of(page, "调查研究") and "材料.txt" in row_of(page, "调查研究")
    hearing = row_of(page, "听证会")
    assert "待履行" in hearing and "郑州市关于提高执行力的意见 一（第二款）" in hearing
    assert "待履行" in row_of(page, "民主协商")
    assert "无须履行" in row_of(page, "风险评估")
    assert "无须履行" in row_of(page, "会审会")
    assert "重大行政决策程序暂行条例 第二十五条" in row_of(page, "合法性审查")


def test_a_decision_that_was_made_shows_its_meetings_as_done(story):
    story.decided()

    page = get(story, "officer", f"/decisions/decisions/{story.pk}").content.decode()

    for step in ("会审会", "集体讨论", "旁听", "听证会", "专家论证"):
        assert "已履行" in row_of(page, step), step


def test_before_it_is_classed_the_matrix_asks_for_the_class(story):
    story.begun()

    page = get(story, "officer", f"/decisions/decisions/{story.pk}").content.decode()

    assert "待认定类别" in row_of(page, "听证会")


def test_the_matrix_follows_the_reading_that_is_chosen(story, under):
    under("power-and-risk", joint_review_lock="open")
    story.begun().classed(matter_kind="penalty")

    page = get(story, "officer", f"/decisions/decisions/{story.pk}").content.decode()

    assert "无须履行" in row_of(page, "会审会")


def test_the_page_of_classes_shows_every_class_with_the_articles(story):
    page = get(story, "officer", "/decisions/classes/of-matter").content.decode()

    assert page.count("●") > 60
    assert "行政处罚" in page and "新乐市推进行政权力运行监控机制建设" in page


def test_where_no_pack_is_on_the_page_of_classes_says_so(story, under):
    under("supervised-handling")

    assert "尚未启用" in get(story, "officer", "/decisions/classes/of-matter").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_a_decision_that_went_all_the_way_opens(story, language):
    story.executing().inspected()
    hearing = Hearing.objects.get()
    expert = story.decision.seats.get().expert_id

    for address in (
        "/decisions/decisions",
        "/decisions/hearings",
        "/decisions/experts",
        f"/decisions/decisions/{story.pk}",
        f"/decisions/hearings/{hearing.pk}",
        f"/decisions/experts/{expert}",
    ):
        answer = get(story, "officer", address, headers={"accept-language": language})
        assert answer.status_code == 200, address


def test_what_a_stranger_may_not_see_is_not_there(story):
    story.begun()

    assert get(story, "stranger", f"/decisions/decisions/{story.pk}").status_code in (403, 404)
    assert get(story, "stranger", f"/decisions/decisions/{story.pk}/file/whole.zip").status_code in (403, 404)


def test_who_commented_is_shown_to_the_preparing_unit_alone(story):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="草案", days_open=30)
    story.do(comments.submit_comment, "public", opinion="支持", name="张三丰", contact="13800000000")

    own = get(story, "housing_clerk", f"/decisions/decisions/{story.pk}").content.decode()
    other = get(story, "officer", f"/decisions/decisions/{story.pk}").content.decode()

    assert "张三丰" in own and "13800000000" in own
    assert "支持" in other and "张三丰" not in other and "13800000000" not in other


def test_the_whole_file_holds_record_papers_attachments_and_proofs_that_verify(story):
    story.decided()
    with clock.at(clock.moment_on(story.day, 15)):
        from zhixing.kernel.ledger.sealing import seal

        while seal():
            pass

    answer = get(story, "officer", f"/decisions/decisions/{story.pk}/file/whole.zip")

    assert answer["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    names = packed.namelist()
    assert {"record.txt", "record.json", "steps.json", "manifest.txt"} <= set(names)
    assert sum(n.startswith("papers/") for n in names) == 6  # notice, report, hearing, legality, two minutes
    assert any(n.endswith("草案.txt") for n in names)
    proofs = [n for n in names if n.startswith("proofs/")]
    assert len(proofs) == 4  # the decision, its hearing, two meetings
    for name in proofs:
        assert verify_bundle(json.loads(packed.read(name))).holds
    for line in packed.read("manifest.txt").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(packed.read(name)).hexdigest() == digest
    assert "张三" not in packed.read("steps.json").decode()
    assert "不同意见" in packed.read("record.txt").decode() or "会议" in packed.read("record.txt").decode()


def test_an_open_draft_takes_comments_from_anyone_and_the_record_keeps_no_words(story):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="水价草案", days_open=30)
    address = f"/decisions/public/decisions/{story.pk}"
    with clock.at(clock.moment_on(story.day, 15)):
        front = Client().get("/decisions/public").content.decode()
        page = Client().get(address).content.decode()
        sent = Client().post(address, {"opinion": "请照顾低收入家庭", "name": "赵某"}, follow=True)

    assert "云川市城区供水价格调整方案" in front and "水价草案" in page
    one = PublicComment.objects.get()
    assert one.receipt in sent.content.decode()
    event = Event.objects.get(kind="decisions.comment_received")
    assert event.actor_name == "社会公众"
    assert event.facts["fingerprint"] == hashlib.sha256("请照顾低收入家庭\x1f赵某\x1f".encode()).hexdigest()
    assert "赵某" not in json.dumps(event.facts, ensure_ascii=False)


@pytest.mark.parametrize(("day", "code"), [(30, 302), (31, 409)])
def test_comments_are_taken_on_the_last_day_and_not_after_it(story, day, code):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="草案", days_open=30)

    with clock.at(clock.moment_on(story.day + timedelta(days=day), 23)):
        answer = Client().post(f"/decisions/public/decisions/{story.pk}", {"opinion": "意见"})

    assert answer.status_code == code
    assert PublicComment.objects.count() == (1 if code == 302 else 0)


def test_an_empty_comment_and_a_flood_are_refused_in_words(story):
    story.begun().drafted().do(comments.publish_for_comment, comment_text="草案", days_open=30)
    address = f"/decisions/public/decisions/{story.pk}"
    with clock.at(clock.moment_on(story.day, 15)):
        empty = Client().post(address, {"opinion": ""})
        answers = [Client().post(address, {"opinion": f"意见{n}"}).status_code for n in range(MOST_AN_HOUR)]

    assert empty.status_code == 422
    assert answers == [302] * (MOST_AN_HOUR - 1) + [429]
    assert PublicComment.objects.count() == MOST_AN_HOUR - 1


def test_a_receipt_tells_what_became_of_the_comment(story):
    story.begun().classed().drafted().commented()
    number = PublicComment.objects.get().receipt

    page = get(story, "", f"/decisions/public/receipt?number={number}").content.decode()
    nothing = get(story, "", "/decisions/public/receipt?number=000000").content.decode()

    assert "已增加减免条款" in page
    assert "没有该回执号" in nothing


def test_the_portal_publishes_answers_with_the_summary_and_the_decision_when_it_is_public(story):
    story.begun().classed().drafted().commented()
    page = get(story, "", f"/decisions/public/decisions/{story.pk}").content.decode()
    assert "已增加减免条款" in page and "收到意见1条" in page and "决策内容</h2>" not in page

    story.begun()  # another one, nothing published
    assert get(story, "", f"/decisions/public/decisions/{story.pk}").status_code == 404


def test_a_hearing_takes_sign_ups_until_its_day_and_then_shows_who_speaks(story):
    story.begun().classed().drafted()
    pk = story.hearing()
    address = f"/decisions/public/hearings/{pk}"
    with clock.at(clock.moment_on(story.day, 15)):
        wrong = Client().post(address, {"name": "", "capacity": "public", "contact": "1"})
        right = Client().post(address, {"name": "周一", "capacity": "deputy", "contact": "1"})
    with clock.at(clock.moment_on(story.day + timedelta(days=11), 9)):
        late = Client().post(address, {"name": "吴二", "capacity": "public", "contact": "1"})

    assert (wrong.status_code, right.status_code, late.status_code) == (422, 302, 409)
    assert Hearing.objects.get(pk=pk).participants.count() == 3


def test_the_undecided_are_listed_from_the_thirty_first_day_after_the_discussion(story, under):
    under("major-decisions")
    story.begun().classed().drafted().reviewed()
    story.do(deciding.table)
    story.met(outcome="deferred")
    story.do(deciding.defer, "officer", reason="再研究")

    for days, listed in ((30, False), (31, True)):
        with clock.at(clock.moment_on(story.day + timedelta(days=days))):
            page = signed_in(story.city, "officer").get("/decisions/decisions?tab=undecided")
            assert ("供水价格" in page.content.decode()) is listed, days
