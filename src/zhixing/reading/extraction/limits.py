"""How much is read. A government plan has some 30,000 characters; a five-year plan with annexes some
300,000."""

from __future__ import annotations

#: Bytes of a file.
LARGEST_FILE = 50_000_000
#: Characters of text.
LONGEST_TEXT = 3_000_000
#: Bytes of the parts of a .docx that are read, unpacked.
LARGEST_UNPACKED = 60_000_000
#: Unpacked bytes for each packed one. Real .docx text packs to between a fifth and a fiftieth.
HIGHEST_RATIO = 200
#: Members of a .docx.
MOST_MEMBERS = 5_000
#: How deep tables may stand inside tables.
DEEPEST_NESTING = 200
#: Columns that one cell of a table may span.
WIDEST_SPAN = 60
#: Pages of a PDF.
MOST_PAGES = 1_000
#: Seconds of work for a PDF, and bytes of memory.
PDF_SECONDS = 60
PDF_MEMORY = 1_500_000_000
