"""Settings, from the environment; defaults fit the embedded database and one machine.

Every variable is listed in docs/reference/settings.md. Nothing here asks the network or the disk beyond the data
folder, so that `zhixing --help` and the commands that need no database stay instant.
"""

from __future__ import annotations

import os
from pathlib import Path

from zhixing.config.database import databases_from_environment
from zhixing.config.modules import APPS, MODULES  # noqa: F401  # MODULES is read by the register

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("ZHIXING_DATA", ".data")).resolve()


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _secret() -> str:
    """The signing key: ZHIXING_SECRET_KEY, else the one the launcher wrote into the data folder."""
    if key := os.environ.get("ZHIXING_SECRET_KEY"):
        return key
    kept = DATA_DIR / "secret.key"
    return kept.read_text().strip() if kept.exists() else "only-for-commands-that-sign-nothing"


SECRET_KEY = _secret()
DEBUG = _flag("ZHIXING_DEBUG")
ALLOWED_HOSTS = os.environ.get("ZHIXING_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("ZHIXING_ORIGINS", "").split(",") if o]

INSTALLED_APPS = APPS

MIDDLEWARE = [
    "zhixing.web.middleware.SealMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhixing.web.middleware.ShellMiddleware",
]

ROOT_URLCONF = "zhixing.config.urls"
WSGI_APPLICATION = "zhixing.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhixing.web.shell.context",
            ],
            "builtins": ["zhixing.web.templatetags.words"],
        },
    }
]

DATABASES = databases_from_environment(DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False  # an action is its own outermost transaction

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "zhixing.web.accounts.Adapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key,30/15m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_SESSION_REMEMBER = False  # desks are shared: closing the browser signs out
CSRF_FAILURE_VIEW = "zhixing.web.errors.csrf_failed"
MFA_ADAPTER = "zhixing.web.accounts.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

PROCRASTINATE_IMPORT_PATHS = ["zhixing.kernel.jobs.schedule"]  # all recurring jobs

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = os.environ.get("ZHIXING_TIME_ZONE", "Asia/Shanghai")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("ZHIXING_STATIC", DATA_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
MAX_FILE_BYTES = int(os.environ.get("ZHIXING_MAX_FILE_BYTES", 50 * 1024 * 1024))
MAX_LOG_BYTES = int(os.environ.get("ZHIXING_MAX_LOG_BYTES", 1024 * 1024 * 1024))

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag("ZHIXING_HTTPS")
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("ZHIXING_BEHIND_PROXY") else None

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # lock-outs and rate limits must not be culled by mere traffic
    }
}

EMAIL_BACKEND = os.environ.get("ZHIXING_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = os.environ.get("ZHIXING_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ZHIXING_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("ZHIXING_MAIL_FROM", "zhixing@localhost")

WEBHOOK_PRIVATE = _flag("ZHIXING_WEBHOOK_PRIVATE")  # webhooks may go to addresses of the internal network

PAPER_FONTS = os.environ.get("ZHIXING_FONTS", "")  # a folder with the fonts official papers are set in

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ZHIXING_LOG", "WARNING")},
}
