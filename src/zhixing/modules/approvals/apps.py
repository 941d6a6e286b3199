"""The app `approvals`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.approvals"
    label = "approvals"
    words = w("Approval monitoring", "审批电子监察")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.approvals import outside, powers
        from zhixing.modules.approvals.events import loading
        from zhixing.modules.approvals.models import ServiceItem, Source

        kinds.register(
            "approvals.source",
            Source,
            words=w("Outside system", "接入系统"),
            plural=w("Outside systems", "接入系统"),
            view=powers.VIEW,
            segment="sources",
        )
        kinds.register(
            "approvals.item",
            ServiceItem,
            words=w("Approval item", "审批事项"),
            plural=w("Approval items", "审批事项目录"),
            view=powers.VIEW,
            segment="items",
        )
        _ = outside, loading  # imported for their declarations
