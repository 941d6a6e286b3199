"""A ledger from a spreadsheet: read, judged line by line, then taken whole or not at all. A module declares its columns."""
