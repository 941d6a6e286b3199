"""The store is judged: only cases that something touched, or whose day has come."""

from zhixing.modules.approvals.judging_store.rules import rules_of
from zhixing.modules.approvals.judging_store.running import judge_touched, touch_due, touch_source

__all__ = ["judge_touched", "rules_of", "touch_due", "touch_source"]
