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
        from zhixing.modules.supervision.models import BreakdownDocument, SupervisedItem

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
        from zhixing.modules.supervision import (  # after its kinds: a presentation names a kind
            api,
            pages,
            papers,
            telling,
        )

        _ = actions, api, events, pages, papers, telling  # imported for their declarations
