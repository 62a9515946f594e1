"""Production: everything from the environment, nothing by default that a secret depends on."""

from craftsman_portal import env
from craftsman_portal.settings.base import *  # noqa: F403 - an overlay takes the base whole
from craftsman_portal.settings.base import CACHE_OF_THE_PROCESS, MIDDLEWARE, STORAGES_HASHED
from craftsman_portal.settings.base import CERTIFICATE_SIGNER as LOCAL_SIGNER
from craftsman_portal.settings.base import MEDIA_ROOT as LOCAL_UPLOADS
from craftsman_portal.settings.base import PUBLISHED_ROOT as LOCAL_PUBLISHED
from craftsman_portal.settings.base import STATIC_ROOT as LOCAL_STATIC

SECRET_KEY = env.secret("SECRET_KEY", at_least=50)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
_origins = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", default=",".join(_origins))
DATABASES = {"default": env.database(pool=env.number("DATABASE_POOL", default=0))}
REDIS_URL = env.redis()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
    "process": CACHE_OF_THE_PROCESS,
}
CELERY_BROKER_URL = REDIS_URL
PRIVACY_KEYS = env.keys("PRIVACY_KEYS")
PRIVACY_HASH_KEY = env.secret("PRIVACY_HASH_KEY")
PUBLIC_ADDRESS = env.web_address("PUBLIC_ADDRESS")
MEDIA_ROOT = env.text("UPLOADS_DIR", default=LOCAL_UPLOADS)
PUBLISHED_ROOT = env.text("PUBLISHED_DIR", default=LOCAL_PUBLISHED)
EXPORT_KEEP_HOURS = env.number("EXPORT_KEEP_HOURS", default=24, at_least=1)
STORE = env.store()
X_ACCEL_REDIRECT = env.switch("X_ACCEL_REDIRECT", default=True) and not STORE  # nginx reads the local disk only
CLAMAV_ADDRESS = env.scanner()
HANDOVER_ENDPOINT = env.endpoint("HANDOVER_ENDPOINT")
HANDOVER_KEY = env.secret("HANDOVER_KEY") if HANDOVER_ENDPOINT else ""
# Only the worker is given these; without them certificates wait to be signed and nothing else stops.
SIGNING_KEY = env.source("SIGNING_KEY")
SIGNING_CERTIFICATE = env.source("SIGNING_CERTIFICATE")
CERTIFICATE_SIGNER = env.text("CERTIFICATE_SIGNER", default=LOCAL_SIGNER)
STATIC_ROOT = env.text("STATIC_DIR", default=LOCAL_STATIC)
STORAGES = STORAGES_HASHED | STORE

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.number("EMAIL_PORT", default=25, at_least=1)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="上海工匠选树办公室 <noreply@localhost>")

SMS_URL = env.text("SMS_URL", default="")
SMS_KEY = env.text("SMS_KEY") if SMS_URL else ""
SMS_BACKEND = env.text("SMS_BACKEND", default="letters.carriers.HttpMessages" if SMS_URL else "")

# nginx stands in front, ends TLS and tells whom it serves; nobody else reaches the web server.
MIDDLEWARE = ["craftsman_portal.proxy.visitor_address", *MIDDLEWARE]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
