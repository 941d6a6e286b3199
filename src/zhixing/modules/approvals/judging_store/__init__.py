"""The store is judged: only cases that something touched, or whose day has come."""

from zhixing.modules.approvals.judging_store.running import judge_touched, touch_due
from zhixing.modules.approvals.rulesets import rules_of

__all__ = ["judge_touched", "rules_of", "touch_due"]
