"""Settings from the environment, typed; a missing or malformed one stops the boot with a sentence.

Every variable ``NAME`` may instead be given as ``NAME_FILE``, the path of a file holding the value
(container secrets). ``load_file`` adds the addresses of the private services of this checkout.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_REQUIRED = object()


def load_file(path: Path) -> None:
    """Take ``NAME=value`` lines from a file, for names the environment does not already have."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: object = _REQUIRED) -> str:
    """The value of a variable, or of the file that ``NAME_FILE`` points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE 指向的文件无法读取：{path}（{error.strerror}）。") from error
    value = os.environ.get(name)
    if value:
        return value
    if default is _REQUIRED:
        raise ImproperlyConfigured(f"缺少环境变量 {name}，请设置 {name} 或 {name}_FILE 后再启动。")
    return str(default)


def number(name: str, default: object = _REQUIRED) -> int:
    """A whole number."""
    value = text(name, default)
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 应为整数，现为“{value}”。") from error


def switch(name: str, default: object = _REQUIRED) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    value = text(name, default).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 应为 true 或 false，现为“{value}”。")


def words(name: str, default: object = _REQUIRED) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, default: object = _REQUIRED, *, at_least: int = 32) -> str:
    """A secret long enough not to be guessed."""
    value = text(name, default)
    if len(value) < at_least:
        raise ImproperlyConfigured(f"环境变量 {name} 过短，至少需要 {at_least} 个字符。")
    return value


def database(name: str = "DATABASE_URL") -> dict:
    """Django's database settings from ``postgresql://user:password@host:port/name``.

    ``?host=/path`` gives the directory of a Unix socket.
    """
    value = text(name)
    address = urlsplit(value)
    if address.scheme not in {"postgres", "postgresql"} or not address.path.strip("/"):
        raise ImproperlyConfigured(
            f"环境变量 {name} 应形如 postgresql://用户:密码@主机:端口/库名，且只支持 PostgreSQL。"
        )
    query = dict(parse_qsl(address.query))
    try:
        port = address.port
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 中的端口不是数字。") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": query.pop("host", None) or address.hostname or "",
        "PORT": str(query.pop("port", None) or port or ""),
        "OPTIONS": query,
    }


def redis(name: str = "REDIS_URL") -> str:
    """The address of the broker and cache."""
    value = text(name)
    if urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"环境变量 {name} 应以 redis:// 开头，现为“{value}”。")
    return value
