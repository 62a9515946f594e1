# The portal's image: `docker build .`; its nginx with the static files: `docker build --target nginx .`

FROM python:3.13-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/portal
COPY requirements.txt .
RUN /opt/portal/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.13-slim-bookworm AS application
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# The [runtime] section of the one list of system packages.
COPY system-packages.txt /tmp/
RUN apt-get update \
    && awk '/^# \[/ { wanted = ($2 == "[runtime]") } wanted && /^[a-z0-9]/' /tmp/system-packages.txt \
        | xargs apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* /tmp/system-packages.txt
RUN groupadd --gid 10001 portal \
    && useradd --uid 10001 --gid portal --no-create-home --home-dir /tmp --shell /usr/sbin/nologin portal \
    && install -d -o portal -g portal -m 0750 /srv/uploads /srv/beat \
    && install -d -o portal -g portal -m 0755 /srv/published
COPY --from=build /opt/portal /opt/portal
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=craftsman_portal.settings.production \
    STATIC_DIR=/srv/static \
    UPLOADS_DIR=/srv/uploads \
    PUBLISHED_DIR=/srv/published
WORKDIR /srv/portal
COPY . .
# Throw-away values: collecting static files needs settings that load, and none of these is kept.
RUN SECRET_KEY="$(head -c 48 /dev/urandom | base64)" PRIVACY_HASH_KEY="$(head -c 48 /dev/urandom | base64)" \
    PRIVACY_KEYS="build:$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')" \
    ALLOWED_HOSTS=build.invalid PUBLIC_ADDRESS=https://build.invalid \
    DATABASE_URL=postgresql://build@127.0.0.1/build REDIS_URL=redis://127.0.0.1/0 \
    python manage.py collectstatic --noinput \
    && python -m compileall -q .

FROM nginx:1.28-bookworm AS nginx
# Uploads are readable for the group portal only; nginx (101) joins it.
RUN groupadd --gid 10001 portal && usermod --append --groups portal nginx \
    && rm /etc/nginx/conf.d/default.conf \
    && install -d -o nginx -g nginx /var/cache/nginx /run/nginx
COPY ops/nginx.conf /etc/nginx/nginx.conf
COPY --from=application /srv/static /srv/static
EXPOSE 8080 8443
USER 101

FROM application AS web
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=40s --retries=3 CMD ["python", "-m", "ops", "probe", "/healthz"]
CMD ["gunicorn", "--config", "ops/gunicorn.conf.py", "craftsman_portal.wsgi"]
