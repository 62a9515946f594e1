"""公开文件: whole or not at all, compressed beside, handed out with an ETag, made again from the database."""

import gzip
import hashlib
import os
import signal
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from common import published

PAGE = "<!DOCTYPE html><title>公示</title>".encode()


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A folder of this test's own."""
    settings.PUBLISHED_ROOT = tmp_path / "published"
    return settings.PUBLISHED_ROOT


def test_what_is_put_stands_under_its_address_with_its_hash(root):
    assert published.put("notices/2026/1/index.html", PAGE) == hashlib.sha256(PAGE).hexdigest()
    assert (root / "notices/2026/1/index.html").read_bytes() == PAGE == published.read("notices/2026/1/index.html")
    assert published.address("notices/2026/1/index.html") == "/published/notices/2026/1/"
    assert published.address("notices/2026/1/notice.pdf") == "/published/notices/2026/1/notice.pdf"


def test_text_stands_compressed_beside_itself(root):
    published.put("a/index.html", PAGE)
    published.put("a/notice.pdf", b"%PDF")
    assert gzip.decompress((root / "a/index.html.gz").read_bytes()) == PAGE
    assert not (root / "a/notice.pdf.gz").exists()


def test_the_web_server_may_read_it_and_nothing_is_left_lying(root):
    published.put("a/index.html", PAGE)
    assert oct((root / "a/index.html").stat().st_mode)[-3:] == "644"
    assert list((root / ".drafts").iterdir()) == []


def test_the_same_bytes_are_not_written_twice(root):
    published.put("a.txt", b"one")
    before = (root / "a.txt").stat().st_ino
    published.put("a.txt", b"one")
    assert (root / "a.txt").stat().st_ino == before
    published.put("a.txt", b"two")
    assert published.read("a.txt") == b"two"


def test_a_write_that_breaks_leaves_no_draft_behind(root):
    (root / "a.txt").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        published.put("a.txt", b"latter")
    assert list((root / ".drafts").iterdir()) == []


def _killed_at(step, path, content):
    """Put it in a process of its own that dies as the machine does before its nth touch of a file; whether it died."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    touched = iter(range(step))

    def die(event, _arguments):
        if event in ("open", "os.rename", "os.remove", "os.chmod") and next(touched, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die)
    try:
        published.put(path, content)
    finally:
        os._exit(0)  # never on into the tests of its parent


def test_killed_anywhere_it_leaves_a_whole_file_and_never_another_ones_compressed_copy(root):
    file, pressed, step = root / "a.txt", root / "a.txt.gz", 0
    published.put("a.txt", b"former")
    while _killed_at(step, "a.txt", b"latter"):
        assert (now := file.read_bytes()) in (b"former", b"latter")
        assert not pressed.exists() or gzip.decompress(pressed.read_bytes()) == now
        published.put("a.txt", b"former")
        assert gzip.decompress(pressed.read_bytes()) == b"former"
        step += 1
    assert step > 5 and gzip.decompress(pressed.read_bytes()) == b"latter" == file.read_bytes()


@pytest.mark.parametrize("path", ["../a", "a/../b", "/a", ".a", "a/.b", "a//b", "", "a/", "甲.html"])
def test_no_path_leads_elsewhere(path):
    assert not published.is_path(path)
    with pytest.raises(ValueError, match="cannot be published"):
        published.put(path, b"")


def test_withdrawn_it_is_gone_with_its_compressed_copy(root):
    published.put("a.txt", b"one")
    published.withdraw("a.txt")
    published.withdraw("a.txt")
    assert not published.stands("a.txt") and not Path(root / "a.txt.gz").exists()


def test_everybody_reads_it_with_an_etag_and_its_own_policy(client):
    published.put("notices/2026/1/index.html", PAGE)
    answer = client.get("/published/notices/2026/1/")
    assert (answer.content, answer["Content-Type"]) == (PAGE, "text/html; charset=utf-8")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "public, max-age=60"
    again = client.get("/published/notices/2026/1/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_style_sheet_is_kept_for_ever(client):
    address = published.put_style(b"p{}", "notice")
    assert "immutable" in client.get(address)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["nothing.html", ".drafts/a", "../settings.py", "notices/"])
def test_nothing_else_is_handed_out(client, path):
    assert client.get(f"/published/{path}").status_code == 404


def test_the_headers_are_those_of_nginx():
    from craftsman_portal import published as door

    written = (Path(__file__).resolve().parents[2] / "ops" / "nginx.conf").read_text()
    served = written.partition("location /published/ {")[2].partition("}")[0]
    assert f'add_header Content-Security-Policy "{door.POLICY}";' in served
    assert f'add_header Cache-Control "{door.FRESH}";' in served


@pytest.mark.django_db
def test_every_room_that_publishes_can_do_it_again(capsys):
    call_command("republish")
    assert all(line.endswith("个文件") for line in capsys.readouterr().out.splitlines())
