"""Ports on this machine's loopback address."""

import errno
import socket

from ops.words import Halt

LOOPBACK = "127.0.0.1"


def obstacle(port: int) -> int | None:
    """The errno with which the kernel refuses this port; None when it may be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError as error:
            return error.errno
    return None


def free(*, near: int | None = None) -> int:
    """A port nobody uses: the first after ``near``, else any."""
    for port in range(near + 1, min(near + 50, 65536)) if near else ():
        if obstacle(port) is None:
            return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def chosen(text: str) -> int:
    """The port a person typed."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Halt(f"端口应为 1 至 65535 之间的整数，现为“{text}”，请改为例如：make demo PORT=8123。")
    return int(text)


def insist_free(port: int) -> None:
    """Stop with the remedy when the port cannot be had."""
    refusal = obstacle(port)
    if refusal is None:
        return
    other = free(near=max(port, 8000))
    if refusal in (errno.EACCES, errno.EPERM):
        raise Halt(f"当前用户无权使用端口 {port}，请换用 1024 以上的端口，例如：make demo PORT={other}。")
    raise Halt(f"端口 {port} 已被其他程序占用，请换一个端口再启动，例如：make demo PORT={other}。")
