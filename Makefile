.DEFAULT_GOAL := help
BIN := .venv/bin

help:  ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements.lock pyproject.toml
	test -x .venv/tool/bin/uv || (python3 -m venv .venv/tool && .venv/tool/bin/pip install --quiet uv)
	test -x $(BIN)/python || .venv/tool/bin/uv venv --quiet --allow-existing --python 3.11 .venv
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip sync --quiet --require-hashes requirements.lock
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

setup: .venv/installed  ## Install everything into .venv, from the lock

run: setup  ## Read seeds/articles and publish the dataset into output/
	$(BIN)/bilan run seeds/articles --output output

test: setup  ## Run the tests
	$(BIN)/python -m pytest -n 2

lint: setup  ## Style, types, import rules, SQL
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --quiet sql

ui: setup  ## Open the Dagster UI on this machine
	$(BIN)/bilan ui --output output

lock:  ## Resolve the dependencies anew into requirements.lock
	.venv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group dev --output-file requirements.lock pyproject.toml

.PHONY: help setup run test lint ui lock
