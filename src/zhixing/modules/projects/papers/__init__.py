"""The official papers of key projects, and the events that issue them. Imported once, at start-up."""

from zhixing.modules.projects.papers import issuing, projects, reports

__all__ = ["issuing", "projects", "reports"]
