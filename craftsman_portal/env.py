"""Settings from the environment, typed; a missing or malformed one stops the boot with a sentence.

Every variable ``NAME`` may instead be given as ``NAME_FILE``, the path of a file holding the value
(container secrets). ``load_file`` adds the addresses of the private services of this checkout.
"""

import os
import re
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
    value = _content(f"{name}_FILE", path) if path else os.environ.get(name)
    if value:
        return value
    if default is _REQUIRED:
        raise ImproperlyConfigured(f"缺少环境变量 {name}，请设置 {name} 或 {name}_FILE 后再启动。")
    return str(default)


def source(name: str, default: object = "") -> str:
    """A value itself or the path of the file that holds it, read by whoever needs it: a key may come later than the boot."""
    return os.environ.get(f"{name}_FILE") or text(name, default)


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name} 指向的文件无法读取：{path}（{error.strerror}）。") from error
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(f"{name} 指向的文件不是 UTF-8 文本：{path}。") from error


def number(name: str, default: object = _REQUIRED, *, at_least: int = 0) -> int:
    """A whole number, not below a least one."""
    value = text(name, default)
    try:
        found = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 应为整数，现为“{value}”。") from error
    if found < at_least:
        raise ImproperlyConfigured(f"环境变量 {name} 不得小于 {at_least}，现为“{value}”。")
    return found


def switch(name: str, default: object = _REQUIRED) -> bool:
    """A yes or no: 1/0, true/false, yes/no, on/off."""
    value = text(name, default).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 应为 true 或 false，现为“{value}”。")


def words(name: str, default: object = _REQUIRED) -> list[str]:
    """A comma-separated list with something in it."""
    found = [word.strip() for word in text(name, default).split(",") if word.strip()]
    if not found:
        raise ImproperlyConfigured(f"环境变量 {name} 应为以英文逗号分隔的若干值，现为空。")
    return found


def hosts(name: str) -> list[str]:
    """Host names, without scheme or port; ``*`` would switch the check off and is refused."""
    for host in (found := words(name)):
        if not re.fullmatch(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\]", host):
            raise ImproperlyConfigured(f"环境变量 {name} 应只写域名，不带协议、端口或通配符，现有“{host}”。")
    return found


def web_address(name: str, default: object = _REQUIRED, *, schemes: tuple[str, ...] = ("https",)) -> str:
    """The portal's own address as people type it, without a closing slash."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname or parts.path.strip("/") or parts.query:
        shape = " 或 ".join(f"{scheme}://域名" for scheme in schemes)
        raise ImproperlyConfigured(f"环境变量 {name} 应形如 {shape}，不带路径，现为“{value}”。")
    return value.rstrip("/")


def endpoint(name: str, *, schemes: tuple[str, ...] = ("https",)) -> str:
    """The address of somebody else's system, with its path; empty where there is none."""
    value = text(name, "")
    parts = urlsplit(value)
    if value and (parts.scheme not in schemes or not parts.hostname or parts.username or parts.query or parts.fragment):
        shape = " 或 ".join(f"{scheme}://域名/路径" for scheme in schemes)
        raise ImproperlyConfigured(f"环境变量 {name} 应形如 {shape}，不带口令和查询条件。")
    return value


def keys(name: str, default: object = _REQUIRED) -> list[str]:
    """Encryption keys, ``id:64 hex digits`` each, separated by commas; the first encrypts, all decrypt."""
    for place, key in enumerate(found := words(name, default), start=1):
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}:[0-9a-fA-F]{64}", key):
            # The key itself is never repeated in a message.
            raise ImproperlyConfigured(f"环境变量 {name} 的第 {place} 把密钥应形如 编号:64位十六进制数。")
    return found


def secret(name: str, default: object = _REQUIRED, *, at_least: int = 32) -> str:
    """A secret long enough not to be guessed."""
    value = text(name, default)
    if len(value) < at_least:
        raise ImproperlyConfigured(f"环境变量 {name} 过短，至少需要 {at_least} 个字符。")
    return value


def database(name: str = "DATABASE_URL", *, pool: int = 0) -> dict:
    """Django's database settings from ``postgresql://user:password@host:port/name``.

    ``?host=/path`` gives the directory of a Unix socket. With a pool, a process keeps up to that many
    connections open and checks each before use.
    """
    value = text(name)
    address = urlsplit(value)
    if address.scheme not in {"postgres", "postgresql"} or not address.path.strip("/"):
        raise ImproperlyConfigured(
            f"环境变量 {name} 应形如 postgresql://用户:密码@主机:端口/库名，且只支持 PostgreSQL。"
        )
    query = dict(parse_qsl(address.query))
    try:
        number_of_port = address.port
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 中的端口不是数字。") from error
    # Nobody waits for a dead server longer than a reader of /readyz would.
    options: dict = {"pool": {"min_size": 1, "max_size": pool, "timeout": 5}} if pool else {}
    query.setdefault("connect_timeout", "5")
    host = query.pop("host", None) or address.hostname or ""
    port = str(query.pop("port", None) or number_of_port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": query | options,
        "CONN_HEALTH_CHECKS": bool(pool),
    }


def redis(name: str = "REDIS_URL") -> str:
    """The address of the broker and cache."""
    value = text(name)
    if urlsplit(value).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured(f"环境变量 {name} 应以 redis:// 开头，请检查其写法。")
    return value


def store() -> dict:
    """Where uploads are kept (EVIDENCE_STORE): ``local`` (UPLOADS_DIR) or ``s3`` (any S3-compatible store).

    Files are private and have no address of their own: the portal reads them and hands them out through its doors.
    """
    chosen = text("EVIDENCE_STORE", default="local")
    if chosen == "local":
        return {}
    if chosen != "s3":
        raise ImproperlyConfigured(f"环境变量 EVIDENCE_STORE 应为 local 或 s3，现为“{chosen}”。")
    return {"default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket()}}


def _bucket() -> dict:
    from botocore.config import Config

    endpoint = text("EVIDENCE_ENDPOINT", default="")
    if endpoint and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(f"环境变量 EVIDENCE_ENDPOINT 应以 https:// 或 http:// 开头，现为“{endpoint}”。")
    return {
        "bucket_name": text("EVIDENCE_BUCKET"),
        "endpoint_url": endpoint or None,
        "region_name": text("EVIDENCE_REGION", default="us-east-1"),
        "access_key": text("EVIDENCE_ACCESS_KEY"),
        "secret_key": text("EVIDENCE_SECRET_KEY"),
        "default_acl": None,
        "file_overwrite": False,
        "client_config": Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    }


def scanner(name: str = "CLAMAV_ADDRESS") -> str:
    """The address of ClamAV, host:port or the path of its socket; empty where there is none."""
    value = text(name, default="")
    if value and not value.startswith("/") and not re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}", value):
        raise ImproperlyConfigured(f"环境变量 {name} 应形如 主机:端口 或 /路径/clamd.sock，现为“{value}”。")
    return value
