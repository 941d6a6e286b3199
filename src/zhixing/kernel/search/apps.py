"""The app `search`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.search"
    label = "search"
