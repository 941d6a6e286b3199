"""The app `organisation`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.organisation"
    label = "organisation"
