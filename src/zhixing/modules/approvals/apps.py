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
        from zhixing.modules.approvals.models import Source

        kinds.register(
            "approvals.source",
            Source,
            words=w("Outside system", "接入系统"),
            plural=w("Outside systems", "接入系统"),
            view=powers.VIEW,
            segment="sources",
        )
        _ = outside  # imported for its declarations
