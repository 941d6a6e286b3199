"""The app `obligations`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.obligations"
    label = "obligations"

    def ready(self) -> None:
        from zhixing.kernel.obligations import events

        _ = events  # imported for their declarations
