"""The pages of an outside system as a clerk uses them: map on a sample, adopt, deliver, read the report, look at a case."""

from __future__ import annotations

import csv
import gzip
import io
import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhixing.base import clock
from zhixing.kernel.files.models import FileUse, StoredFile
from zhixing.kernel.matters.models import Event
from zhixing.modules.approvals.catalogue.tests.conftest import drafted
from zhixing.modules.approvals.models import (
    Batch,
    Duty,
    DutyCard,
    Happened,
    OutsideCase,
    Quarantined,
    UnitName,
)
from zhixing.modules.approvals.tests.conftest import FIRST_LOG, MONDAY

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def hall(client, story, city):
    """The clerk of the service hall at the browser, on a Friday."""
    client.force_login(city.accounts["hall"])
    with clock.at(clock.moment_on(FRIDAY)):
        yield client


def text(answer) -> str:
    """What the page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def hidden(answer, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]* value="([^"]*)"', answer.content.decode())
    assert found, name
    return unescape(found[1])


def mapping_url(story) -> str:
    return f"/approvals/sources/{story.source_id}/mapping/"


@pytest.mark.parametrize("deed", ["adopt_mapping", "deliver", "choose_packs"])
def test_the_buttons_of_large_forms_lead_to_a_page_of_their_own(client, story, city, deed):
    address = f"/approvals/sources/{story.connected().source_id}/{deed}"
    client.force_login(city.accounts["watcher"])

    beside = client.get(address, headers={"HX-Request": "true"})

    assert (beside.status_code, beside["HX-Redirect"]) == (204, address)
    assert client.get(address).status_code == 200


LOG = (
    "办件编号,环节,时间,单位,承诺日期\n"
    "A1,受理,2026-03-02 09:00,市住建局,2026-03-04\n"
    "A1,办结,2026-03-06 16:00,市住建局,2026-03-04\n"
    "A2,受理,2026-03-03 10:00,市财政局,2026-03-09\n"
    "A2,退回,明天,市财政局,2026-03-09\n"
    ",受理,2026-03-03 11:00,市财政局,\n"
    "A3,受理,2026-03-04 09:00,市住建局,2026-03-10\n"
    "A4,受理,2026-03-04 09:30,市住建局,2026-03-10\n"
    "A5,受理,2026-03-04 10:00,市住建局,2026-03-10\n"
    "A6,受理,2026-03-04 10:30,市住建局,2026-03-10\n"
    "A7,受理,2026-03-04 11:00,市住建局,2026-03-10\n"
)


def test_a_sample_gets_a_proposal_that_shows_its_records_and_their_trouble_before_anything_changes(
    hall, story
):
    story.registered()
    before = Event.objects.count()

    answer = hall.post(
        mapping_url(story), {"do": "look", "file": SimpleUploadedFile("办件.csv", LOG.encode())}
    )

    said = text(answer)
    assert answer.status_code == 200
    assert "共 10 条记录：采信 8 条，隔离 2 条；办件 7 件，事件 8 个。" in said
    assert "日期无法识别" in said and "记录缺少办件编号" in said
    assert "日期不带时区，按北京时间理解" in said
    assert re.search(r'name="col\.0\.use".*?<option value="case" selected>', answer.content.decode(), re.S)
    assert "A1 受理 受理 2026-03-02 09:00:00 市住建局" in said
    assert (Event.objects.count(), story.source.state, Batch.objects.count()) == (before, "draft", 0)


def test_what_is_chosen_in_the_form_is_tried_adopted_as_tried_and_the_sample_is_delivered(hall, story):
    story.registered()
    looked = hall.post(
        mapping_url(story), {"do": "look", "file": SimpleUploadedFile("办件.csv", LOG.encode())}
    )
    chosen = {
        "do": "try", "sample": hidden(looked, "sample"), "under": hidden(looked, "under"), "zone": "Asia/Shanghai",
        "col.0.use": "case", "col.1.use": "activity", "col.2.use": "moment", "col.3.use": "unit",
        "col.4.use": "case_fact", "col.4.name": "promise_due_on", "col.4.as": "day",
        "act.0.said": "受理", "act.0.kind": "approvals.accepted", "act.0.role": "starts", "act.0.was": "",
        "act.1.said": "办结", "act.1.kind": "approvals.decided", "act.1.role": "ends", "act.1.was": "",
        "act.2.said": "退回", "act.2.kind": "", "act.2.role": "", "act.2.was": "",
        "limit.0.due": "promise_due_on", "limit.0.on": "approvals.accepted", "limit.0.until": "approvals.decided",
        "limit.0.zh": "承诺日期前办结", "limit.0.code": "", "limit.0.en": "", "order": "approvals.accepted、approvals.decided",
    }  # fmt: skip

    tried = hall.post(mapping_url(story), chosen)
    assert tried.status_code == 200, text(tried)
    assert "承诺日期前办结 7 1 1 0" in text(tried)  # duties, late, yellow, red
    assert story.source.mapping_version == 0
    adopted = hall.post(
        mapping_url(story),
        {
            "do": "adopt",
            "sample": hidden(tried, "sample"),
            "tried": hidden(tried, "tried"),
            "deliver": "on",
            "once": "k",
        },
    )

    source = story.source
    assert adopted.status_code == 302 and adopted["Location"] == f"/approvals/sources/{source.pk}"
    assert (source.state, source.mapping_version) == ("active", 1)
    assert source.mapping == (
        "case: 办件编号\nactivity: 环节\nmoment: 时间\nunit: 单位\nfacts:\n  promise_due_on:\n    column: 承诺日期\n    as: day\n"
        "    of: case\nevents:\n  受理: approvals.accepted\n  办结: approvals.decided\nplain:\n- 退回\nstarts:\n"
        "- approvals.accepted\nends:\n- approvals.decided\norder:\n- approvals.accepted\n- approvals.decided\nlimits:\n"
        "- code: log.limit_1\n  title:\n    en: 承诺日期前办结\n    zh: 承诺日期前办结\n  'on':\n  - approvals.accepted\n"
        "  until:\n  - approvals.decided\n  due: promise_due_on\n"
    )
    batch = Batch.objects.get(source=source)
    assert (batch.number, batch.name, batch.mapping) == (1, "办件.csv", source.mapping)
    assert FileUse.objects.get().file == batch.file == StoredFile.objects.get()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xlsx", b"PK\x03\x04rest", "表.xlsx"),
        ("空.csv", b"a,b\n", "空.csv"),
        ("坏.csv.gz", b"\x1f\x8b\x08\x00broken", "坏.csv.gz"),
        ("外.xes", b'<?xml version="1.0"?><!DOCTYPE log [<!ENTITY x "y">]><log>&x;</log>', "外.xes"),
        ("无日期.csv", "编号,名称\n1,甲\n".encode(), "未能识别"),
    ],
)
def test_a_sample_that_cannot_be_read_is_told_on_the_page_and_nothing_is_adopted(
    hall, story, name, content, said
):
    story.registered()

    answer = hall.post(mapping_url(story), {"do": "look", "file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert said in text(answer)
    assert story.source.mapping == ""


def test_a_mapping_that_is_written_wrong_keeps_what_was_written_and_names_the_line(hall, story):
    story.connected()
    file = story.file("hall", "办件.csv", LOG)
    written = "case: 办件编号\nactivity: 环节\nmoment: 时刻\n"

    answer = hall.post(mapping_url(story), {"do": "text", "sample": file, "text": written})

    assert answer.status_code == 422
    assert "日志中没有“时刻”列" in text(answer)
    assert "moment: 时刻" in answer.content.decode()
    answer = hall.post(mapping_url(story), {"do": "text", "sample": file, "text": "case: a\nactivty: b\n"})
    assert "第 2 行" in text(answer)
    assert story.source.mapping_version == 1


def test_another_persons_sample_is_nobody_elses(hall, story):
    story.connected()
    foreign = story.file("housing_clerk", "机密.csv", LOG)

    answer = hall.post(mapping_url(story), {"do": "look", "sample": foreign})

    assert answer.status_code == 422
    assert "没有可供试读的样本文件" in text(answer)


def test_a_file_is_delivered_packed_or_plain_and_the_same_button_twice_delivers_once(hall, story):
    story.connected()
    address = f"/approvals/sources/{story.source_id}/deliver"
    assert "不超过 1024 MB" in text(hall.get(address))

    for _ in range(2):
        sent = SimpleUploadedFile("办件.csv.gz", gzip.compress(FIRST_LOG.encode(), mtime=0))
        assert hall.post(address, {"file": sent, "once": "one"}).status_code == 302

    batch = Batch.objects.get()
    assert (batch.number, batch.name, batch.way) == (1, "办件.csv.gz", "file")
    assert hall.post(address, {"file": SimpleUploadedFile("x.exe", b"MZ")}).status_code == 422
    assert Batch.objects.count() == 1


def loaded(story) -> Batch:
    """A delivery as loading leaves it: figures, a report with one trouble, two records held."""
    story.connected()
    finding = {
        "code": "bad_moment", "held": "quarantined", "count": 1, "what": {"zh": "日期无法识别", "en": "this is no date"},
        "mend": {"zh": "请在原系统更正", "en": "Correct it"}, "examples": [{"record": 2, "case": "A2", "said": "明天"}],
    }  # fmt: skip
    batch = Batch.objects.create(
        source=story.source, number=1, way="file", name="办件.csv", brought_by=story.city.accounts["hall"], state="loaded",
        mapping=story.source.mapping, records=4, believed=2, quarantined=1, unread=1, cases=1,
        quality={"findings": [finding]}, ended_at=clock.moment_on(MONDAY),
    )  # fmt: skip
    Quarantined.objects.create(
        batch=batch, what="record", place=2, case_number="A2", reason="bad_moment", content='{"时间": "明天"}'
    )
    Quarantined.objects.create(batch=batch, what="line", place=5, reason="unread", content='=cmd|"x"')
    return batch


def test_the_report_of_a_delivery_says_how_many_what_and_what_to_do(hall, story):
    batch = loaded(story)

    said = text(hall.get(f"/approvals/sources/{story.source_id}/deliveries/{batch.number}/"))

    assert "共 4 条记录：采信 2 条，隔离 1 条；涉及办件 1 件。" in said
    assert "日期无法识别 1 隔离 请在原系统更正" in said
    assert "记录 办件编号 内容 2 A2 明天" in said


def test_the_quarantine_can_be_taken_away_whole_and_no_cell_is_a_formula(hall, story):
    batch = loaded(story)
    base = f"/approvals/sources/{story.source_id}/deliveries/{batch.number}/quarantine"
    assert "记录 2 A2 日期无法识别" in text(hall.get(f"{base}/"))

    answer = hall.get(f"{base}.csv")

    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == [
        ["类别", "记录（行）号", "办件编号", "原因", "原始内容"],
        ["记录", "2", "A2", "日期无法识别", '{"时间": "明天"}'],
        ["行", "5", "", "无法读取的行", '\'=cmd|"x"'],
    ]


def test_a_failed_delivery_says_why_and_what_to_do(hall, story):
    batch = loaded(story)
    kept = {
        "en": "x",
        "zh": "“办件.csv”中没有任何记录。",
        "way_out_en": "y",
        "way_out_zh": "请检查导出结果后重试。",
    }
    Batch.objects.filter(pk=batch.pk).update(state="failed", problem=kept)

    said = text(hall.get(f"/approvals/sources/{story.source_id}/deliveries/1/"))

    assert "未装载 “办件.csv”中没有任何记录。 请检查导出结果后重试。" in said


def test_the_page_of_a_system_asks_again_only_while_something_is_loaded(hall, story):
    batch = loaded(story)
    page = f"/approvals/sources/{story.source_id}"
    assert "hx-trigger" not in hall.get(page).content.decode().split('id="deliveries"')[1].split(">")[0]

    Batch.objects.filter(pk=batch.pk).update(state="loading", done=1, of=4)

    content = hall.get(page).content.decode()
    assert 'hx-trigger="every 2s"' in content and '<progress max="4" value="1"' in content
    part = hall.get(f"{page}/deliveries/", headers={"HX-Request": "true"})
    assert "hx-trigger" in part.content.decode() and "HX-Refresh" not in part
    Batch.objects.filter(pk=batch.pk).update(state="loaded")
    assert hall.get(f"{page}/deliveries/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_name_like_a_units_is_offered_to_be_confirmed_at_once(hall, story, city):
    source = story.connected().source
    UnitName.objects.create(source=source, name="市住房和城乡建设局")
    UnitName.objects.create(source=source, name="某窗口")

    said = text(hall.get(f"/approvals/sources/{source.pk}"))

    assert "即市住房和城乡建设局" in said
    assert "某窗口" in said and "即某窗口" not in said


def judged_case(story) -> OutsideCase:
    """A licence accepted on Monday 2 March and decided a day late, as judging leaves it: five working days end on 9 March."""
    source = story.connected(mapping="case: c\nactivity: a\nmoment: m\nunit: u\n").source
    source.packs = ["administrative-licensing"]
    source.save(update_fields=["packs"])
    case = OutsideCase.objects.create(
        source=source, number="许〔2026〕1号", unit=story.city.housing, unit_name="住建局", item_name="施工许可",
        began_on=MONDAY, last_on=date(2026, 3, 3), last_kind="approvals.received", events=2,
    )  # fmt: skip
    batch = Batch.objects.create(source=source, number=1, way="file", name="x", brought_by=story.city.accounts["hall"],
                                 mapping=source.mapping, state="loaded")  # fmt: skip
    days = (date(2026, 3, 2) - date(2000, 1, 1)).days
    first = Happened.objects.create(
        case=case, kind="approvals.received", identity="00000000-0000-0000-0000-000000000001", day=days,
        second=days * 86400 + 32400, us=1, timed=True, unit_name="住建局", batch=batch, row=1,
        facts={"item_code": "SG-1"},
    )  # fmt: skip
    Happened.objects.create(
        case=case, kind="施工许可_内部登记", identity="00000000-0000-0000-0000-000000000002", day=days + 1,
        second=(days + 1) * 86400, us=2, timed=False, batch=batch, row=2,
    )  # fmt: skip
    duty = Duty.objects.create(
        case=case, rule="approvals.accept_or_correct", key="k", unit=story.city.housing, holder="住建局", opened_on=MONDAY,
        first_due_on=date(2026, 3, 9), due_on=date(2026, 3, 9), state="open", trigger_id=first.pk, judged_for=FRIDAY,
    )  # fmt: skip
    DutyCard.objects.create(duty=duty, colour="blue", drawn_on=FRIDAY)
    return case


def test_a_case_shows_its_events_beside_its_limits_and_each_limit_day_by_day(hall, story):
    case = judged_case(story)

    page = hall.get(f"/approvals/cases/{case.pk}/")
    said = text(page)
    duty = case.duties.get()

    assert "2026-03-02 09:00:00 收到申请 住建局" in said
    assert "2026-03-03 施工许可_内部登记" in said  # an event of the source's own, its day only
    assert "截至 2026年3月9日 周一 （含当日）" in said
    assert page.content.decode().count('class="ap-allowed"') == 1
    opened = hall.get(f"/approvals/cases/{case.pk}/duties/{duty.pk}/")
    explained = text(opened)
    assert "中华人民共和国行政许可法 第三十二条" in explained
    assert "截止日（含当日） 2026年3月9日 周一" in explained
    assert (
        opened.content.decode().count("zx-sq-counted") == 5
    )  # five working days, the two of the week-end not


def test_cases_are_found_by_standing_unit_system_and_number(hall, story, city):
    case = judged_case(story)
    item = drafted(city)
    OutsideCase.objects.create(
        source=story.source,
        number="A9",
        unit=city.finance,
        ended_on=MONDAY,
        last_on=MONDAY,
        item=item,
        item_name="x",
    )

    def numbers(query: str) -> list[str]:
        return re.findall(
            r'class="zx-rowlink"[^>]*>([^<]+)<', hall.get(f"/approvals/cases/?{query}").content.decode()
        )

    assert numbers("") == ["许〔2026〕1号", "A9"]
    assert numbers("state=ended") == ["A9"]
    assert numbers("state=late") == []
    assert numbers(f"unit={city.housing.pk}&source={story.source_id}") == ["许〔2026〕1号"]
    assert numbers("q=A") == ["A9"]
    assert numbers("rule=approvals.accept_or_correct&item=施工许可") == ["许〔2026〕1号"]
    assert numbers(f"item={item.pk}") == numbers(f"item={item.title}") == ["A9"]
    assert numbers("item=x") == []  # it is called as the catalogue calls it
    assert numbers("from=2026-03-03") == ["许〔2026〕1号"]
    assert numbers("until=2026-03-02&state=open&unit=x&source=%00") == []
    assert "没有符合条件的办件" in text(hall.get("/approvals/cases/?q=none"))
    with clock.at(clock.moment_on(date(2026, 3, 9))):
        assert numbers("state=due") == ["许〔2026〕1号"]
    with clock.at(clock.moment_on(date(2026, 3, 10))):
        assert numbers(f"state=late&unit={city.housing.pk}") == ["许〔2026〕1号"]
        assert numbers(f"state=late&unit={city.finance.pk}") == []
    assert case.number == "许〔2026〕1号"


def test_a_department_sees_its_own_cases_and_not_those_of_others(client, story, city):
    case = judged_case(story)
    for who, status in (("housing_clerk", 200), ("finance_clerk", 404), ("watcher", 200)):
        client.force_login(city.accounts[who])
        assert client.get(f"/approvals/cases/{case.pk}/").status_code == status, who
    client.force_login(city.accounts["housing_clerk"])
    assert client.get(f"/approvals/sources/{case.source_id}").status_code == 404


def test_the_keyset_goes_through_all_cases_once_each_way_to_the_end(hall, story):
    source = story.connected().source
    days = [None, MONDAY, MONDAY, date(2026, 3, 3)]
    OutsideCase.objects.bulk_create(
        OutsideCase(source=source, number=f"N{n:03}", last_on=days[n % 4]) for n in range(120)
    )
    seen: list[str] = []
    query = ""
    for _ in range(4):
        content = hall.get(f"/approvals/cases/?{query}").content.decode()
        seen += re.findall(r'class="zx-rowlink"[^>]*>([^<]+)<', content)
        following = re.search(r'rel="next" href="\?([^"]+)"', content)
        if not following:
            break
        query = unescape(following[1])

    assert len(seen) == len(set(seen)) == 120
    assert seen[:30] == [f"N{n:03}" for n in range(116, -1, -4)]  # what is still to be judged
    assert seen[30:60] == [f"N{n:03}" for n in range(119, 0, -4)]  # then 3 March
