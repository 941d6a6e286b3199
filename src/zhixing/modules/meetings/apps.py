"""The app `meetings_desk`: what is done with a meeting, and its pages."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.meetings"
    label = "meetings_desk"  # the kernel's part holds the tables and the name
    words = w("Meetings", "会议")

    def ready(self) -> None:
        from zhixing.modules.meetings import actions, api, pages, papers, powers, telling

        _ = actions, api, pages, papers, powers, telling  # imported for their declarations
