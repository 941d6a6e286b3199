"""The app `calendars`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.calendars"
    label = "calendars"
