"""Deliveries of outside systems: taken in whole or not at all, again and again without doubling (S0-42)."""

from zhixing.modules.approvals.loading.delivering import new_batch
from zhixing.modules.approvals.loading.running import load

__all__ = ["load", "new_batch"]
