"""Official documents in Chinese, read: structure, work items, units, dates, numbers.

Pure functions of a text. No database, no settings, no clock: the document's own date is found in the
document or given by the caller.
"""
