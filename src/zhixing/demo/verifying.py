"""Is what was built sound? The derived columns of every matter against what they derive from."""

from __future__ import annotations

from zhixing.kernel.matters.audit import audit
from zhixing.kernel.matters.models import Matter


def what_is_wrong() -> list[str]:
    """Everything the audit finds, in words for whoever builds the product; empty when all is well."""
    found = audit()
    titles = dict(Matter.objects.filter(pk__in=[d.matter_id for d in found]).values_list("pk", "title"))
    return [f"{d.column}: {titles[d.matter_id]}" for d in found]
