"""The lines of a table: what the templates of chip and card say, escaped, beside their columns' labels."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string

from zhixing.base.words import speaking, w
from zhixing.web.components import Card, Chip, Column, Link, Option, Row, Table
from zhixing.web.templatetags.tables import lines, options
from zhixing.web.templatetags.words import show

COLUMNS = [
    Column("title", w("Title", "事项"), fixed=True),
    Column("due", w("Due & <late>", "时限<逾期>"), "day"),
    Column("n", w("Count", "件数"), "number"),
    Column("hidden", w("Hidden", "不显示"), shown=False),
]


def table(*rows: Row, **more: object) -> Table:
    return Table(w("Items", "事项"), COLUMNS, rows, **more)


def test_a_line_has_its_cells_beside_their_labels_and_leads_on_from_the_first():
    with speaking("zh"):
        said = lines(
            table(Row(["堤坝", date(2026, 5, 9), 1200], url="/supervision/items/7?a=1&b=2", tone="bad"))
        )

    assert said == (
        '<tr role="row" class="zx-bad"><td role="cell" data-label="事项">'
        '<a class="zx-rowlink" href="/supervision/items/7?a=1&amp;b=2">堤坝</a></td>'
        '<td role="cell" data-label="时限&lt;逾期&gt;" class="zx-keep"><time datetime="2026-05-09">2026年5月9日 周六</time></td>'
        '<td role="cell" data-label="件数" class="zx-num">1,200</td></tr>\n'
    )


def test_what_somebody_typed_never_becomes_a_tag():
    hostile = '<script>alert("1")</script>'
    said = lines(
        table(
            Row(
                [hostile, Link(hostile, f"/x?{hostile}"), Chip(hostile, icon=hostile, tone=hostile)],
                url=hostile,
            )
        )
    )

    assert "<script" not in said
    assert said.count("&lt;script&gt;") == 7


def test_lines_that_can_be_picked_belong_to_the_form_and_are_numbered():
    with speaking("en"):
        said = lines(table(Row(["x", None, None], id="7"), Row(["y", None, None], id="8"), selectable=True))

    assert 'value="7" form="picked" aria-label="Select line 1"' in said
    assert 'value="8" form="picked" aria-label="Select line 2"' in said


def test_a_row_of_another_width_is_our_mistake():
    with pytest.raises(ValueError, match="zip"):
        lines(table(Row(["x"])))


@pytest.mark.parametrize("chip", [Chip(w("open", "在办")), Chip("<b>", icon="clock", tone="warn")])
def test_a_chip_in_a_cell_is_the_chip_of_the_template(chip):
    assert show(chip) == render_to_string("components/chip.html", {"chip": chip}).split("#}")[-1].strip()


def test_the_whole_table_still_shows_cards_and_what_is_absent():
    page = render_to_string("components/table.html", {"table": table(Row([Card("red"), None, ""]))})

    assert "zx-card-red" in page
    assert page.count("zx-none") == 2


def test_options_say_which_one_is_chosen_and_escape_what_they_say():
    with speaking("zh"):
        said = options([Option("1", "城建局"), Option("2", w('<Tax> & "co"', "<税务>"))], "2")

    assert said == '<option value="1">城建局</option><option value="2" selected>&lt;税务&gt;</option>'


def test_nothing_is_kept_from_one_language_to_the_next():
    row = Row([None, date(2026, 5, 9), Chip(w("open", "在办"))])
    said = {}
    for code in ("zh", "en", "zh"):
        with speaking(code):
            said.setdefault(code, lines(table(row)))

    assert "2026年5月9日" in said["zh"] and "在办" in said["zh"] and "无记载" in said["zh"]
    assert "Sat 9 May 2026" in said["en"] and ">open<" in said["en"] and "not recorded" in said["en"]
