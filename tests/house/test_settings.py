"""Settings fail loudly: a missing or malformed variable stops the boot with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from craftsman_portal import env
from ops.checks import production_environment

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def given(monkeypatch):
    """Give the variable SAMPLE a value."""

    def give(value, name="SAMPLE"):
        monkeypatch.setenv(name, str(value))

    return give


def refusal(read, *words, **options):
    with pytest.raises(ImproperlyConfigured) as raised:
        read("SAMPLE", *words, **options)
    return str(raised.value)


def test_a_missing_variable_is_named_with_both_ways_to_give_it():
    assert refusal(env.text) == "缺少环境变量 SAMPLE，请设置 SAMPLE 或 SAMPLE_FILE 后再启动。"


def test_an_empty_variable_counts_as_missing(given):
    given("")
    assert refusal(env.text).startswith("缺少环境变量 SAMPLE")


def test_a_default_stands_in_for_a_missing_one():
    assert env.text("SAMPLE", "默认") == "默认"


def test_a_file_may_hold_the_value(given, tmp_path):
    (tmp_path / "secret").write_text("焊工\n", encoding="utf-8")
    given(tmp_path / "secret", "SAMPLE_FILE")
    assert env.text("SAMPLE") == "焊工"


def test_an_empty_file_counts_as_missing(given, tmp_path):
    (tmp_path / "secret").write_text("\n")
    given(tmp_path / "secret", "SAMPLE_FILE")
    assert refusal(env.text).startswith("缺少环境变量 SAMPLE")


def test_a_file_that_cannot_be_read_is_named(given, tmp_path):
    given(tmp_path / "absent", "SAMPLE_FILE")
    assert refusal(env.text).startswith(f"SAMPLE_FILE 指向的文件无法读取：{tmp_path}/absent（")


def test_a_file_that_is_no_text_is_named(given, tmp_path):
    (tmp_path / "secret").write_bytes(b"\xff\xfe\x00")
    given(tmp_path / "secret", "SAMPLE_FILE")
    assert "不是 UTF-8 文本" in refusal(env.text)


def test_a_number_is_read_and_anything_else_refused(given):
    given("8")
    assert env.number("SAMPLE") == 8
    given("八")
    assert refusal(env.number) == "环境变量 SAMPLE 应为整数，现为“八”。"


def test_a_number_below_its_least_is_refused(given):
    given("-1")
    assert refusal(env.number) == "环境变量 SAMPLE 不得小于 0，现为“-1”。"


@pytest.mark.parametrize(
    ("word", "meaning"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)]
)
def test_a_switch_is_read(given, word, meaning):
    given(word)
    assert env.switch("SAMPLE") is meaning


def test_a_switch_that_is_neither_is_refused(given):
    given("maybe")
    assert refusal(env.switch) == "环境变量 SAMPLE 应为 true 或 false，现为“maybe”。"


def test_a_list_is_read_without_its_blanks(given):
    given(" a , ,b ")
    assert env.words("SAMPLE") == ["a", "b"]


def test_a_list_of_nothing_is_refused(given):
    given(" , ")
    assert "现为空" in refusal(env.words)


@pytest.mark.parametrize("host", ["*", "https://portal.example", "portal.example:443", "a b"])
def test_what_is_no_host_is_refused(given, host):
    given(f"portal.example,{host}")
    assert f"现有“{host}”" in refusal(env.hosts)


def test_hosts_are_read(given):
    given("portal.example,.unions.example,[::1],127.0.0.1")
    assert len(env.hosts("SAMPLE")) == 4


@pytest.mark.parametrize("address", ["portal.example", "http://portal.example", "https://", "https://portal.example/a"])
def test_what_is_no_public_address_is_refused(given, address):
    given(address)
    assert "应形如 https://域名" in refusal(env.web_address)


def test_a_public_address_loses_its_slash(given):
    given("https://portal.example/")
    assert env.web_address("SAMPLE") == "https://portal.example"


def test_a_short_secret_is_refused_without_being_repeated(given):
    given("shortsecret")
    assert refusal(env.secret, at_least=50) == "环境变量 SAMPLE 过短，至少需要 50 个字符。"


def test_a_malformed_key_is_refused_by_its_place_without_being_repeated(given):
    given(f"new:{'0' * 64},old:tooshort")
    words = refusal(env.keys)
    assert "第 2 把密钥" in words
    assert "tooshort" not in words


@pytest.mark.parametrize("address", ["sqlite:///db", "mysql://db/portal", "postgresql://db", "postgresql:///"])
def test_only_a_postgresql_address_is_a_database(given, address):
    given(address)
    assert "只支持 PostgreSQL" in refusal(env.database)


def test_a_port_that_is_no_number_is_refused(given):
    given("postgresql://u:secret@db:port/portal")
    words = refusal(env.database)
    assert "端口不是数字" in words
    assert "secret" not in words


def test_a_database_address_is_taken_apart(given):
    given("postgresql://union%40sh:p%2Fw@db:5433/portal?sslmode=require")
    found = env.database("SAMPLE", pool=4)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("union@sh", "p/w", "db", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 4


def test_a_socket_directory_stands_for_the_host(given):
    given("postgresql://portal@/portal?host=/run/my%20sockets")
    assert env.database("SAMPLE")["HOST"] == "/run/my sockets"


def test_a_queue_that_is_no_redis_is_refused_without_its_password(given):
    given("amqp://user:secret@queue")
    words = refusal(env.redis)
    assert "应以 redis:// 开头" in words
    assert "secret" not in words


def production(*command, **changes):
    surroundings = os.environ | production_environment() | changes
    surroundings.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser's, where its tests ran in this process
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )


def test_the_deployment_check_is_clean_under_production_settings():
    answer = production("check", "--deploy", "--fail-level", "DEBUG")
    assert answer.returncode == 0, answer.stderr
    assert "no issues" in answer.stdout


@pytest.mark.parametrize("name", [name for name in production_environment() if name != "DJANGO_SETTINGS_MODULE"])
def test_production_does_not_start_without(name):
    answer = production("check", **{name: ""})
    assert answer.returncode != 0
    assert f"缺少环境变量 {name}" in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("EVIDENCE_STORE", "ftp", env.store),
        ("CLAMAV_ADDRESS", "clamav", env.scanner),
    ],
)
def test_a_store_or_scanner_nobody_knows_stops_the_start(given, name, value, read):
    given(value, name)
    with pytest.raises(ImproperlyConfigured, match=name):
        read()


def test_a_store_needs_its_bucket_and_keys(given):
    given("s3", "EVIDENCE_STORE")
    with pytest.raises(ImproperlyConfigured, match="EVIDENCE_BUCKET"):
        env.store()


@pytest.mark.parametrize("address", ["clamav:3310", "10.0.0.3:3310", "[::1]:3310", "/run/clamav/clamd.sock"])
def test_a_scanner_has_a_port_or_a_socket(given, address):
    given(address, "CLAMAV_ADDRESS")
    assert env.scanner() == address
