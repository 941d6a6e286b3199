"""The app `approvals`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.approvals"
    label = "approvals"
    words = w("Approval monitoring", "审批电子监察")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.approvals import actions, events, outside, powers
        from zhixing.modules.approvals.models import Alert, ScoreTable, ServiceItem, Source

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
        kinds.register(
            "approvals.alert",
            Alert,
            words=w("Alert", "监察预警件"),
            plural=w("Alerts", "监察预警"),
            view=powers.VIEW,
            segment="alerts",
        )
        kinds.register(
            "approvals.score_table",
            ScoreTable,
            words=w("Table of efficiency scores", "审批绩效表"),
            plural=w("Efficiency scores", "效能评分"),
            view=powers.VIEW,
            segment="scores",
        )
        from zhixing.modules.approvals import api, pages, telling  # after the kinds: a presentation names one
        from zhixing.modules.approvals.alerts import declared as alerts
        from zhixing.modules.approvals.catalogue import declared as items
        from zhixing.modules.approvals.scores import declared as scores

        _ = (
            actions,
            alerts,
            api,
            events,
            items,
            outside,
            pages,
            scores,
            telling,
        )  # imported for their declarations
