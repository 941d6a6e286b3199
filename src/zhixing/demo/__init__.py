"""The demonstration city: fictional, built through actions, the same for the same day."""

from zhixing.demo.accounts import DEMO_ACCOUNTS, accounts_line

__all__ = ["DEMO_ACCOUNTS", "accounts_line"]
