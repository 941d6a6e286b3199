"""The app `decisions`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.decisions"
    label = "decisions"
    words = w("Major decisions", "重大决策")

    def ready(self) -> None:
        from zhixing.kernel.matters import kinds
        from zhixing.modules.decisions import words  # first: the actions' parameters need them
        from zhixing.modules.decisions import actions, events, meetings, powers  # isort: skip
        from zhixing.modules.decisions.models import Expert, Hearing, MajorDecision

        kinds.register(
            "decisions.decision",
            MajorDecision,
            words=w("Major decision", "重大决策"),
            plural=w("Major decisions", "重大决策"),
            view=powers.VIEW,
            segment="decisions",
        )
        kinds.register(
            "decisions.hearing",
            Hearing,
            words=w("Hearing", "听证会"),
            plural=w("Hearings", "听证会"),
            view=powers.VIEW,
            segment="hearings",
        )
        kinds.register(
            "decisions.expert",
            Expert,
            words=w("Expert", "专家"),
            plural=w("Pool of experts", "专家库"),
            view=powers.VIEW,
            segment="experts",
        )
        from zhixing.modules.decisions import (  # after its kinds: a presentation names a kind
            api,
            measures,
            pages,
            papers,
            telling,
        )

        _ = (
            actions,
            api,
            events,
            measures,
            meetings,
            pages,
            papers,
            telling,
            words,
        )  # imported for their declarations
