"""The demonstration knows its parts, and ends only its own."""

import subprocess

import pytest

from craftsman_portal import env
from ops import demo, environment, processes, production_secrets
from ops.words import Halt


def test_each_part_runs_from_the_checkouts_own_environment():
    commands = demo.commands(8123)
    assert list(commands) == ["web", "worker", "beat"] == list(demo.NAMES)
    assert all(command[0].startswith(str(demo.HERE.venv)) for command in commands.values())
    assert "127.0.0.1:8123" in commands["web"]


def test_a_group_is_ended_with_all_its_children():
    shell = subprocess.Popen(["sh", "-c", "sleep 600 & echo $!; wait"], stdout=subprocess.PIPE, start_new_session=True)
    child = processes.identity(int(shell.stdout.readline()))
    processes.end_group(processes.identity(shell.pid), patience=5)
    shell.wait()
    assert not processes.alive(child)


def test_the_secrets_of_an_installation_fit_its_settings(tmp_path, monkeypatch):
    production_secrets.write(tmp_path)
    for path in tmp_path.iterdir():
        monkeypatch.setenv(f"{path.name.upper()}_FILE", str(path))
    assert env.database()["PASSWORD"] == (tmp_path / "database_password").read_text()
    assert env.redis().startswith("redis://:")
    assert env.keys("PRIVACY_KEYS")
    assert len(env.secret("SECRET_KEY", at_least=50)) >= 50
    assert len(env.secret("PRIVACY_HASH_KEY")) >= 32


def test_secrets_are_never_overwritten(tmp_path):
    production_secrets.write(tmp_path)
    before = (tmp_path / "privacy_keys").read_text()
    with pytest.raises(Halt, match="不覆盖"):
        production_secrets.write(tmp_path)
    assert (tmp_path / "privacy_keys").read_text() == before


def test_the_development_lock_holds_the_runtime_lock():
    def pins(lock):
        text = (demo.HERE.root / lock).read_text(encoding="utf-8")
        return {line.split(" ")[0] for line in text.splitlines() if "==" in line and not line.startswith(" ")}

    assert pins(environment.RUNTIME) <= pins(environment.DEVELOPMENT)


def test_the_locks_name_no_address_and_hash_everything():
    for lock in (environment.RUNTIME, environment.DEVELOPMENT):
        text = (demo.HERE.root / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert all("\\" in line for line in text.splitlines() if "==" in line and not line.startswith(" "))
