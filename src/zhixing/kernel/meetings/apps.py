"""The app `meetings`: what every meeting of a government has, whatever it decides about."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.kernel.meetings"
    label = "meetings"
    words = w("Meetings", "会议")

    def ready(self) -> None:
        from zhixing.kernel.meetings import events, kind

        _ = events, kind  # imported for their declarations
