FROM python:3.13-slim AS packages
COPY deploy/requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.txt

# docker compose ... run tests; see deploy/docker-compose.dev.yml
FROM packages AS tests
COPY deploy/requirements-dev.txt /tmp/requirements-dev.txt
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements-dev.txt \
    && useradd --uid 10001 --create-home huuva
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /home/huuva
COPY --chown=10001 . .
USER 10001
CMD ["python", "-m", "pytest"]

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HUUVA_BACKEND_HOST=0.0.0.0 \
    HUUVA_BACKEND_DATA_DIR=/var/lib/huuva
# A volume that is new takes over its directory's owner, who must be able to write there.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin huuva \
    && install --directory --owner=huuva /var/lib/huuva /var/lib/huuva/media
WORKDIR /srv
COPY --from=packages /opt/venv /opt/venv
COPY alembic.ini ./
COPY huuva_backend huuva_backend
USER 10001
EXPOSE 8000
# Liveness only: a lost database must not make an orchestrator restart the API.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('HUUVA_BACKEND_PORT', '8000') + '/livez', timeout=2)"]
CMD ["python", "-m", "huuva_backend", "serve"]
