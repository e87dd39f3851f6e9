# Everything a person or CI runs. Needs make and Python >= 3.11, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := huuva_backend tests $(wildcard benchmarks clients/python)
ORDERS ?= 3000
SEED ?= 1
SPEED ?= 1
# Each stamp is the requirements file that the environment was last made to match.
LOCAL := $(VENV)/.local.stamp
DEV := $(VENV)/.dev.stamp
# The site's generator has an environment of its own, with pinned versions: neither servers nor tests need it.
DOCS := .venv-docs
SHELL := bash
.SHELLFLAGS := -eo pipefail -c

# pip says far more than anybody reads: on a terminal it becomes a counter, elsewhere nothing.
define install
@cmp -s $< $@ || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $< | \
	awk -v total=$$(grep -c '==' $<) -v shown=$$(test -t 1 && echo 1) ' \
	shown && /^(Collecting|Requirement already)/ {sub(/^Requirement already satisfied:/, "x"); \
		printf "\r\033[K[2/2] packages %d/%d %s", ++n, total, $$2; fflush()} \
	shown && /^Installing/ {printf "\r\033[K[2/2] unpacking %d packages", n; fflush()} \
	END {if (shown) print ""}'
@cp $< $@
endef

.DEFAULT_GOAL := help
.PHONY: help setup run demo live test unit lint fmt bench docs clients lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(DEV) ## the environment only, in .venv

run: $(LOCAL) ## set up and serve on 127.0.0.1:8000, with a PostgreSQL of its own
	@$(BIN)/python -m huuva_backend

demo: $(LOCAL) ## fill the database with a simulated day (ORDERS=3000 SEED=1)
	@$(BIN)/python -m huuva_backend demo --orders $(ORDERS) --seed $(SEED)

live: $(LOCAL) ## kitchens that work while you watch, until Ctrl-C (SPEED=1)
	@$(BIN)/python -m huuva_backend demo --live --speed $(SPEED)

test: $(DEV) ## every test, against a PostgreSQL of their own
	$(BIN)/python -m pytest -n 2 $(ARGS)

unit: $(DEV) ## the tests that need no database, in seconds
	$(BIN)/python -m pytest --unit -n 2 $(ARGS)

bench: $(DEV) ## requests per second beside an empty endpoint and pgbench
	$(BIN)/python -m benchmarks $(ARGS)

fmt: $(DEV) ## format, and fix what can be fixed
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/black $(CODE)
	$(BIN)/caddy fmt --overwrite deploy/Caddyfile

# Counters of one order fit an integer, and the varchar is Alembic's own table's.
NOT_FOR_US := prefer-bigint-over-int,prefer-text-field
lint: $(DEV) ## every static check
	$(BIN)/ruff check $(CODE)
	$(BIN)/black --check --quiet $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/deptry --no-ansi huuva_backend
	$(BIN)/vulture $(CODE)
	$(BIN)/python -m huuva_backend migrate --sql > $(VENV)/migrations.sql
	$(BIN)/squawk --pg-version 15.0 --exclude $(NOT_FOR_US) $(VENV)/migrations.sql
	.ci/openapi/lint $(VENV)
	$(BIN)/hadolint Dockerfile
	$(BIN)/shellcheck .ci/run .ci/openapi/lint deploy/*.sh
	$(BIN)/caddy fmt --diff deploy/Caddyfile > /dev/null
	HUUVA_BACKEND_AUTH=keys $(BIN)/caddy validate --config deploy/Caddyfile 2>&1 | tail -n 1
	HUUVA_BACKEND_AUTH=proxy API_USER=kitchen API_PASSWORD_HASH=none $(BIN)/caddy validate --config deploy/Caddyfile 2>&1 | tail -n 1
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml deploy/docker-compose.dev.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/python -m pytest -q -p no:randomly tests/test_requirements.py tests/test_layout.py

docs: $(DOCS)/.stamp ## the pages of docs/ as a site in .site, links checked
	$(DOCS)/bin/zensical build --clean --strict

$(DOCS)/.stamp: deploy/requirements-docs.txt | $(BIN)/python
	@$(BIN)/python -m venv $(DOCS)
	@$(DOCS)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

NODE := clients/typescript/node_modules/.lock
clients: $(DEV) $(NODE) ## renew docs/openapi.json and what the clients have of it; needs npm
	$(BIN)/python -m huuva_backend openapi > docs/openapi.json
	$(BIN)/python clients/python/generate.py
	npm run --silent --prefix clients/typescript generate

$(NODE): clients/typescript/package-lock.json
	npm ci --prefix clients/typescript --ignore-scripts --no-audit --no-fund
	@cp $< $@

# Behind an index that serves only the simple API, set POETRY_PYPI_MIRROR_URL to it.
POETRY := .venv-lock/bin/poetry
lock: $(POETRY) ## renew poetry.lock and the files exported from it
	$(POETRY) lock
	$(POETRY) export --output deploy/requirements.txt
	$(POETRY) export --with embedded --output deploy/requirements-local.txt
	$(POETRY) export --only parquet --output deploy/requirements-parquet.txt
	$(POETRY) export --only patroni --output deploy/requirements-patroni.txt
	$(POETRY) export --with embedded,parquet,dev --output deploy/requirements-dev.txt

$(POETRY):
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet "poetry>=2.5,<3" poetry-plugin-export poetry-plugin-pypi-mirror

clean: ## remove the environments and caches; the data in .data stay
	rm -rf $(VENV) .venv-lock $(DOCS) .site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@echo "[1/2] environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: make PYTHON=/path/to/python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON)' cannot make environments: install its venv module (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }

$(LOCAL): deploy/requirements-local.txt | $(BIN)/python
	@echo "[2/2] packages, hashes checked"
	$(install)

# Holds all that requirements-local.txt does.
$(DEV): deploy/requirements-dev.txt deploy/requirements-local.txt | $(BIN)/python
	@echo "[2/2] packages, hashes checked"
	$(install)
	@cp deploy/requirements-local.txt $(LOCAL)
