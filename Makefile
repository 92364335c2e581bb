# Everything the house can do. Every target first sees to .venv; only the tests and the pictures need system packages.
.DEFAULT_GOAL := help
.PHONY: help install install-test demo serve test test-long bench lint format screenshots lock
SHELL := /bin/sh

BIN := .venv/bin
LOCK := $(shell cat requirements-dev.txt pyproject.toml | sha256sum | cut -c1-16)
INSTALLED := .venv/installed-$(LOCK)
UV := uv==0.13.9
COMPILE := .venv/lock/bin/uv pip compile --quiet --no-config --upgrade --only-binary :all: --generate-hashes --python-version 3.11 \
	--python-platform linux --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
AXE := axe-core@4.14.1
AXE_SHA512 := 1477dafa598d8d065f273d6af302aa203c02e83131707b7fa648cd41bd3d6b734f8c22a0dab86ee6a6f64b8afbe804b214d36db85a2826965edfb3a0b9d546b5
PYTEST := $(BIN)/python -m pytest -q
BOTH := -n 2 --dist loadfile --no-loadscope-reorder

help: ## list what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

install: $(INSTALLED) ## build .venv from the lock; the command is then .venv/bin/dialogue
	@:

$(INSTALLED):
	@.ci/install $@

install-test: install .venv/axe.min.js
	@.ci/system-packages

.venv/axe.min.js: Makefile | $(INSTALLED)
	@.ci/system-packages
	@.ci/fetch-axe $(AXE) $(AXE_SHA512) $@

demo: install ## run a fictitious programme with simulated people and open it in the browser
	@$(BIN)/dialogue demo

serve: install ## run the platform on the folder ./data
	@$(BIN)/dialogue serve

test: install-test lint ## check everything that takes at most 15 minutes
	@$(PYTEST) $(BOTH) -m "not long and not alone and not browser"
	@$(PYTEST) $(BOTH) -m "browser and not long and not alone"
	@$(PYTEST) -m "alone and not long" || [ $$? = 5 ] # 5: none is marked

test-long: install-test ## check what takes longer, and all properties with new dice
	@$(PYTEST) -m long -o faulthandler_timeout=0
	@$(PYTEST) $(BOTH) -m "hypothesis and not long" --hypothesis-profile=dice

bench: install-test ## measure what the program promises; ONLY=name for one
	@$(BIN)/python -m tests.benchmarks $(ONLY)

lint: install ## check style, types and the import law
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }

format: install ## mend what a program can mend of the style
	@$(BIN)/ruff check --quiet --fix --exit-zero .
	@$(BIN)/ruff format --quiet .

screenshots: install-test ## take pictures of every screen
	@$(BIN)/python -m tests.screenshots

lock: install ## choose the newest allowed packages and write both requirements files
	@$(BIN)/python -m venv .venv/lock && .venv/lock/bin/pip install -qq --disable-pip-version-check $(UV)
	@$(COMPILE) --output-file requirements.txt pyproject.toml
	@$(COMPILE) --extra dev --constraints requirements.txt --output-file requirements-dev.txt pyproject.toml
