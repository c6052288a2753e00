.DEFAULT_GOAL := help
BIN := .venv/bin

help:  ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements.lock pyproject.toml
	test -x .venv/tool/bin/uv || (python3 -m venv .venv/tool && .venv/tool/bin/pip install --quiet uv)
	test -x $(BIN)/python || .venv/tool/bin/uv venv --quiet --allow-existing --python 3.11 .venv
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q pipelines schemas
	touch $@

setup: .venv/installed  ## Install everything into .venv, from the lock

run: setup  ## Read seeds/articles and publish the dataset into output/
	$(BIN)/bilan run seeds/articles --output output

test: setup  ## Run the tests
	$(BIN)/python -m pytest -n 2 --dist worksteal

.venv/browser: .venv/installed requirements-browser.lock
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip install --quiet --require-hashes --requirement requirements-browser.lock
	touch $@

browser: .venv/browser  ## Install Debian's Chromium and what drives it
	command -v chromium >/dev/null || apt-get install --yes --no-install-recommends chromium

test-ui: browser  ## Run the tests of the report and of the Dagster UI in a browser
	$(BIN)/python -m pytest tests/test_report_ui.py tests/test_ui.py

vega: setup  ## Bundle the charts' library for the report anew (network)
	.venv/tool/bin/uv run --no-project --with vl-convert-python==1.9.0.post1 python -c \
		"import gzip, sys, vl_convert as v; sys.stdout.buffer.write(gzip.compress(v.javascript_bundle().encode(), 9, mtime=0))" \
		> pipelines/publish/report/page/vega.js.gz

.venv/bench: .venv/installed requirements-bench.lock
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip install --quiet --require-hashes --requirement requirements-bench.lock
	touch $@

bench: setup  ## Measure speed and memory (half an hour alone on the machine), or PART="extraction loading"
	-$(MAKE) .venv/bench
	$(BIN)/python -m benchmarks $(PART)

docs: run  ## Ask the queries of the documents again, and put what they give below them
	$(BIN)/python tests/documents.py output/bilan.duckdb

pictures: run browser  ## Take the README's picture of the report anew
	$(BIN)/python tests/pictures.py output

.venv/docs: .venv/installed requirements-docs.lock
	VIRTUAL_ENV=.venv .venv/tool/bin/uv pip install --quiet --require-hashes --requirement requirements-docs.lock
	touch $@

docs-site: .venv/docs  ## Build the documents as a small site into site/; a dead link stops it
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict

trust: setup  ## Prove docs/trust.md in full, with figures (takes an hour)
	BILAN_TRUST=long $(BIN)/python -m pytest tests/trust

audit: setup  ## Look for known faults in the dependencies, where the network allows it
	.venv/tool/bin/uv tool run --quiet pip-audit --require-hashes --disable-pip --requirement requirements.lock \
		|| echo "audit: not done or not passed, see above; it needs the network"

lint: setup  ## Style, types, import rules, SQL
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --quiet sql

ui: setup  ## Open the Dagster UI on this machine
	$(BIN)/bilan ui --output output

lock:  ## Resolve the dependencies anew into requirements.lock
	.venv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group dev --extra scale --output-file requirements.lock pyproject.toml
	.venv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group browser --constraint requirements.lock --output-file requirements-browser.lock
	.venv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group docs --constraint requirements.lock --output-file requirements-docs.lock
	.venv/tool/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group bench --constraint requirements.lock --output-file requirements-bench.lock

.PHONY: help setup run test browser test-ui vega bench docs pictures docs-site trust audit lint ui lock
