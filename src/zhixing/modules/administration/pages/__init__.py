"""The pages of administration: the chart, the calendar, rule packs, accounts, the audit and the jobs."""
