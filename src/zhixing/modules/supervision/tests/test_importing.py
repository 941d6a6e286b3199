"""A ledger from a spreadsheet: what is read, what is refused and how it is told, and that nothing is half-imported."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from zhixing.base import clock
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.refusals import NoPower
from zhixing.kernel.files.models import FileUse, StoredFile
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Event, Matter, Participation
from zhixing.kernel.organisation.models import Appointment, Person
from zhixing.kernel.tables.refusals import (
    HeadingsMissing,
    LinesWrong,
    NothingToImport,
)
from zhixing.modules.supervision.actions.importing import import_items
from zhixing.modules.supervision.importing import LEDGER
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.tests.sheets import GOOD, HEAD, book, line

FRIDAY = date(2026, 3, 6)
PAGE = "/supervision/items/import/table"


@pytest.fixture(autouse=True)
def today():
    with clock.at(clock.moment_on(FRIDAY)):
        yield


def stored(city, content: bytes, name: str = "台账.xlsx", who: str = "officer") -> int:
    return store(name, io.BytesIO(content), actor=city.actor(who)).pk


def imported(city, content: bytes, name: str = "台账.xlsx"):
    return perform(
        import_items,
        actor=city.actor("officer"),
        file=stored(city, content, name),
        supervising_unit=city.office.pk,
    )


def tried(city, content: bytes, name: str = "台账.xlsx"):
    """The dry run by the page."""
    client = Client()
    client.force_login(city.accounts["officer"])
    sent = {"supervising_unit": city.office.pk, "file": SimpleUploadedFile(name, content)}
    return client, client.post(PAGE, sent)


def nothing_came_of_it() -> bool:
    return not any(
        (
            Matter.objects.exists(),
            Event.objects.filter(matter__isnull=False).exists(),
            Participation.objects.exists(),
            FileUse.objects.exists(),
        )
    )


def test_every_line_becomes_a_draft_with_its_units_and_leaders(city):
    done = imported(
        city, book([GOOD, line(title="修缮道路", limit_on=date(2026, 7, 31), supporting_units="")])
    )

    assert len(done.events) == 2
    first, second = SupervisedItem.objects.order_by("id")
    assert (first.title, first.source, first.source_number) == ("新建公园5个", "meeting", "云政办〔2026〕8号")
    assert first.lead_unit_id == city.housing.pk and first.supporting_ids == {city.finance.pk}
    assert first.carrying_leader.name == "沈若兰" and first.overall_leader.name == "郭建平"
    assert (first.state, first.limit_on, first.rhythm, first.number) == (
        "draft",
        date(2026, 6, 30),
        "month",
        None,
    )
    assert (second.title, second.limit_on, second.supporting_ids) == (
        "修缮道路",
        date(2026, 7, 31),
        frozenset(),
    )
    told = (
        Event.objects.filter(matter__isnull=False)
        .order_by("id")
        .values_list("kind", "facts__line", "facts__file")
    )
    assert list(told) == [("supervision.imported", 2, "台账.xlsx"), ("supervision.imported", 3, "台账.xlsx")]
    assert FileUse.objects.get().matter_id == first.pk
    assert audit() == []  # what is derived from who takes part agrees with it


@pytest.mark.parametrize(
    ("changes", "column", "said", "mend"),
    [
        ({"title": ""}, "事项名称", "未填写", "请填写要完成的事项"),
        ({"title": "长" * 201}, "事项名称", "共 201 字，超出限制", "请压缩到 200 字以内"),
        ({"source": "领导口头"}, "来源", "“领导口头”不在可选范围内", "可填：会议决定、领导批示"),
        ({"rhythm": "偶尔"}, "反馈周期", "“偶尔”不在可选范围内", "每月"),
        ({"lead_unit": ""}, "主办单位", "未填写", "请填写一个单位"),
        ({"lead_unit": "市铁道局"}, "主办单位", "没有名为“市铁道局”的单位", ""),
        (
            {"lead_unit": "市财政局、市住房和城乡建设局"},
            "主办单位",
            "填写了 2 个单位，主办单位只能有一个",
            "其余填入“协办单位”",
        ),
        ({"supporting_units": "市住房和城乡建设局"}, "协办单位", "已是主办单位", "请只保留其中一处"),
        ({"supporting_units": "市财政局、市铁道局"}, "协办单位", "没有名为“市铁道局”的单位", ""),
        ({"carrying_leader": "何清"}, "包干领导", "何清不是在任领导", "请填写在任领导"),
        ({"carrying_leader": "沈兰若"}, "包干领导", "没有名为沈兰若的人员", "是否为：沈若兰"),
        ({"overall_leader": "沈若兰"}, "负总责", "沈若兰不是单位主要负责人", "请填写单位主要负责人"),
        ({"limit_on": ""}, "办结时限", "未填写", "请填写截止日"),
        ({"limit_on": "2026-03-05"}, "办结时限", "时限 2026-03-05 已过", "今天及以后"),
        ({"limit_on": "年底前"}, "办结时限", "“年底前”不是日期", "2026-06-30"),
        ({"limit_on": "2026-02-30"}, "办结时限", "“2026-02-30”不是日期", "2026-06-30"),
        ({"limit_on": 46203}, "办结时限", "“46203”不是日期", "日期格式"),
        ({"limit_on": "2126-06-30"}, "办结时限", "过于久远", "请核对年份"),
    ],
)
def test_a_wrong_line_is_told_with_its_column_and_the_mend_and_nothing_is_imported(
    city, changes, column, said, mend
):
    content = book([GOOD, line(**({"title": "修缮道路"} | changes))])

    _, answer = tried(city, content)
    page = answer.content.decode()
    with pytest.raises(LinesWrong) as refusal:
        imported(city, content)

    assert answer.status_code == 422
    assert column in page and said in page and mend in page
    assert "第 3 行" in str(refusal.value) and column in str(refusal.value) and said in str(refusal.value)
    assert nothing_came_of_it()


def test_a_dissolved_unit_names_its_successor(city):
    city.housing.dissolved_on, city.housing.successor = date(2026, 1, 1), city.transport
    city.housing.save()

    _, answer = tried(city, book([line(overall_leader="")]))

    page = answer.content.decode()
    assert "市住房和城乡建设局已于 2026-01-01 撤销" in page
    assert "请改为承接单位：市交通运输局" in page
    assert nothing_came_of_it()


def test_a_person_who_left_is_told(city):
    Appointment.objects.filter(person=city.persons["vice"]).update(until_on=date(2026, 2, 28))

    _, answer = tried(city, book([GOOD]))

    assert "沈若兰已离任" in answer.content.decode()
    assert nothing_came_of_it()


def test_leaders_of_one_name_are_told_apart_by_staff_number(city):
    namesake = city.person("other", "沈若兰", city.gov, "in_charge", account=False)

    _, answer = tried(city, book([GOOD]))
    assert "沈若兰有 2 人重名" in answer.content.decode()
    assert f"沈若兰（{namesake.staff_number}）" in answer.content.decode()

    imported(city, book([line(carrying_leader=f"沈若兰（{namesake.staff_number}）")]))
    assert SupervisedItem.objects.get().carrying_leader_id == namesake.pk


def test_the_same_item_twice_in_the_table_or_already_there_is_refused(city):
    _, twice = tried(city, book([GOOD, GOOD]))
    assert "与第 2 行事项名称、来源文号相同" in twice.content.decode()
    assert nothing_came_of_it()

    imported(city, book([GOOD]))
    _, again = tried(city, book([GOOD]))
    assert "已有相同事项（未交办）" in again.content.decode()
    assert SupervisedItem.objects.count() == 1
    imported(city, book([line(source_number="云政办〔2026〕9号")]))  # another document may ask for the same
    assert SupervisedItem.objects.count() == 2


def test_a_limit_in_a_year_without_published_holidays_is_taken_with_a_hint(city):
    content = book([line(limit_on="2027年3月31日")])

    _, answer = tried(city, content)
    imported(city, content)

    assert answer.status_code == 200
    assert "2027 年节假日安排尚未公布" in answer.content.decode()
    assert SupervisedItem.objects.get().limit_on == date(2027, 3, 31)


def test_without_a_carrying_leader_there_is_a_hint_only(city):
    _, answer = tried(city, book([line(carrying_leader="")]))

    assert answer.status_code == 200
    assert "尚未明确包干领导" in answer.content.decode()


def test_a_formula_counts_with_its_last_value_and_an_error_of_it_is_empty(city):
    content = book([line(title=('=A1&"公园"', "五个公园")), line(title=("=NA()", "#N/A"))])

    _, answer = tried(city, content)

    page = answer.content.decode()
    assert "共读取 2 行，有 1 处需要更正" in page and "未填写" in page
    imported(city, book([line(title=('=A1&"公园"', "五个公园"))]))
    assert SupervisedItem.objects.get().title == "五个公园"


def test_a_merged_cell_counts_for_every_line_it_covers_and_a_hint_says_so(city):
    rows = [line(title=t, lead_unit=None, overall_leader="") for t in ("甲", "乙", "丙")]
    content = book(rows, merge=[(1, 3, 3, 3, "市交通运输局")])

    _, answer = tried(city, content)
    imported(city, content)

    assert "取自合并单元格：市交通运输局" in answer.content.decode()
    assert set(SupervisedItem.objects.values_list("lead_unit_id", flat=True)) == {city.transport.pk}
    assert SupervisedItem.objects.count() == 3


def test_a_title_above_the_headings_and_unknown_columns_do_no_harm(city):
    content = book(
        [[*GOOD, "x"]],
        head=[
            "督办事项*",
            *HEAD[1:3],
            "牵头单位",
            "配合单位",
            "分管领导",
            "一把手",
            "完成时限（必填）",
            "反馈周期",
            "备注",
        ],
        above=[["2026年重点工作台账"], []],
        merge=[(0, 0, 0, 8, "2026年重点工作台账")],
    )

    _, answer = tried(city, content)
    imported(city, content)

    assert "“备注”列不导入" in answer.content.decode()
    assert SupervisedItem.objects.get().title == "新建公园5个"
    assert Event.objects.get(kind="supervision.imported").facts["line"] == 4


def test_a_table_without_its_headings_is_refused_whole_on_the_page_too(city):
    content = book([GOOD], head=[*HEAD[:7], "备注", "反馈周期"])

    with pytest.raises(HeadingsMissing):
        imported(city, content)
    _, answer = tried(city, content)

    assert answer.status_code == 422
    assert "前 10 行中未找到列：办结时限" in answer.content.decode()
    assert nothing_came_of_it()


def test_what_is_no_spreadsheet_is_refused(city):
    for content, name in (
        (b"PK\x03\x04 not really", "台账.xlsx"),
        (b"hello", "台账.xlsx"),
        (b"MZ\x90", "台账.xlsx"),
    ):
        _, answer = tried(city, content, name)
        assert 400 <= answer.status_code < 500
    pdf = stored(city, "只是文字".encode(), "说明.txt")
    with pytest.raises(HeadingsMissing):
        perform(import_items, actor=city.actor("officer"), file=pdf, supervising_unit=city.office.pk)
    assert nothing_came_of_it()


def test_the_page_tries_first_and_imports_at_the_press_of_one_button_only_once(city):
    client, answer = tried(city, book([GOOD, line(title="修缮道路")]))
    assert "共读取 2 行，全部符合要求" in answer.content.decode()
    assert nothing_came_of_it()

    sent = {"supervising_unit": city.office.pk, "file.kept": StoredFile.objects.get().pk, "once": "k-1"}
    first = client.post(PAGE, sent, follow=True)
    second = client.post(PAGE, sent, follow=True)

    assert "已导入 2 项" in first.content.decode() and "修缮道路" in first.content.decode()
    assert "该表格此前已导入" in second.content.decode()
    assert SupervisedItem.objects.count() == 2


def test_what_changed_between_trial_and_import_is_judged_again(city):
    client, _ = tried(city, book([GOOD]))
    Appointment.objects.filter(person=city.persons["vice"]).update(until_on=date(2026, 3, 5))

    sent = {"supervising_unit": city.office.pk, "file.kept": StoredFile.objects.get().pk, "once": "k-1"}
    answer = client.post(PAGE, sent)

    assert answer.status_code == 422 and "沈若兰已离任" in answer.content.decode()
    assert nothing_came_of_it()


def test_only_who_may_register_may_import_and_only_his_own_file(city):
    content = book([GOOD])
    brought_by_another = stored(city, content, who="chief")
    client = Client()
    client.force_login(city.accounts["housing_clerk"])

    assert client.get(PAGE).status_code == 403
    with pytest.raises(NoPower):
        perform(
            import_items,
            actor=city.actor("housing_clerk"),
            file=stored(city, content, who="housing_clerk"),
            supervising_unit=city.office.pk,
        )
    client.force_login(city.accounts["officer"])
    answer = client.post(PAGE, {"supervising_unit": city.office.pk, "file.kept": brought_by_another})
    assert answer.status_code == 422 and "已导入" not in answer.content.decode()
    assert nothing_came_of_it()


def test_the_template_is_read_back_and_explains_every_column(city):
    client = Client()
    client.force_login(city.accounts["officer"])

    content = client.get("/supervision/items/import/template").content

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert workbook.sheet_names == ["督办台账", "填写说明"]
    assert len(workbook.get_sheet_by_index(1).to_python()) == len(LEDGER.columns) + 1
    with pytest.raises(NothingToImport):
        imported(city, content)


def test_the_ledger_leads_to_the_import_page(city):
    client = Client()
    client.force_login(city.accounts["officer"])

    page = client.get("/supervision/items").content.decode()

    assert 'href="/supervision/items/import/table"' in page
    assert Person.objects.exists()


def test_without_a_file_or_with_another_unit_nothing_is_tried(city):
    client = Client()
    client.force_login(city.accounts["officer"])

    without = client.post(PAGE, {"supervising_unit": city.office.pk})
    elsewhere = client.post(PAGE, {"supervising_unit": city.housing.pk})

    assert without.status_code == 422 and "请先选择文件" in without.content.decode()
    assert elsewhere.status_code == 404
    assert not StoredFile.objects.exists()


def test_a_kind_that_declares_no_import_has_no_page_for_it(city):
    client = Client()
    client.force_login(city.accounts["officer"])

    assert client.get("/supervision/checks/import/table").status_code == 404
    assert client.get("/supervision/checks/import/template").status_code == 404


def test_whoever_may_not_import_does_not_get_the_template_nor_the_button(city):
    client = Client()
    client.force_login(city.accounts["housing_clerk"])

    assert client.get("/supervision/items/import/template").status_code == 403
    assert "import/table" not in client.get("/supervision/items").content.decode()
