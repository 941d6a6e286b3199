from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from zhixing.base.words import speaking, w
from zhixing.kernel.calendars.calendar import national
from zhixing.web import components as c

TEMPLATES = Path(__file__).parent.parent / "templates"
LABEL = w("Limit", "时限")


@pytest.mark.parametrize(
    ("today", "due_on", "left"),
    [
        pytest.param(date(2026, 11, 20), date(2026, 11, 20), "今天截止", id="the last day, a Friday"),
        pytest.param(date(2026, 11, 22), date(2026, 11, 20), "已逾期 2 天", id="the Sunday after it"),
        pytest.param(date(2026, 11, 23), date(2026, 11, 20), "已逾期 1 个工作日", id="the Monday after it"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 22), "还剩 2 天", id="only rest days are left"),
        pytest.param(date(2026, 11, 19), date(2026, 11, 20), "还剩 1 个工作日", id="the day before"),
    ],
)
def test_only_the_last_day_itself_is_called_today(today: date, due_on: date, left: str) -> None:
    assert c.left_in_words(*c.time_left(today, due_on, national())).text("zh") == left


def field(**given: Any) -> str:
    with speaking("zh"):
        return render_to_string("components/field.html", {"field": c.Field("due_on", label=LABEL, **given)})


@pytest.mark.parametrize("kind", ["line", "text", "day", "moment", "money", "number", "flag"])
def test_every_single_input_has_its_label_hint_and_error_in_words_and_for_machines(kind: str) -> None:
    drawn = field(kind=kind, hint=w("Inclusive.", "含当日。"), error=w("In the past.", "早于今天。"))

    assert drawn.count('id="field-due_on"') == 1
    assert 'aria-describedby="field-due_on-hint field-due_on-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "含当日。" in drawn and "早于今天。" in drawn and "时限" in drawn


def test_a_field_that_may_stay_empty_says_so_and_is_not_required() -> None:
    assert "选填" in field(kind="line", required=False)
    assert " required" not in field(kind="line", required=False)
    assert " required" in field(kind="line")


def test_what_was_entered_comes_back_escaped() -> None:
    assert 'value="&quot;&gt;&lt;script&gt;"' in field(kind="line", value='"><script>')


def test_few_options_are_all_seen_and_many_are_a_list() -> None:
    few = [c.Option(str(n), f"甲{n}") for n in range(5)]
    many = [*few, c.Option("6", "甲6")]

    assert field(kind="choice", options=few).count('type="radio"') == 5
    assert "<legend>" in field(kind="choice", options=few)
    assert field(kind="choice", options=many).count("<option") == 7  # and one that says: please choose


def test_a_list_of_lines_has_one_input_a_value_and_one_more() -> None:
    drawn = field(kind="line", many=True, value=["倒排工期", "挂图作战"])

    assert drawn.count('name="due_on"') == 3
    assert re.findall(r'id="(field-due_on-\d)"', drawn) == [
        "field-due_on-1",
        "field-due_on-2",
        "field-due_on-3",
    ]
    assert 'aria-label="时限（第 3 项）"' in drawn


def test_a_reference_shows_what_is_chosen_without_a_script() -> None:
    options = [c.Option("1", "市交通运输局", chosen=True), c.Option("2", "市财政局")]

    assert '<option value="1" selected>市交通运输局</option>' in field(kind="reference", options=options)
    assert field(kind="reference", many=True, options=options).count('value="1" checked') == 1


def test_errors_are_said_first_and_lead_to_their_fields() -> None:
    fields = [c.Field("a", "line", "甲"), c.Field("b", "line", w("B", "乙"), error=w("Empty.", "未填写。"))]

    with speaking("zh"):
        drawn = render_to_string("components/errors.html", {"fields": fields})

    assert drawn.count("<li>") == 1
    assert '<a href="#field-b">乙：未填写。</a>' in drawn
    assert 'role="alert"' in drawn


def test_without_errors_nothing_is_said() -> None:
    assert render_to_string("components/errors.html", {"fields": [c.Field("a", "line", "甲")]}).strip() == ""


@pytest.mark.parametrize(
    ("left", "tone", "said"),
    [
        pytest.param(2, "active", ["还剩", "<strong>2</strong>", "个工作日"], id="time left"),
        pytest.param(1, "warn", ["还剩", "<strong>1</strong>"], id="one day left: a warning"),
        pytest.param(0, "warn", ["<strong>今天截止</strong>"], id="the last day is still in time"),
        pytest.param(-1, "bad", ["已逾期", "<strong>1</strong>"], id="the day after is late"),
    ],
)
def test_an_obligation_tells_what_is_left_around_its_last_day(left: int, tone: str, said: list[str]) -> None:
    owed = c.Owed("反馈", "市财政局", date(2026, 5, 9), left=left)

    with speaking("zh"):
        drawn = render_to_string("components/obligation.html", {"owed": owed})

    assert f'class="zx-owed zx-{tone}"' in drawn
    for words in said:
        assert words in drawn
    assert "2026年5月9日 周六</time>（含当日）" in drawn


def test_an_extended_obligation_shows_its_first_limit() -> None:
    owed = c.Owed("反馈", "局", date(2026, 5, 15), left=3, first_due_on=date(2026, 5, 8))

    with speaking("zh"):
        assert "原时限：" in render_to_string("components/obligation.html", {"owed": owed})


def test_the_strip_says_in_a_table_what_its_squares_show() -> None:
    days = [
        c.StripDay(date(2026, 5, 5), "holiday", w("Labour Day", "劳动节")),
        c.StripDay(date(2026, 5, 6), "work", counted=1),
        c.StripDay(date(2026, 5, 9), "makeup", counted=2, ringed=True),
    ]

    with speaking("zh"):
        drawn = render_to_string("components/strip.html", {"days": days})

    table = drawn[drawn.index("<tbody>") :]
    assert table.count("<tr") == 3
    assert "法定节假日：劳动节" in table and "不计" in table
    assert "调休上班（截止日）" in table
    assert drawn.count("zx-sq-ringed") == 1


def test_a_card_is_told_by_word_and_icon_not_by_colour_alone() -> None:
    with speaking("zh"):
        drawn = render_to_string("components/card.html", {"card": c.Card("yellow")})

    assert "黄牌" in drawn
    assert "ti-alert-triangle" in drawn


def test_a_row_of_another_width_than_its_table_is_a_mistake() -> None:
    table = c.Table("台账", [c.Column("a", "甲"), c.Column("b", "乙")], [c.Row(["1"])])

    with pytest.raises(ValueError, match="shorter"):
        render_to_string("components/table.html", {"table": table})


def test_a_hidden_column_is_neither_in_the_head_nor_in_the_lines() -> None:
    columns = [c.Column("a", "编号"), c.Column("b", "密", shown=False)]

    drawn = render_to_string("components/table.html", {"table": c.Table("台账", columns, [c.Row(["一号"])])})

    assert "密" not in drawn
    assert drawn.count('role="cell"') == 1


def test_an_empty_table_says_what_would_be_there() -> None:
    table = c.Table("台账", [c.Column("a", "甲")], [], empty="符合条件的事项将显示在这里。")

    drawn = render_to_string("components/table.html", {"table": table})

    assert "符合条件的事项将显示在这里。" in drawn
    assert "<table" not in drawn


def test_what_may_not_be_done_is_listed_with_its_reason() -> None:
    deeds = [c.Deed("签收", "/sign"), c.Deed("核查销号", why_not="承办单位不得自行销号。")]

    with speaking("zh"):
        drawn = render_to_string("components/deeds.html", {"deeds": deeds})

    assert drawn.count("<a class=") == 1
    assert "承办单位不得自行销号。" in drawn


def test_a_charts_data_stands_under_it_and_cannot_end_its_script() -> None:
    option = {"series": [{"data": [1], "name": "</script>"}]}
    chart = c.Chart("x", "按时率", option, ["月份", "数"], [("1月", 1)])

    drawn = render_to_string("components/chart.html", {"chart": chart})

    assert '<script id="chart-x-option" type="application/json">' in drawn
    assert drawn.count("</script>") == 1
    assert "<td>1月</td>" in drawn


def test_no_template_says_anything_in_one_language_only() -> None:
    """Chinese characters stand inside `{% w … %}` only; the mark and the languages' own names are exempt."""
    exempt = {"知", "中文"}
    alone = {}
    for path in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", path.read_text(), flags=re.S)
        if found := set(re.findall(r"[一-鿿]+", text)) - exempt:
            alone[path.name] = found
    assert alone == {}


def test_every_component_says_in_its_first_line_what_it_needs() -> None:
    silent = [
        p.name
        for p in (TEMPLATES / "components").rglob("*.html")
        if not p.read_text().startswith("{# Needs: ")
    ]

    assert silent == []
