"""The app `jobs`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.jobs"
    label = "jobs"
