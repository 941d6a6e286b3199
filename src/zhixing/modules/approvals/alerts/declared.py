"""All that alerts offer, imported once at start-up for its declarations."""

from zhixing.modules.approvals.alerts import carrying, deeds, events, machine, tasks, telling

__all__ = ["carrying", "deeds", "events", "machine", "tasks", "telling"]
