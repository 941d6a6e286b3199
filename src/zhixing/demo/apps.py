"""The app `demo`: its events are told in words wherever the record is read, not only where the city is built."""

from django.apps import AppConfig

from zhixing.base.words import w


class Config(AppConfig):
    name = "zhixing.demo"
    label = "demo"
    words = w("Demonstration city", "演示城市")

    def ready(self) -> None:
        from zhixing.demo import events

        _ = events  # imported for its declarations
