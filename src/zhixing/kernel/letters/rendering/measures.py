"""The page of GB/T 9704-2012, in one place for PDF and DOCX. Millimetres and points as the names say.

Facts (5, 7): A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 3号 = 16 pt, 22 lines of 28 characters; title
2号 = 22 pt; page number and end block 4号 = 14 pt. 22 lines in 225 mm make a pitch of 28.95 pt,
28 characters in 156 mm one of 15.79 pt.
"""

from __future__ import annotations

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, LEFT_MM = 37, 28
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = 156, 225
RIGHT_MM = PAGE_WIDTH_MM - LEFT_MM - TYPE_WIDTH_MM
BOTTOM_MM = PAGE_HEIGHT_MM - TOP_MM - TYPE_HEIGHT_MM

MARK_BELOW_TOP_MM = 35  # from the type area's upper edge to the red head (7.2.4)
LINE_BELOW_NUMBER_MM = 4  # from the number to the red line (7.2.7)
PAGE_NUMBER_BELOW_MM = 7  # from the type area's lower edge to the dash of the page number (7.5)

BODY_PT, TITLE_PT, SMALL_PT, TABLE_PT = 16, 22, 14, 12
LINE_PT = 28.95
CHARACTER_PT = 15.79
TITLE_LINE_PT = 35
SMALL_LINE_PT = 24
TABLE_LINE_PT = 19
FIELD_LINE_PT = 21

RED = "E60012"
MARK_PT = 48  # the red head's height; the standard leaves it to the eye, below 22 mm
MARK_NARROWEST = 0.62  # how far the red head's characters are condensed before they get smaller
