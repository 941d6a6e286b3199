"""The app `rulebook`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.rulebook"
    label = "rulebook"
