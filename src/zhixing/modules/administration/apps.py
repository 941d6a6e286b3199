"""The app `administration`."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.administration"
    label = "administration"
    words = w("Administration", "系统管理")
