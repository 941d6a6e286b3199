"""The app `ledger`."""

from django.apps import AppConfig


class Config(AppConfig):
    name = "zhixing.kernel.ledger"
    label = "ledger"
