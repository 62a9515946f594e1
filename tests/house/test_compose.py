"""The containers of production are held against their specifications and against the settings."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = Path(sys.executable).parent
APPLICATION = ("migrate", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nginx():
    return (ROOT / "ops" / "nginx.conf").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def dockerfile():
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def required_by_settings():
    """The names that production settings read without a default."""
    settings = (ROOT / "craftsman_portal" / "settings" / "production.py").read_text(encoding="utf-8")
    named = set(
        re.findall(r'env\.(?:secret|hosts|keys|web_address|text|words)\("([A-Z_]+)"(?:, at_least=\d+)?\)', settings)
    )
    return named | {"DATABASE_URL", "REDIS_URL"}


def run(*command):
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout + answer.stderr


def test_the_compose_file_follows_the_compose_specification():
    code, words = run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")
    assert code == 0, words


def test_the_specification_would_notice_a_mistake(tmp_path):
    wrong = tmp_path / "compose.yml"
    wrong.write_text("services:\n  web: {image: portal, restrat: always}\n")
    code, _ = run(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", wrong)
    assert code != 0


def test_the_dockerfile_pleases_its_linter():
    code, words = run(TOOLS / "hadolint", "Dockerfile")
    assert code == 0, words


def test_all_the_parts_are_there(compose):
    assert set(compose["services"]) == {*APPLICATION, "postgres", "redis", "nginx"}


@pytest.mark.parametrize("part", APPLICATION)
def test_everything_the_settings_require_is_given(compose, part):
    given = {name.removesuffix("_FILE") for name in compose["services"][part]["environment"]}
    assert len(required_by_settings()) >= 7
    assert required_by_settings() <= given


def test_every_secret_that_is_read_is_mounted_and_declared(compose):
    for part in compose["services"].values():
        words = " ".join(str(value) for value in part.get("environment", {}).values()) + str(part.get("command", ""))
        assert set(re.findall(r"/run/secrets/(\w+)", words)) <= set(part.get("secrets", []))
        assert set(part.get("secrets", [])) <= set(compose["secrets"])


def test_the_secrets_are_those_that_the_launcher_draws(compose):
    sys.path.insert(0, str(ROOT))
    from ops.production_secrets import drawn

    assert set(compose["secrets"]) == set(drawn())


def test_every_lasting_part_restarts_stops_in_time_and_tells_its_health(compose):
    for name, part in compose["services"].items():
        if name == "migrate":
            continue
        assert part["restart"] == "unless-stopped", name
        assert "stop_grace_period" in part, name
        assert name == "web" or part["healthcheck"]["test"], name  # the web's stands in the Dockerfile


def test_the_web_tells_its_health_in_the_image(dockerfile):
    assert "HEALTHCHECK" in dockerfile
    assert '"/healthz"' in dockerfile


def test_nothing_runs_as_root(compose, dockerfile):
    stages = dockerfile.split("\nFROM ")
    users = {stage.split(" AS ")[1].split()[0]: re.findall(r"^USER (\d+)$", stage, re.M) for stage in stages[1:]}
    assert users["web"] == ["10001"]
    assert users["nginx"] == ["101"]
    assert compose["services"]["redis"]["user"].startswith("999:")


def test_the_worker_is_given_longer_to_stop_than_its_longest_task(compose):
    from craftsman_portal.settings import base

    minutes = int(compose["services"]["worker"]["stop_grace_period"].removesuffix("m"))
    assert minutes * 60 >= base.CELERY_TASK_TIME_LIMIT
    assert base.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > base.CELERY_TASK_TIME_LIMIT


def test_nginx_serves_what_is_mounted_and_reaches_the_web(compose, nginx):
    mounts = [
        volume.rsplit(":")[1 if volume.count(":") == 1 else -2] for volume in compose["services"]["nginx"]["volumes"]
    ]
    assert mounts == ["/srv/uploads", "/srv/published", "/etc/nginx/tls"]
    for mount in mounts:
        assert mount in nginx
    assert compose["services"]["web"]["environment"]["BIND"].endswith(":8000")
    assert "http://web:8000" in nginx


def test_nginx_listens_where_the_ports_lead(compose, nginx):
    inside = [port.rpartition(":")[2] for port in compose["services"]["nginx"]["ports"]]
    for port in inside:
        assert re.search(rf"listen {port}\b", nginx)


def test_uploads_leave_only_by_the_portals_word(nginx):
    protected = nginx.partition("location /protected/ {")[2].partition("}")[0]
    assert "internal;" in protected
    assert "alias /srv/uploads/;" in protected


def test_nginx_tells_the_portal_whom_it_serves(nginx):
    for header in ("Host $host", "X-Real-IP $remote_addr", "X-Forwarded-Proto https"):
        assert f"proxy_set_header {header};" in nginx


def test_a_body_may_be_as_large_as_an_evidence_file(nginx):
    from craftsman_portal.settings import base

    allowed = int(re.search(r"client_max_body_size (\d+)m;", nginx)[1])
    assert allowed * 1024 * 1024 > base.EVIDENCE_MAX_BYTES


def test_the_image_leaves_secrets_and_private_servers_behind():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"secrets", ".env", "var", ".git", ".venv"} <= set(ignored)
