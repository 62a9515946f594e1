"""``.venv`` is whole, of this place and of this lock, or it is made again."""

import json
import sys

import pytest

from ops import environment
from ops.places import Places
from ops.words import Halt


@pytest.fixture(scope="module")
def checkout(places):
    """Locks that ask for nothing, so that the environment is real but quickly made."""
    for lock in (environment.RUNTIME, environment.DEVELOPMENT):
        (places.root / lock).write_text("# nothing\n", encoding="utf-8")
    places.prepare()
    return places


@pytest.fixture
def whole(checkout):
    """Made for the first test, made whole again for each further one."""
    (checkout.root / environment.RUNTIME).write_text("# nothing\n", encoding="utf-8")
    environment.ensure(development=True, places=checkout)
    return checkout


def test_the_environment_is_made_once_and_serves_both_locks(whole, capsys):
    capsys.readouterr()
    environment.ensure(development=True, places=whole)
    environment.ensure(development=False, places=whole)
    assert capsys.readouterr().out == ""


def test_a_changed_lock_is_installed_anew(whole):
    (whole.root / environment.RUNTIME).write_text("# something else\n", encoding="utf-8")
    assert not environment.current(whole, environment.RUNTIME)
    environment.ensure(development=False, places=whole)
    assert environment.current(whole, environment.RUNTIME)


def test_a_set_up_cut_short_is_noticed_and_done_again(whole, capsys):
    (whole.var / "setup-unfinished").touch()
    (whole.venv / "rubbish").touch()
    environment.ensure(development=True, places=whole)
    assert "上次准备 Python 环境未完成" in capsys.readouterr().out
    assert not (whole.venv / "rubbish").exists()
    assert environment.current(whole, environment.DEVELOPMENT)


def test_an_environment_of_another_place_is_not_used(whole, tmp_path):
    moved = Places(tmp_path)
    whole.venv.rename(moved.venv)
    usable = environment.usable(moved)
    moved.venv.rename(whole.venv)
    assert not usable


def test_an_environment_without_its_python_is_not_used(whole):
    target = whole.python.readlink()
    whole.python.unlink()
    current = environment.current(whole, environment.RUNTIME)
    whole.python.symlink_to(target)
    assert not current


def test_a_package_that_cannot_be_had_stops_with_a_sentence_and_leaves_the_mark(checkout, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (checkout.root / environment.RUNTIME).write_text(f"nothing-like-this==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Halt, match="Python 依赖没有装全.*重新执行即可"):
        environment.ensure(development=False, places=checkout)
    assert environment.unfinished(checkout)


def test_a_spoilt_stamp_counts_as_none(whole):
    (whole.venv / "portal-stamp.json").write_text("{half")
    assert environment.stamp(whole) == {}


def test_the_stamp_names_the_locks_it_was_made_from(whole):
    stamp = json.loads((whole.venv / "portal-stamp.json").read_text())
    assert stamp == {lock: environment.digest(whole, lock) for lock in ("requirements.txt", "requirements-dev.txt")}


def test_the_environment_is_made_with_the_python_that_runs_the_launcher(whole):
    settings = (whole.venv / "pyvenv.cfg").read_text()
    assert ".".join(map(str, sys.version_info[:2])) in settings
