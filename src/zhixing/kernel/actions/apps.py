"""The app `actions`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.actions"
    label = "actions"

    def ready(self) -> None:
        from zhixing.kernel.actions import cards

        _ = cards  # imported for its declarations
