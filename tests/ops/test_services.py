"""The private PostgreSQL and Redis: again and again without harm, and never somebody else's."""

import os
import shutil
import signal
import subprocess

import psycopg
import pytest

from ops import household, processes, services
from ops.postgres import Postgres
from ops.redis_server import Redis, ask
from ops.words import Halt


@pytest.fixture
def checkout(places, monkeypatch):
    """A checkout with no servers given by the environment; whatever was started is stopped."""
    for variable in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(variable, raising=False)
    places.prepare()
    yield places
    _cleared(places)


@pytest.fixture
def postgres(checkout):
    return Postgres(checkout, household.find(checkout))


@pytest.fixture
def redis(checkout):
    return Redis(checkout, household.find(checkout))


def addresses(checkout):
    return dict(line.split("=", 1) for line in checkout.services_env.read_text().splitlines())


def test_they_start_twice_and_stop_twice_without_harm(checkout):
    services.keep(checkout)
    first = addresses(checkout)
    services.keep(checkout)
    assert services.running(checkout)
    assert addresses(checkout) == first
    services.end(checkout)
    services.end(checkout)
    assert not services.running(checkout)


def test_what_was_written_is_there_after_a_restart(checkout, redis):
    services.keep(checkout)
    with psycopg.connect(addresses(checkout)["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE craft (name text)")
    _ask(redis, "SET craft 焊工")
    services.end(checkout)
    services.keep(checkout)
    with psycopg.connect(addresses(checkout)["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT count(*) FROM craft").fetchone() == (0,)
    assert _ask(redis, "EXISTS craft") == ":1"


def test_the_last_to_leave_stops_them(checkout):
    other = processes.identity(os.getppid())
    with services.held(checkout):
        services._write(checkout, {"kept": False, "holders": [other, processes.identity(os.getpid())]})
    assert services.running(checkout)
    services._write(checkout, {"kept": False, "holders": []})
    with services.held(checkout):
        pass
    assert not services.running(checkout)


def test_they_outlive_a_visit_when_somebody_asked_to_keep_them(checkout):
    services.keep(checkout)
    with services.held(checkout):
        pass
    assert services.running(checkout)


def test_they_are_not_stopped_under_somebody_who_uses_them(checkout):
    with services.held(checkout), pytest.raises(Halt, match=f"正被进程 {os.getpid()} 使用"):
        services.end(checkout)


def test_a_holder_that_was_killed_no_longer_counts(checkout):
    services.keep(checkout)
    services._write(checkout, {"kept": False, "holders": [[os.getpid(), 1]]})
    services.end(checkout)
    assert not services.running(checkout)


def test_a_killed_postgres_starts_again(checkout, postgres):
    services.keep(checkout)
    pid = int((postgres.cluster / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    services.keep(checkout)
    with psycopg.connect(addresses(checkout)["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def stranger(postgres):
    """Some other process of the same user, whose number PostgreSQL must not take for its own."""
    process = subprocess.Popen(["sleep", "600"], **postgres.household.drops)
    yield process.pid
    process.kill()
    process.wait()


def test_a_lock_that_bears_a_strangers_number_is_put_aside(checkout, postgres, stranger):
    services.keep(checkout)
    services.end(checkout)
    lock = postgres.cluster / "postmaster.pid"
    lock.write_text(f"{stranger}\n{postgres.cluster}\n1700000000\n5432\n\n\n  1  99\nready\n")
    postgres.household.give(lock)
    assert not postgres.running()
    services.keep(checkout)
    assert postgres.running()


def test_a_cluster_of_a_version_nobody_has_is_refused_and_left_alone(checkout, postgres):
    postgres.household.directory("postgres")
    postgres.cluster.mkdir()
    (postgres.cluster / "PG_VERSION").write_text("9\n")
    with pytest.raises(Halt, match="由 PostgreSQL 9 建立.*请安装 postgresql-9"):
        postgres.start()
    assert [path.name for path in postgres.cluster.iterdir()] == ["PG_VERSION"]


def test_half_a_cluster_is_made_again(checkout, postgres):
    half = postgres.household.directory("postgres") / "cluster.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("15\n")
    postgres.start()
    assert postgres.running()


def test_a_long_path_gets_a_short_socket(checkout, postgres, monkeypatch):
    monkeypatch.setattr(household, "SOCKET_LIMIT", 10)
    directory = postgres.sockets
    assert str(directory).startswith("/tmp/craftsman-")
    assert directory.stat().st_mode & 0o777 == 0o700
    directory.rmdir()


def test_a_strange_redis_on_the_recorded_port_is_not_taken_for_ours(checkout, redis):
    services.keep(checkout)
    known = redis.recorded()
    stranger = Redis(type(checkout)(checkout.root / "other"), redis.household)
    stranger.places.prepare()
    stranger._record.write_text(f'{{"port": {known["port"]}, "password": "guess", "process": [1, 1]}}')
    assert not stranger.running()


def test_servers_given_by_the_environment_are_left_alone(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/portal")
    monkeypatch.setenv("REDIS_URL", "redis://queue.example/0")
    services.keep(checkout)
    assert checkout.services_env.read_text() == ""
    assert not (checkout.var / "postgres").exists()
    with pytest.raises(Halt, match="指向外部服务，不在此清空"):
        services.empty(checkout)


def test_emptying_leaves_an_empty_database_and_queue(checkout, redis):
    services.keep(checkout)
    with psycopg.connect(addresses(checkout)["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE craft (name text)")
    _ask(redis, "SET craft 焊工")
    services.empty(checkout)
    with psycopg.connect(addresses(checkout)["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT to_regclass('craft')").fetchone() == (None,)
    assert _ask(redis, "DBSIZE") == ":0"


def test_only_the_very_process_is_known_again():
    me = processes.identity(os.getpid())
    assert processes.alive(me)
    assert not processes.alive([os.getpid(), me[1] + 1])
    assert not processes.alive([2**22 + 1, 5])


def _cleared(places):
    """Everything stopped, whatever the test did, and nothing left for the next one."""
    with pytest.MonkeyPatch.context() as environment:
        for variable in ("DATABASE_URL", "REDIS_URL"):
            environment.delenv(variable, raising=False)
        for server in services._own(places).values():
            server.stop()
    shutil.rmtree(places.var)


def _ask(redis, command):
    known = redis.recorded()
    return ask(known["port"], known["password"], command)[1]
