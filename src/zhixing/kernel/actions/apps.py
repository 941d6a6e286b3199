"""The app `actions`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.actions"
    label = "actions"
