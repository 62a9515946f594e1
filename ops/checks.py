"""What ``make check`` and ``make test`` run."""

import os
import secrets
import subprocess
from pathlib import Path

from ops import chromium, environment, processes, services, system_packages
from ops.places import HERE
from ops.words import complain, say

# The rooms that hold decisions and arithmetic; pages and forms are held by tests.
TYPED = ("rules.py", "actions.py", "queries.py", "scoring.py", "lifecycle.py")
FLOORS = (
    *("common", "privacy", "organisations", "accounts", "ledger", "seasons", "sanctions", "letters", "exports"),
    *("entrance", "nominations", "intake", "handover", "ladder", "reviews", "publicity", "decisions", "honours"),
    *("findings", "desks", "rehearsal"),
)


def typed_files() -> list[str]:
    """The modules that mypy reads: the named rooms of every app (a room may be a package) and the rooms of pure functions."""
    found = [path for app in FLOORS for room in TYPED if (path := HERE.root / app / room).is_file()]
    found += [path for app in FLOORS for room in TYPED if (path := (HERE.root / app / room).with_suffix("")).is_dir()]
    found += [path for path in [HERE.root / "standards", HERE.root / "printing"] if path.is_dir()]
    return [str(path.relative_to(HERE.root)) for path in found]


def production_environment() -> dict[str, str]:
    """Throw-away values under which the production settings start."""
    return {
        "DJANGO_SETTINGS_MODULE": "craftsman_portal.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "portal.example",
        "DATABASE_URL": "postgresql://portal:unused@127.0.0.1:1/portal",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "PRIVACY_KEYS": f"check:{secrets.token_hex(32)}",
        "PRIVACY_HASH_KEY": secrets.token_hex(32),
        "PUBLIC_ADDRESS": "https://portal.example",
    }


def _checks() -> list[tuple[str, list[str], dict[str, str]]]:
    binaries = HERE.venv / "bin"
    manage = [str(HERE.python), "manage.py"]
    return [
        ("代码规范", [str(binaries / "ruff"), "check", "."], {}),
        ("代码格式", [str(binaries / "ruff"), "format", "--check", "."], {}),
        ("楼层次序", [str(binaries / "lint-imports"), "--no-cache"], {}),
        ("类型", [str(binaries / "mypy"), *typed_files()], {}),
        ("模板", [str(binaries / "djlint"), "templates", "--lint", "--quiet"], {}),
        ("迁移齐备", [*manage, "makemigrations", "--check", "--dry-run"], {}),
        ("部署检查", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production_environment()),
    ]


def check() -> int:
    """All of them, even after one has failed; the names of those that failed at the end."""
    environment.ensure(development=True)
    failed = []
    system_packages.ensure(("runtime", "services"))
    with services.held():
        for title, command, surroundings in _checks():
            say(f"── {title}：{' '.join(Path(word).name if word.startswith('/') else word for word in command[:4])}")
            answer = subprocess.run(
                command, cwd=HERE.root, env=os.environ | surroundings, stdin=subprocess.DEVNULL, check=False
            )
            if answer.returncode:
                failed.append(title)
    if failed:
        complain(f"未通过：{'、'.join(failed)}。")
        return 1
    say("各项检查均已通过。")
    return 0


def test(arguments: list[str]) -> int:
    """The whole suite, or what the arguments name, on a real PostgreSQL and a real Redis."""
    system_packages.ensure(("runtime", "services", "tests"))
    environment.ensure(development=True)
    browser = chromium.ensure()
    surroundings = os.environ | {
        "CHROMIUM": browser,
        "DJANGO_SETTINGS_MODULE": "craftsman_portal.settings.test",
        "PYTHONUTF8": "1",
    }
    parallel = (
        [] if any(word.startswith(("-n", "--pdb")) for word in arguments) else ["-n", "auto", "--dist", "worksteal"]
    )
    with services.held():
        command = [HERE.python, "-m", "pytest", *parallel, *arguments]
        return processes.foreground(command, cwd=HERE.root, env=surroundings)
