"""The app `matters`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.matters"
    label = "matters"
