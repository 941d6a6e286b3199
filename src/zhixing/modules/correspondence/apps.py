"""The app `correspondence`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.correspondence"
    label = "correspondence"
    words = w("Official documents", "公文限时办结")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.correspondence import actions, events, powers
        from zhixing.modules.correspondence.models import (
            Delivery,
            IncomingDocument,
            OutgoingDocument,
            StandingDuty,
        )

        kinds.register(
            "correspondence.incoming",
            IncomingDocument,
            words=w("Incoming document", "来文"),
            plural=w("Incoming documents", "来文办理"),
            view=powers.VIEW,
            segment="incoming",
        )
        kinds.register(
            "correspondence.outgoing",
            OutgoingDocument,
            words=w("Document of our own", "发文"),
            plural=w("Documents of our own", "行文跟踪"),
            view=powers.VIEW,
            segment="outgoing",
        )
        kinds.register(
            "correspondence.delivery",
            Delivery,
            words=w("Notice delivered", "送达件"),
            plural=w("Rules and notices", "制度通知送达"),
            view=powers.VIEW,
            segment="notices",
        )
        kinds.register(
            "correspondence.duty",
            StandingDuty,
            words=w("Standing duty", "定期工作"),
            plural=w("Standing duties", "联审与周报"),
            view=powers.VIEW,
            segment="duties",
        )
        from zhixing.modules.correspondence import (  # after its kinds: a presentation names a kind
            api,
            measures,
            pages,
            papers,
            telling,
        )

        _ = actions, api, events, measures, pages, papers, telling  # imported for their declarations
