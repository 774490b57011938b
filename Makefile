# One command a job; every job sets up first. Set-up runs once, and again when the lock changes.

PYTHON ?= python3
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
SAMPLE := examples/late-ferry.txt

.PHONY: help setup run token doctor demo test check format clean

help:
	@echo "make setup   make .venv with every pinned package (about 1.5 GB, once)"
	@echo "make run     start the bot; it needs a .env with the token, see README"
	@echo "make doctor  say what is missing or wrong, and the invite link"
	@echo "make demo    digest the sample article and its comments"
	@echo "make test    run the tests"
	@echo "make check   format, lint, types, import contracts, tests: what CI runs"
	@echo "make format  rewrite the code in the project's format"
	@echo "make clean   remove .venv and the caches"

setup: $(STAMP)

# Torch goes first and alone, so that its CPU build is found and no CUDA package comes with it.
# Without a network pip gives up on the index after one retry and takes what it has on disk.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Hustings needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--retries 1 --timeout 15 --extra-index-url $(TORCH_INDEX) \
		$$(sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.lock)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $@

run: token setup
	@exec $(BIN)/python -m bot run

# Asked before the long set-up; a variable of the environment will do as well.
token:
	@test -n "$$DISCORD_TOKEN" || test -f .env || { echo \
		"There is no .env yet: cp .env.example .env, then put the token of your bot in it."; exit 1; }

doctor: setup
	@$(BIN)/python -m bot doctor

demo: setup
	@$(BIN)/python -m bot digest $(SAMPLE)

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
