"""What holds everywhere. Values that differ by place come from the environment (see env.py)."""

from pathlib import Path

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent.parent

DEBUG = False
DEMONSTRATION = False  # one-click change of person; development and demonstration only

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "pgtrigger",
    "common",
    "privacy",
    "organisations",
    "accounts",
    "ledger",
    "seasons",
    "sanctions",
    "letters",
    "entrance",
    "exports",
    "nominations",
    "intake",
    "handover",
    "ladder",
    "reviews",
    "publicity",
    "decisions",
    "honours",
    "findings",
    "desks",
    "rehearsal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.session_is_renewed",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ledger.middleware.origin",
    "desks.middleware.kept_by_no_browser",
    "desks.middleware.typed_is_kept",
    "desks.middleware.refusals_become_pages",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "craftsman_portal.urls"
WSGI_APPLICATION = "craftsman_portal.wsgi.application"

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
                "desks.context.masthead",
            ],
            "builtins": ["common.templatetags.words"],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORM_RENDERER = "common.form_wording.Renderer"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Uploads live outside the web root; every download goes through a view and its rule.
MEDIA_ROOT = BASE_DIR / "var" / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o640
# Plain files for everybody, which nginx hands out by itself (common/published.py); all made again by `manage.py republish`.
PUBLISHED_ROOT = BASE_DIR / "var" / "published"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
WORKING_COPY_DAYS = 30  # typed and never saved, in a dossier that has gone on
EVIDENCE_MAX_FILES = 20
EXPORT_KEEP_HOURS = 24  # an export nobody fetched
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # a folder of evidence chosen at once
INTAKE_KEEP_DAYS = 7  # an uploaded list that nobody confirms is cleared after so many days
CLAMAV_ADDRESS = ""  # host:port or a socket's path; empty where there is no scanner
PACKAGE_KEEP_HOURS = 72
HANDOVER_ENDPOINT = HANDOVER_KEY = ""  # off until configured
HANDOVER_READ_SECONDS = 30
HANDOVER_TOTAL_SECONDS = 240  # below the time limit of a task
CERTIFICATE_SIGNER = "honours.signing.local.LocalSigner"  # another one takes its place by its path
X_ACCEL_REDIRECT = False  # nginx hands out uploads when it stands in front

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "accounts.hashers.ModestArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desks:desk"
LOGOUT_REDIRECT_URL = "desks:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 6  # hours: ten minutes
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.views.own.locked_out"
AXES_RESET_ON_SUCCESS = True

# 动态验证码: how long a code holds in one sign-in, the pause after the first wrong one (it doubles), and whose roles have
# acts that need it (docs/decisions/0023-a-second-factor.md)
SECOND_FACTOR_MINUTES = 15
SECOND_FACTOR_PAUSE_SECONDS = 1
SECOND_FACTOR_ISSUER = "上海工匠选树"
SECOND_FACTOR_ROLES = (
    "review_office",
    "publicity_officer",
    "chair_secretary",
    "chair_member",
    "finance",
    "administrator",
)

# For words that every page prints and that may be half a minute old; what must hold for all processes is in Redis.
CACHE_OF_THE_PROCESS = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 2
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "desks.errors.stale_form"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds; a silent post office must not hold a worker
DEFAULT_FROM_EMAIL = "上海工匠选树办公室 <noreply@localhost>"

# 短信: the adapter that carries short messages, by dotted path; empty where there is none.
SMS_BACKEND = ""
SMS_URL = SMS_KEY = ""
SMS_TIMEOUT = 10  # seconds

# A task outlives a killed worker: it is acknowledged late and comes back after the visibility timeout,
# which must stay longer than any task may run.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
}
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200

STORAGES_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STORAGES_HASHED = STORAGES_PLAIN | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# /readyz finds the worker missing after this long without a heartbeat (beat sends one every 30 seconds).
HEARTBEAT_STALE_SECONDS = 120

# Everything goes to the error stream of the process; where it is kept is the supervisor's business. Receipts and keys in
# addresses are masked as a line is written (craftsman_portal/logs.py).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "craftsman_portal.logs.Masked",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "letters.sms": {"level": "INFO"},
    },
}
