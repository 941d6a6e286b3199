"""The lines of a table, written in Python: a page of fifty has some five hundred cells, and each would be a dozen template nodes.

`components/table.html` holds the frame; only what is repeated for every cell is here. Held equal to what the templates of
chip and cell would write by tests.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhixing.base.words import language, w
from zhixing.web.components import Column, Option, Table
from zhixing.web.templatetags.words import Showing, shown_in

register = template.Library()

SELECT = w("Select line {n}", "选择第 {n} 行")
_SELECTED = " selected"
_CLASSES = {"number": ' class="zx-num"', "day": ' class="zx-keep"', "chip": ' class="zx-keep"'}


@register.simple_tag
def lines(table: Table) -> SafeString:
    """`{% lines table %}`: a `<tr>` for each row, its first cell leading to the row's address."""
    told = shown_in(language())
    heads = [_head(column, told) for column in table.shown]
    made = []
    for n, row in enumerate(table.rows, start=1):
        made.append(
            f'<tr role="row" class="zx-{conditional_escape(row.tone)}">' if row.tone else '<tr role="row">'
        )
        if table.selectable:
            made.append(_pick(row.id, n))
        cells = [f"{head}{told(cell)}</td>" for head, cell in zip(heads, row.cells, strict=True)]
        if row.url and cells:
            opening = f'{heads[0]}<a class="zx-rowlink" href="{conditional_escape(row.url)}">'
            cells[0] = f"{opening}{told(row.cells[0])}</a></td>"
        made += [*cells, "</tr>\n"]
    return mark_safe("".join(made))  # every part above is escaped or a constant


@register.simple_tag
def options(choices: Sequence[Option], chosen: str = "") -> SafeString:
    """`{% options choices chosen %}`: an `<option>` for each, `chosen` being the value that is selected now."""
    told = shown_in(language())
    return mark_safe(
        "".join(
            f'<option value="{told.text(o.value)}"{_SELECTED if o.value == chosen else ""}>{told.text(o.label)}</option>'
            for o in choices
        )
    )  # every part above is escaped or a constant


@register.simple_tag
def column_boxes(columns: Sequence[Column]) -> SafeString:
    """`{% column_boxes table.columns %}`: a box for each column, ticked where it is shown, fixed where it always is."""
    told = shown_in(language())
    return mark_safe(
        "".join(
            '<label class="form-check"><input class="form-check-input" type="checkbox" name="columns"'
            f' value="{told.text(c.key)}"{" checked" if c.shown else ""}{" disabled" if c.fixed else ""}>'
            f'<span class="form-check-label">{told.text(c.label)}</span></label>'
            for c in columns
        )
    )  # as above


def _head(column: Column, told: Showing) -> str:
    """The opening of the column's cells: said once for all lines."""
    return f'<td role="cell" data-label="{told.text(column.label)}"{_CLASSES.get(column.kind, "")}>'


def _pick(row_id: str, n: int) -> str:
    return format_html(
        '<td role="cell" class="zx-pick"><input class="form-check-input" type="checkbox" name="pick" value="{}"'
        ' form="picked" aria-label="{}"></td>',
        row_id,
        str(SELECT.put(n=n)),
    )
