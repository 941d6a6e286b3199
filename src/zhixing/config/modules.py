"""The list of what is installed: the kernel's parts, the web, and the modules of government."""

from importlib.util import find_spec

KERNEL = [
    "zhixing.kernel.organisation",
    "zhixing.kernel.access",
    "zhixing.kernel.calendars",
    "zhixing.kernel.rulebook",
    "zhixing.kernel.matters",
    "zhixing.kernel.obligations",
    "zhixing.kernel.actions",
    "zhixing.kernel.meetings",
    "zhixing.kernel.ledger",
    "zhixing.kernel.files",
    "zhixing.kernel.letters",
    "zhixing.kernel.notices",
    "zhixing.kernel.measures",
    "zhixing.kernel.search",
    "zhixing.kernel.jobs",
]

MODULES = [
    "zhixing.modules.workdesk",
    "zhixing.modules.administration",
    "zhixing.modules.supervision",
    "zhixing.modules.correspondence",
    "zhixing.modules.decisions",
    "zhixing.modules.projects",
    "zhixing.modules.approvals",
    "zhixing.modules.meetings",  # behind the modules whose sorts of meeting it offers
]

# An installation may come without the demonstration city; where it is, what it recorded is told in words.
DEMO = ["zhixing.demo"] if find_spec("zhixing.demo") else []

APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    *KERNEL,
    "zhixing.web",
    *MODULES,
    *DEMO,
]
