"""Items from a spreadsheet: read, judge line by line, then open all of them or none (a dry run comes first)."""
