"""The app `web`: the shell, the components, and the doors that every module shares."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.web"
    label = "web"
