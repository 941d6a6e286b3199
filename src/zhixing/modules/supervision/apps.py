"""The app `supervision`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.supervision"
    label = "supervision"
    words = w("Supervised handling", "督查督办")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.supervision import actions, events, powers
        from zhixing.modules.supervision.models import (
            BreakdownDocument,
            Circular,
            FieldCheck,
            QuarterlyReport,
            SupervisedItem,
        )

        kinds.register(
            "supervision.item",
            SupervisedItem,
            words=w("Supervised item", "督办事项"),
            plural=w("Supervised items", "督办事项"),
            view=powers.VIEW,
            segment="items",
        )
        kinds.register(
            "supervision.document",
            BreakdownDocument,
            words=w("Document to break down", "来文"),
            plural=w("Document breakdown", "来文分解"),
            view=powers.VIEW,
            segment="documents",
        )
        kinds.register(
            "supervision.check",
            FieldCheck,
            words=w("Field check", "明查暗访"),
            plural=w("Field checks", "明查暗访"),
            view=powers.VIEW,
            segment="checks",
        )
        kinds.register(
            "supervision.circular",
            Circular,
            words=w("Circular", "通报"),
            plural=w("Circulars", "督查通报"),
            view=powers.VIEW,
            segment="circulars",
        )
        kinds.register(
            "supervision.quarterly",
            QuarterlyReport,
            words=w("Quarterly report", "季报"),
            plural=w("Quarterly reports", "季报表"),
            view=powers.VIEW,
            segment="quarterlies",
        )
        from zhixing.modules.supervision import (  # after its kinds: a presentation names a kind
            api,
            measures,
            pages,
            papers,
            telling,
        )

        _ = actions, api, events, measures, pages, papers, telling  # imported for their declarations
