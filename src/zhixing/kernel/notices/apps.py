"""The app `notices`."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.kernel.notices"
    label = "notices"

    def ready(self) -> None:
        from zhixing.kernel.access.powers import power
        from zhixing.kernel.notices import events, reactions, together  # noqa: F401  # each registers what it declares

        power("notices.unit_inbox", w("Read the unit's inbox", "查看单位收件箱"))
        power("notices.subscribe", w("Let outside systems be told", "管理对外通知订阅"))
