"""The headless browser of the tests: Debian's, a vendor's, or one that Playwright fetched into the checkout."""

import os
import shutil
import subprocess
from pathlib import Path

from ops.places import HERE
from ops.words import Halt, say

NAMES = ("chromium", "google-chrome-stable", "google-chrome", "chrome")
FETCHED = HERE.root / ".playwright"


def path() -> str | None:
    """The browser to drive: ``CHROMIUM`` if set, one in the path, else the fetched one."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    for name in NAMES:
        if found := shutil.which(name):
            return found
    fetched = sorted(FETCHED.glob("chromium-*/chrome-linux*/chrome"))
    return str(fetched[-1]) if fetched else None


def packaged() -> bool:
    """Can apt install a real Chromium here? On Ubuntu the name leads to a snap, or nowhere."""
    if "ID=ubuntu" in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        return False
    return True


def ensure() -> str:
    """A browser, fetched by Playwright where the distribution has none."""
    if found := path():
        return found
    say("本机没有 Chromium 软件包，改由 Playwright 下载到 .playwright/")
    command = [str(HERE.venv / "bin" / "playwright"), "install", *(["--with-deps"] if os.geteuid() == 0 else [])]
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(FETCHED)}
    with open(HERE.logs / "chromium.log", "a", encoding="utf-8") as log:
        subprocess.run(
            [*command, "chromium"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if found := path():
        return found
    raise Halt(
        "测试需要 Chromium，本机没有也未能下载；请安装 Chromium 或 Google Chrome，或用 CHROMIUM=/路径 指明后重新执行。"
    )
