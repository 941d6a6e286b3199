"""The app `workdesk`."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.workdesk"
    label = "workdesk"
    words = w("Workdesk", "工作台")
