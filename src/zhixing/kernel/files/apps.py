"""The app `files`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.files"
    label = "files"
