"""What the components of `templates/components/` are given: small frozen values, the contract at a glance.

A template may equally be given any object or dict with the same names.
"""

from zhixing.web.components.basic import TONES, Branch, Card, Chip, Deed, Fact, Link, Text, Told
from zhixing.web.components.charts import Chart, Heat, HeatMap, HeatRow
from zhixing.web.components.forms import Field, Option
from zhixing.web.components.limits import UNIT_PHRASES, Owed, StripDay, left_in_words, standing, time_left
from zhixing.web.components.lists import Column, Pages, Row, Table

__all__ = [
    "TONES",
    "Branch",
    "Card",
    "Chart",
    "Chip",
    "Column",
    "Deed",
    "Fact",
    "Field",
    "Heat",
    "HeatMap",
    "HeatRow",
    "Link",
    "Option",
    "Owed",
    "Pages",
    "Row",
    "StripDay",
    "Table",
    "Text",
    "Told",
    "UNIT_PHRASES",
    "left_in_words",
    "time_left",
    "standing",
]
