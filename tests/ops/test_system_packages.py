"""The one list of system packages, and what is asked of the machine because of it."""

import re

import pytest

from ops import system_packages
from ops.places import HERE
from ops.words import Halt

LIST = """\
# heading
# [runtime] for the application
libpango-1.0-0
fonts-noto-cjk  # the fallback

# [tests] only here
chromium
"""


def test_each_package_stands_in_its_section():
    assert system_packages.sections(LIST) == {
        "runtime": ["libpango-1.0-0", "fonts-noto-cjk"],
        "tests": ["chromium"],
    }


def test_a_package_before_any_section_is_refused():
    with pytest.raises(Halt, match="“cowsay”不在任何分节之下"):
        system_packages.sections("cowsay\n" + LIST)


def test_the_real_list_has_the_three_sections_and_no_package_twice():
    listed = system_packages.sections(system_packages.LIST.read_text(encoding="utf-8"))
    names = [name for section in listed.values() for name in section]
    assert list(listed) == ["runtime", "services", "tests"]
    assert len(names) == len(set(names))


def test_servers_that_the_environment_points_to_are_not_asked_for(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/portal")
    names = system_packages.wanted(("services",))
    assert "postgresql" not in names
    assert "redis-server" in names


def test_a_package_that_nobody_has_is_missing():
    assert system_packages.missing(["no-such-package-anywhere"]) == ["no-such-package-anywhere"]


def test_a_need_met_by_another_program_is_not_missing(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/opt/browser/chrome")
    assert system_packages.missing(["chromium"]) == []


def test_without_root_the_exact_line_is_given(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages, "LIST", tmp_path / "packages.txt")
    system_packages.LIST.write_text("# [runtime]\nno-such-package-anywhere\n", encoding="utf-8")
    line = "sudo apt-get install -y --no-install-recommends no-such-package-anywhere"
    with pytest.raises(Halt, match=re.escape(line)):
        system_packages.ensure(("runtime",))


def test_the_image_takes_its_libraries_from_the_same_list():
    assert "COPY system-packages.txt" in (HERE.root / "Dockerfile").read_text(encoding="utf-8")
