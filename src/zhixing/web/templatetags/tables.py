"""The lines of a table, written in Python: a page of fifty has some five hundred cells, and each would be a dozen template nodes.

`components/table.html` holds the frame; only what is repeated for every cell is here. Held equal to what the templates of
chip and cell would write by tests.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhixing.base.words import w
from zhixing.web.components import Column, Option, Table
from zhixing.web.templatetags.words import show

register = template.Library()

SELECT = w("Select line {n}", "选择第 {n} 行")
_SELECTED = mark_safe(" selected")
_CLASSES = {"number": ' class="zx-num"', "day": ' class="zx-keep"', "chip": ' class="zx-keep"'}


@register.simple_tag
def lines(table: Table) -> SafeString:
    """`{% lines table %}`: a `<tr>` for each row, its first cell leading to the row's address."""
    heads = [_head(column) for column in table.shown]
    made = []
    for n, row in enumerate(table.rows, start=1):
        made.append(
            f'<tr role="row" class="zx-{conditional_escape(row.tone)}">' if row.tone else '<tr role="row">'
        )
        if table.selectable:
            made.append(_pick(row.id, n))
        cells = [f"{head}{_shown(cell)}</td>" for head, cell in zip(heads, row.cells, strict=True)]
        if row.url and cells:
            opening = f'{heads[0]}<a class="zx-rowlink" href="{conditional_escape(row.url)}">'
            cells[0] = f"{opening}{_shown(row.cells[0])}</a></td>"
        made += [*cells, "</tr>\n"]
    return mark_safe("".join(made))  # every part above is escaped or a constant


def _shown(cell: object) -> str:
    shown = show(cell)
    return shown if isinstance(shown, SafeString) else conditional_escape(shown)


@register.simple_tag
def options(choices: Sequence[Option], chosen: str = "") -> SafeString:
    """`{% options choices chosen %}`: an `<option>` for each, `chosen` being the value that is selected now."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((o.value, _SELECTED if o.value == chosen else "", o.label) for o in choices),
    )


def _head(column: Column) -> str:
    """The opening of the column's cells: said once for all lines."""
    label = conditional_escape(str(column.label))
    return f'<td role="cell" data-label="{label}"{_CLASSES.get(column.kind, "")}>'


def _pick(row_id: str, n: int) -> str:
    return format_html(
        '<td role="cell" class="zx-pick"><input class="form-check-input" type="checkbox" name="pick" value="{}"'
        ' form="picked" aria-label="{}"></td>',
        row_id,
        str(SELECT.put(n=n)),
    )
