"""What can happen to a major decision."""

from zhixing.modules.decisions.events import deciding, executing, experts, preparing, public

__all__ = ["deciding", "executing", "experts", "preparing", "public"]
