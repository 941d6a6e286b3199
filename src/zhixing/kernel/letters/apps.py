"""The kernel's official papers."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Official papers and the register of their kinds."""

    name = "zhixing.kernel.letters"
    label = "letters"
    default = True
