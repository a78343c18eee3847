# Two commands do everything: `make run` and `make test`. Both set themselves up from a bare Python 3.11 with pip.
PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: setup run test check slow growth bench format docs demo-telegram

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	@touch $(READY)

run: setup
	$(BIN)/demetra up

test: setup
	$(BIN)/task test

slow: setup
	$(BIN)/task slow

# An environment of its own: the dialects of warehouses want other versions of what the product stands on.
growth: setup
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .venv-growth
	$(BIN)/uv pip install --quiet --python .venv-growth/bin/python --group dev --group growth --editable ".[dask]"
	.venv-growth/bin/python -m pytest tests/growth

bench: setup
	$(BIN)/python -m benchmarks

check: setup
	$(BIN)/task check

format: setup
	$(BIN)/task format

docs: setup
	$(BIN)/task docs

demo-telegram: setup
	$(BIN)/python -m tests.servers.telegram_demo
