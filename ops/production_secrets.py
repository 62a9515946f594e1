"""The secrets of a production installation: drawn once, one file each, never overwritten.

The containers run as numbers of their own; the files are readable for the group ``GROUP`` only, which the
application, Redis and nginx belong to (Dockerfile, docker-compose.yml).
"""

import os
import secrets
from pathlib import Path

from ops.words import Halt, say

GROUP = 10001


def drawn() -> dict[str, str]:
    """A complete, consistent set."""
    database, queue = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    return {
        "database_password": database,
        "database_url": f"postgresql://portal:{database}@postgres:5432/portal",
        "redis_password": queue,
        "redis_url": f"redis://:{queue}@redis:6379/0",
        "secret_key": secrets.token_urlsafe(64),
        "privacy_keys": f"k1:{secrets.token_hex(32)}",
        "privacy_hash_key": secrets.token_urlsafe(48),
        "email_password": "",
        "sms_key": "",
        "evidence_secret_key": "",
        "handover_key": "",
        "signing_key": "",
        "signing_certificate": "",
    }


def write(directory: Path) -> int:
    """Write them, unless any is there already: losing a key means losing what it encrypted."""
    present = sorted(name for name in drawn() if (directory / name).exists())
    if present:
        raise Halt(f"{directory} 中已有 {'、'.join(present)}，不覆盖；确需重新生成的，请先妥善移走整个目录。")
    directory.mkdir(mode=0o750, parents=True, exist_ok=True)
    for name, value in drawn().items():
        with open(os.open(directory / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440), "w") as handle:
            handle.write(value)
        if os.geteuid() == 0:
            os.chown(directory / name, 0, GROUP)
    say(f"已生成 {directory} 中的密钥，请立即另存一份到离线介质；privacy_keys 丢失后，已加密的个人信息无法恢复。")
    if os.geteuid() != 0:
        say(f"容器以用户组 {GROUP} 读取这些文件，请执行：sudo chgrp {GROUP} {directory}/*")
    return 0
