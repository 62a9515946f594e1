"""查毒：按 ClamAV 的协议逐块送检；不应答或答不出的，文件继续等待。"""

import io

import pytest

from common.antivirus import Away, virus_in
from tests.scanners import EICAR, scanner


def test_a_clean_file_is_sent_whole_in_pieces():
    content = b"x" * 200_000
    with scanner() as server:
        assert virus_in(io.BytesIO(content), address=server.address) == ""
    assert server.shown == [content]


def test_a_virus_is_named_over_a_socket_too(tmp_path):
    with scanner(tmp_path / "clamd.sock") as server:
        assert virus_in(io.BytesIO(EICAR), address=server.address) == "Eicar-Test-Signature"


def test_a_scanner_that_cannot_say_is_away():
    with scanner() as server, pytest.raises(Away, match="size limit"):
        server.is_broken = True
        virus_in(io.BytesIO(b"x"), address=server.address)


def test_nobody_there_is_away(tmp_path):
    with pytest.raises(Away):
        virus_in(io.BytesIO(b"x"), address=str(tmp_path / "none.sock"))
    with scanner() as server:
        pass
    with pytest.raises(Away):
        virus_in(io.BytesIO(b"x"), address=server.address)
