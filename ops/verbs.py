"""Every verb of the launcher, and the one place where a refusal becomes a sentence and an exit code."""

import os
import signal

from ops import checks, demo, environment, probe, processes, production_secrets, services, system_packages
from ops.places import HERE
from ops.words import Called, Halt, complain, say


def packages(words: list[str]) -> int:
    """Install the system packages of the named sections (all by default)."""
    system_packages.ensure(tuple(words) or ("runtime", "services", "tests"))
    say("系统软件包已齐备。")
    return 0


def setup(words: list[str]) -> int:
    """System packages and ``.venv``, with everything for development."""
    system_packages.ensure(("runtime", "services"))
    environment.ensure(development=True)
    say("环境已就绪：.venv/bin/python")
    return 0


def start_services(words: list[str]) -> int:
    """PostgreSQL and Redis in the background."""
    system_packages.ensure(("services",))
    services.keep()
    say(f"PostgreSQL 与 Redis 已在后台运行，地址见 {HERE.services_env.relative_to(HERE.root)}。")
    return 0


def stop_services(words: list[str]) -> int:
    """End them."""
    services.end()
    say("PostgreSQL 与 Redis 已停止。")
    return 0


def show(words: list[str]) -> int:
    """The demonstration on the given port."""
    return demo.run(words[0] if words else "8000")


def forget(words: list[str]) -> int:
    """Empty the demonstration."""
    return demo.reset()


def check(words: list[str]) -> int:
    """Everything that reads the code without running it."""
    return checks.check()


def test(words: list[str]) -> int:
    """The test suite, or what the words name."""
    return checks.test(words)


def within(words: list[str]) -> int:
    """Run one command of the environment with PostgreSQL and Redis at hand."""
    system_packages.ensure(("runtime", "services"))
    environment.ensure(development=True)
    with services.held():
        return processes.foreground([HERE.python, *words], cwd=HERE.root)


def ask(words: list[str]) -> int:
    """The health of the web server in this container."""
    return probe.ask(words[0] if words else "/healthz")


def draw_secrets(words: list[str]) -> int:
    """The secrets of a production installation."""
    return production_secrets.write(HERE.root / "secrets")


VERBS = {
    "packages": packages,
    "setup": setup,
    "services": start_services,
    "services-stop": stop_services,
    "demo": show,
    "reset-demo": forget,
    "check": check,
    "test": test,
    "within": within,
    "probe": ask,
    "secrets": draw_secrets,
}


def main(words: list[str]) -> int:
    """Do one verb."""
    if not words or words[0] not in VERBS:
        complain(f"用法：python3 -m ops {'|'.join(VERBS)}")
        return 2
    processes.answer_calls(signal.SIGTERM, signal.SIGHUP)
    try:
        return VERBS[words[0]](words[1:])
    except Halt as halt:
        complain(str(halt))
        return halt.code
    except PermissionError as error:
        complain(
            f"没有权限写入 {error.filename}：此前可能由另一用户（例如 root）在本目录执行过；"
            f"请改用该用户，或先执行：sudo chown -R {os.geteuid()}:{os.getegid()} {HERE.var} {HERE.venv}"
        )
    except KeyboardInterrupt:
        complain("已中止。")
        return 130
    except Called as call:
        return 128 + call.signal_number
    return 1
