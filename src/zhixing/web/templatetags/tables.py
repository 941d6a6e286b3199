"""The lines of a table, written in Python: a page of fifty has some five hundred cells, and each would be a dozen template nodes.

`components/table.html` holds the frame; only what is repeated for every cell is here. Held equal to what the templates of
chip and cell would write by tests.
"""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhixing.base.words import w
from zhixing.web.components import Column, Table
from zhixing.web.templatetags.words import show

register = template.Library()

SELECT = w("Select line {n}", "选择第 {n} 行")
_CLASSES = {"number": ' class="zx-num"', "day": ' class="zx-keep"', "chip": ' class="zx-keep"'}


@register.simple_tag
def lines(table: Table) -> SafeString:
    """`{% lines table %}`: a `<tr>` for each row, its first cell leading to the row's address."""
    heads = [_head(column) for column in table.shown]
    made = []
    for n, (row, cells) in enumerate(table.lines, start=1):
        made.append(
            f'<tr role="row" class="zx-{conditional_escape(row.tone)}">' if row.tone else '<tr role="row">'
        )
        if table.selectable:
            made.append(_pick(row.id, n))
        for place, (head, (_, cell)) in enumerate(zip(heads, cells, strict=True)):
            shown: str = conditional_escape(show(cell))
            if place == 0 and row.url:
                shown = f'<a class="zx-rowlink" href="{conditional_escape(row.url)}">{shown}</a>'
            made.append(f"{head}{shown}</td>")
        made.append("</tr>\n")
    return mark_safe("".join(made))  # every part above is escaped or a constant


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
