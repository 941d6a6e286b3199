"""The app `measures`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.measures"
    label = "measures"
