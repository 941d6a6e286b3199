"""The app `measures`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.measures"
    label = "measures"

    def ready(self) -> None:
        from zhixing.kernel.measures import standing

        _ = standing  # imported for its declarations
