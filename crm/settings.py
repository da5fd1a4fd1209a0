"""All settings. Everything that differs between places comes from CRM_ variables (docs/configuration.md)."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from crm import environment as env

django_stubs_ext.monkeypatch()  # lets forms and prefetches name what they hold, as ModelForm[Contact]

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = re.search(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.M).group(1)  # type: ignore[union-attr]  # the changelog always has a version

# Where it runs
HOST = env.text("CRM_HOST", "127.0.0.1")
PORT = env.number("CRM_PORT", 8000)
BASE_URL = env.text("CRM_BASE_URL", f"http://localhost:{PORT}").rstrip("/")
IS_PRODUCTION = BASE_URL.startswith("https://")
DEBUG = env.flag("CRM_DEBUG")
if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("CRM_DEBUG must be off when CRM_BASE_URL is https.")
DATA_DIR = BASE_DIR / env.text("CRM_DATA_DIR", "var")
SECRET_KEY = env.secret("CRM_SECRET_KEY", DATA_DIR / "secret_key", must_be_given=IS_PRODUCTION)
SECRET_KEY_FALLBACKS = env.words("CRM_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = [
    host
    for host in {
        urlsplit(BASE_URL).hostname,
        "localhost",
        "127.0.0.1",
        "[::1]",
        *env.words("CRM_ALLOWED_HOSTS"),
    }
    if host
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SIGNUP_OPEN = env.choice("CRM_SIGNUP", ("first", "open"), "first") == "open"

# What it is made of
INSTALLED_APPS = [
    "dashboard",
    "transfer",
    "network",
    "interactions",
    "reminders",
    "relationships",
    "contacts",
    "accounts",
    "ui",
    "crm.apps.CrmConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_q",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "lucide",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.BoundedBodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ui.htmx.HtmxLoginMiddleware",
    "accounts.middleware.PrivatePagesMiddleware",
    "dashboard.context.CountAgainMiddleware",
]
ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboard.context.navigation",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where it keeps things
SQLITE_JOURNAL = env.choice("CRM_SQLITE_JOURNAL", ("wal", "delete"), "wal")
DATABASE_URL = env.text("CRM_DATABASE_URL") or f"sqlite:////{str(DATA_DIR / 'rapport.sqlite3').lstrip('/')}"
DATABASES = {"default": env.database(DATABASE_URL, BASE_DIR, SQLITE_JOURNAL)}
UPLOAD_DIR = DATA_DIR / "uploads"
REDIS_URL = env.text("CRM_REDIS_URL")
CACHES = {
    "default": {"BACKEND": "crm.cache.SoftRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {
            "MAX_ENTRIES": 20_000
        },  # a list of fifty keeps fifty lines; the default of 300 forgets them
    }
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
LARGEST_BODY = 64 * 1024 * 1024  # some of the largest files that an import takes, with what is around them
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Who may come in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:today"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.ZoneForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True

# What a browser may do
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31536000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION

# How it writes to the owner
SMTP_HOST = env.text("CRM_SMTP_HOST")
EMAIL_BACKEND = "crm.mail.BoundedBackend" if SMTP_HOST else "django.core.mail.backends.console.EmailBackend"
EMAIL_HOST = SMTP_HOST
EMAIL_PORT = env.number("CRM_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("CRM_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("CRM_SMTP_PASSWORD")
SMTP_SECURITY = env.choice("CRM_SMTP_SECURITY", ("starttls", "tls", "none"), "starttls")
EMAIL_USE_TLS = SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = SMTP_SECURITY == "tls"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.text("CRM_MAIL_FROM", "Rapport <rapport@localhost>")
WEBHOOK_ALLOWED = env.networks("CRM_WEBHOOK_ALLOWED_CIDRS")

# The worker: jobs are ids, short and repeatable; the retry lies far beyond every timeout
# because django-q2 counts it from the moment a job is prefetched.
Q_CLUSTER = {
    "name": "rapport",
    "orm": "default",
    "workers": 2,
    "queue_limit": 2,
    "bulk": 1,
    "timeout": 120,
    "retry": 900,
    "max_attempts": 1,
    "ack_failures": True,
    "guard_cycle": 0.5,
    "save_limit": 50,
    "recycle": 200,
    "catch_up": False,
    "poll": 0.5,
    "label": "Jobs",
}

# Language, time
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_TIME_ZONE = env.text("CRM_TIME_ZONE", "UTC")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "crm.logs.HideSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django-q": {"level": "WARNING"}},  # it would tell of every tick
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
