# The commands of this project. `make demo` and `make test` need nothing but Python 3.11+, git and make.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/.ready
WORKERS ?= 2

.PHONY: setup demo run test coverage check browser audit train evaluate bench docs lock clean

setup: $(READY)

$(READY): pyproject.toml requirements/dev.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: setup
	@$(BIN)/outsource-advisor demo

run: setup
	@$(BIN)/outsource-advisor run

# Style, types and architecture: the fast half of `make test`.
check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check browser
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

# Which lines no test ever runs; it takes half as long again.
coverage: check browser
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term:skip-covered

# The page is tested in a real Chromium: one that is here, else one that this installs. Without any, those
# tests are skipped with the reason; on a build server (CI is set) that is a failure.
browser: setup
	@$(BIN)/python tests/browser/chromium.py || test -z "$$CI"

# Known vulnerabilities of what we depend on, where the service that knows them can be reached.
audit: setup
	@$(BIN)/python tests/project/audit.py

# Learns the text model and the weights again from knowledge/training/data.
train: setup
	$(BIN)/python -m knowledge.training.text.train
	$(BIN)/python -m knowledge.training.weights

# How right the advice is, by cross-validation over occupations and over source hosts.
evaluate: setup
	$(BIN)/python -m knowledge.training.evaluate

# How fast the parts are on this machine.
bench: setup
	$(BIN)/python -m tests.bench

# Writes every generated block of README and docs again; `make test` checks that they are fresh.
docs: setup
	$(BIN)/python -m docs.generate

# Pins every dependency again. The lock names no registry.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --extra dev pyproject.toml -o requirements/dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --extra postgres pyproject.toml -o requirements.txt

clean:
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage*
