# Everything one does with Rapport. `make` lists it.

PYTHON ?= python3
BIN := .venv/bin
LOCK := requirements.txt
# Whatever is compiled once is there for every later start, which halves its time.
export PYTHONDONTWRITEBYTECODE :=
SCRATCH := env -u CRM_DATABASE_URL CRM_DATA_DIR=var/check

# What stands in .env counts unless the environment says otherwise.
LOAD_ENV = if [ -f .env ]; then given=$$(export -p); set -a; . ./.env; set +a; eval "$$given"; fi

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup install run demo test faults check bench bench-ties lint types contracts migrations migrations-check templates deploy-check lock

help: ## List the targets
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

##@ Use it
run: setup ## Serve Rapport on http://localhost:8000 until Ctrl-C (CRM_PORT, or .env, chooses the port)
	@$(LOAD_ENV); exec $(BIN)/python -m crm.supervisor

demo: setup ## The same over a generated network, kept apart in var/demo
	@$(LOAD_ENV); unset CRM_DATABASE_URL; CRM_DATA_DIR=var/demo; export CRM_DATA_DIR; \
	$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py demo && exec $(BIN)/python -m crm.supervisor

##@ Work on it
setup: ## Make the environment in .venv; nothing to do while the lock is unchanged
	@$(BIN)/python -c '' 2>/dev/null && cmp -s $(LOCK) .venv/installed.txt || $(MAKE) --no-print-directory install

# Four parts side by side. Those about processes and servers stay in front, since what a shell puts behind takes no
# Ctrl-C, which some of them are about; they and the browser wait more than they work.
FRONT := tests/crm tests/postgres tests/transfer --ignore=tests/transfer/formats
BROWSER := tests/browser tests/dashboard
SECOND := tests/network tests/domain tests/transfer/formats
FAULTS := tests/faults
WAITING := $(FAULTS)/test_canary.py
BREAKING := $(FAULTS)/test_supervisor.py $(FAULTS)/test_redis.py
REST := $(addprefix --ignore=,tests/crm tests/postgres tests/transfer $(BROWSER) tests/network tests/domain $(FAULTS))

test: setup ## Run every test, in four parts side by side
	@mkdir -p var; parts=; trap 'kill $$parts' INT TERM HUP; \
	$(BIN)/python -m pytest $(BROWSER) >var/tests-1.txt 2>&1 & one=$$!; \
	$(BIN)/python -m pytest $(SECOND) >var/tests-2.txt 2>&1 & two=$$!; \
	$(BIN)/python -m pytest $(REST) >var/tests-3.txt 2>&1 & three=$$!; parts="$$one $$two $$three"; \
	$(BIN)/python -m pytest $(FRONT); front=$$?; \
	wait $$one; one=$$?; wait $$two; two=$$?; wait $$three; three=$$?; \
	cat var/tests-1.txt var/tests-2.txt var/tests-3.txt; \
	[ "$$one$$two$$three$$front" = 0000 ]

faults: setup ## Break things on purpose, with real processes; takes some ten minutes and prints a line for each fault
	@command -v redis-server >/dev/null || [ "$$(id -u)" != 0 ] || RUNLEVEL=1 apt-get install -y -qq redis-server >/dev/null 2>&1 || true
	@command -v redis-server >/dev/null || echo 'There is no redis-server here: the fault that needs it is skipped.'
	@mkdir -p var; rm -f var/faults.txt; parts=; trap 'kill $$parts' INT TERM HUP; \
	timeout 1200 $(BIN)/python -m pytest $(WAITING) >var/faults-1.txt 2>&1 & one=$$!; \
	timeout 1200 $(BIN)/python -m pytest $(BREAKING) >var/faults-2.txt 2>&1 & two=$$!; parts="$$one $$two"; \
	timeout 1200 $(BIN)/python -m pytest $(filter-out $(WAITING) $(BREAKING),$(wildcard $(FAULTS)/test_*.py)); three=$$?; \
	wait $$one; one=$$?; wait $$two; two=$$?; cat var/faults-1.txt var/faults-2.txt; sort -V var/faults.txt; \
	[ "$$one$$two$$three" = 000 ]

check: lint types contracts migrations-check templates deploy-check test ## All of the following, then every test

lint: setup ## Style and complexity
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

types: setup ## Types, strictly
	@$(BIN)/python -m mypy .

contracts: setup ## Who may import whom
	@$(BIN)/lint-imports --no-logo

migrations: setup ## Write the migrations that changed models need
	@$(SCRATCH) $(BIN)/python manage.py makemigrations

migrations-check: setup ## Whether the migrations tell what the models tell
	@$(SCRATCH) $(BIN)/python manage.py makemigrations --check --dry-run

templates: setup ## Templates
	@$(BIN)/python -m djlint --lint --quiet templates

deploy-check: setup ## Whether the settings are fit for production
	@$(SCRATCH) CRM_DEBUG=no CRM_BASE_URL=https://rapport.example \
	CRM_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

bench: setup ## Measure; figures for docs, not for passing
	@$(BIN)/python -m bench

bench-ties: setup ## How well strength ranks the next contact, over the logs in DIR
	@$(BIN)/python -m bench.ties $(DIR)

lock: setup ## Write the lock anew from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --group dev --extra postgres --extra redis --extra push --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header -o $(LOCK) --quiet

install:
	@command -v $(PYTHON) >/dev/null || { echo 'Rapport needs Python 3.11 or newer; "$(PYTHON)" was not found.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Rapport needs Python 3.11 or newer; $$($(PYTHON) --version 2>&1) is too old. Name another: make $(or $(firstword $(MAKECMDGOALS)),setup) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo 'This Python has no venv. On Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }
	@echo 'Setting up .venv; this happens once.'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@{ $(BIN)/python -m pip install --quiet --disable-pip-version-check uv && \
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $(LOCK); } || { \
	echo 'uv could not do it; pip tries.' >&2; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCK); }
	@cp $(LOCK) .venv/installed.txt
