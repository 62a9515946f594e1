"""A port is free, or the sentence says what to type instead."""

import socket

import pytest

from ops import ports
from ops.words import Halt


@pytest.fixture
def taken():
    with socket.create_server((ports.LOOPBACK, 0)) as server:
        yield server.getsockname()[1]


def test_a_free_port_is_accepted():
    ports.insist_free(ports.free())


def test_a_busy_port_is_refused_with_one_that_is_free(taken):
    with pytest.raises(Halt, match=rf"端口 {taken} 已被其他程序占用.*make demo PORT=(\d+)") as refusal:
        ports.insist_free(taken)
    offered = int(str(refusal.value).rpartition("=")[2].rstrip("。"))
    assert ports.obstacle(offered) is None


def test_a_port_of_somebody_who_listens_everywhere_is_busy():
    with socket.create_server(("0.0.0.0", 0)) as server, pytest.raises(Halt, match="已被其他程序占用"):
        ports.insist_free(server.getsockname()[1])


@pytest.mark.parametrize("text", ["abc", "", "0", "65536", "-1", "８１２３", "80 81"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(Halt, match="1 至 65535"):
        ports.chosen(text)


def test_a_port_is_read():
    assert ports.chosen("8123") == 8123
