"""The generic pages: every kind's ledger, item page, and the form of every action, made from the declarations."""
