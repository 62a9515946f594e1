"""Development and the demonstration: the private services of this checkout, one-click change of person."""

from craftsman_portal import env
from craftsman_portal.settings.base import *  # noqa: F403 - an overlay takes the base whole
from craftsman_portal.settings.base import BASE_DIR, CACHE_OF_THE_PROCESS, STORAGES_PLAIN

env.load_file(BASE_DIR / "var" / "services.env")

DEBUG = env.switch("DEBUG", default=False)
DEMONSTRATION = True
SECRET_KEY = env.text("SECRET_KEY", default="development-only-not-a-secret-0123456789")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
DATABASES = {"default": env.database(pool=env.number("DATABASE_POOL", default=0))}
REDIS_URL = env.redis()
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL},
    "process": CACHE_OF_THE_PROCESS,
}
CELERY_BROKER_URL = REDIS_URL
# key id : 32 bytes in hex; the first key encrypts, all of them decrypt
PRIVACY_KEYS = env.keys("PRIVACY_KEYS", default="dev:" + "5a" * 32)
PRIVACY_HASH_KEY = env.secret("PRIVACY_HASH_KEY", default="development-only-hash-key-0123456789")
PUBLIC_ADDRESS = env.web_address("PUBLIC_ADDRESS", default="http://127.0.0.1:8000", schemes=("http", "https"))
HANDOVER_ENDPOINT = env.endpoint("HANDOVER_ENDPOINT", schemes=("http", "https"))
HANDOVER_KEY = env.secret("HANDOVER_KEY") if HANDOVER_ENDPOINT else ""
HANDOVER_READ_SECONDS = env.number("HANDOVER_READ_SECONDS", default=30, at_least=1)
# made by manage.py development_authority, which the demonstration asks for at its start
SIGNING_KEY = env.source("SIGNING_KEY", default=BASE_DIR / "var" / "signing" / "signer.key")
SIGNING_CERTIFICATE = env.source("SIGNING_CERTIFICATE", default=BASE_DIR / "var" / "signing" / "signer.pem")
STORAGES = STORAGES_PLAIN | env.store()
CLAMAV_ADDRESS = env.scanner()
STATIC_ROOT = None  # style sheets come straight from the checkout, nothing to collect
WHITENOISE_USE_FINDERS = True
SMS_BACKEND = env.text("SMS_BACKEND", default="letters.carriers.ConsoleMessages")
