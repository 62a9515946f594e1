"""Password hashing that several people can do at once on a small machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 with 19 MiB a hash instead of 100: eight people signing in together must not exhaust the memory."""

    memory_cost = 19 * 1024
    parallelism = 1
