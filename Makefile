# `make` is the manual: every way to run, test and measure the project stands here.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: help demo test check format bench fuzz regold docs axe clean

help:            ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rashomon needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --group dev --editable '.[postgres,ray]'
	@touch $(STAMP)

demo: $(STAMP)   ## build the sample archive, print its story side by side, write the page
	@$(BIN)/rashomon demo

test: $(STAMP)   ## every test
	@$(BIN)/python -m pytest -q -n auto

check: $(STAMP)  ## format, lint, types, layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP) ## rewrite the sources in house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

$(VENV)/.bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --group bench
	@touch $@

bench: $(VENV)/.bench ## measure quality and speed against the data beside the project (RASHOMON_DATA)
	@$(BIN)/python -m bench

$(VENV)/.fuzz: $(STAMP)
	@$(BIN)/python -m pip install --quiet --constraint requirements.lock --group fuzz
	@touch $@

fuzz: $(VENV)/.fuzz ## feed extraction broken pages until told to stop (SECONDS=600)
	@$(BIN)/python scripts/fuzz_extract.py -max_total_time=$(or $(SECONDS),600)

regold: $(STAMP) ## write what is read of the golden pages; read the difference before it is kept
	@REGOLD=1 $(BIN)/python -m pytest -q tests/unit/extract/test_golden.py

docs: $(STAMP)   ## write docs/schema/*.json from the types and docs/commands.md from the CLI
	@$(BIN)/python scripts/make_docs.py

axe: $(STAMP)    ## check the pages with axe-core, fetched from npm (not part of `make test`)
	@npm install --silent --no-save --no-audit --no-fund --prefix $(VENV)/axe axe-core@4
	@$(BIN)/python -m pytest -q tests/browser/test_axe.py

clean:           ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
