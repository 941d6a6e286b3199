"""The app `obligations`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.obligations"
    label = "obligations"
