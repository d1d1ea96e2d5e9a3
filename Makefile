# Needs git, make and Python >= 3.11; everything else goes into .venv, from the hash-locked requirements files.

REPORTS ?= reports
PYTHON  ?= python3
BIN     := .venv/bin
# The compiled modules halve the start of every command; some machines forbid Python to write them by itself.
INSTALL  = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r
EDITABLE = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
COMPILE  = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q -j 0 loaders $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') > /dev/null || true
# What dbt has parsed once need not be parsed by the first run.
PARSE    = $(BIN)/python -c 'from loaders.warehouse import dbt; dbt.parse_ahead()' || true

.DEFAULT_GOAL := help
.PHONY: help setup warehouse test torture score fit native bench lint format docs lock clean

help:  ## the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "keji needs Python >= 3.11; say make PYTHON=/path/to/python")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(INSTALL) requirements.lock
	$(EDITABLE)
	$(COMPILE)
	@$(PARSE)
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(INSTALL) requirements-dev.lock
	$(INSTALL) tests/older-duckdb.lock --target .venv/older-duckdb --upgrade
	$(COMPILE)
	@touch $@

setup: .venv/installed-dev  ## everything a developer needs, in .venv

warehouse: .venv/installed  ## load, build, check and publish [REPORTS=folder]
	@$(BIN)/keji run --reports "$(REPORTS)"

test: .venv/installed-dev  ## all tests
	$(BIN)/python -m pytest -m "alone and not torture"
	$(BIN)/python -m pytest -m "not alone and not torture" -n auto --dist loadfile

torture: .venv/installed-dev  ## the long versions of the fault tests
	$(BIN)/python -m pytest -m torture

score: .venv/installed-dev  ## precision and recall on the gold rows
	$(BIN)/python -m tests.score

fit: .venv/installed-dev  ## seeds/weights.csv anew: how sure a statement is
	$(BIN)/python -m tests.fit

native: .venv/installed-dev  ## the parser as machine code, in three quarters of the time (needs a C compiler)
	$(BIN)/python -c 'from loaders import native; native.build()'

bench: .venv/installed  ## how fast reports become readings
	$(BIN)/python bench/parse_speed.py

lint: .venv/installed-dev  ## formats, types, SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.lint

format: .venv/installed-dev  ## let ruff format Python, and sqlfluff SQL
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.lint --fix

docs: .venv/installed  ## dbt's pages as one file, target/static_index.html; the written pages of docs/ anew
	$(BIN)/dbt docs generate --static
	$(BIN)/python docs/pages.py

lock: .venv/installed-dev  ## the requirements files anew, from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --extra dagster -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-dev.lock

clean:  ## remove what was built, keep the warehouse
	rm -rf target logs build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
