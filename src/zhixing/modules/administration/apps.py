"""The app `administration`: registers all it offers."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.modules.administration"
    label = "administration"
    words = w("Administration", "系统管理")

    def ready(self) -> None:
        from zhixing.modules.administration import actions, events, own
        from zhixing.modules.administration.offers import offer

        _ = actions, events, own  # imported for their declarations
        offer()
