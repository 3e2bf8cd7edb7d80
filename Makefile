# Farmland Enforcement Desk: set up, run, test, check and pack. `make` alone lists the commands.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV   := $(CURDIR)/.venv
PYTHON := $(VENV)/bin/python
# every recipe that needs QGIS runs under what `make -s env` prints
ENV    := lines="$$(.ci/env.sh)"; eval "$$lines"
TESTS  ?= tests
# a QGIS for each core, the tests of a file together and in the order of the folders (the slow ones first);
# on one core, or for a single file, no worker is started
WORKERS  ?= $(if $(findstring .py,$(TESTS)),0,$(filter-out 1,$(shell nproc)))
PARALLEL := $(if $(WORKERS),-n $(WORKERS),-n 0) --dist loadfile --no-loadscope-reorder
ZIP    := build/farmland_plugin.zip

.PHONY: help setup demo test lint install env run package bench translations docs clean

help: ## this list
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: ## install QGIS, the tools and .venv (Debian 12; every other command does this first by itself)
	@.ci/setup.sh

env: setup ## print the shell lines under which qgis and qgis_process see the plugin
	@.ci/env.sh

demo: setup ## the whole job, headless, on the built-in demo county; results in build/demo
	@$(ENV); $(PYTHON) -m tests.demo_county.tour --output build/demo

run: setup ## QGIS Desktop with the demo workspace
	@if [ -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then echo "make run needs a display: log in to a desktop, or use 'make demo' without one." >&2; exit 1; fi
	@$(ENV); [ -e build/demo/ledger.gpkg ] || $(PYTHON) -m tests.demo_county.tour --output build/demo; \
	FARMLAND_WORKSPACE=$(CURDIR)/build/demo/ledger.gpkg qgis --nologo --noversioncheck --code tests/demo_county/open_workspace.py

test: setup ## every test: rules, real QGIS, the zip, the real desktop on a virtual screen
	@$(ENV); mkdir -p build; started=$$SECONDS; code=0; $(PYTHON) -m pytest $(TESTS) $(PARALLEL) || code=$$?; \
	echo "make test: $$(( SECONDS - started )) s" >&2; exit $$code

lint: setup package ## style, types, layers, house limits, the plugin repository's scan, Qt 6
	@.ci/lint.sh $(ZIP)

install: setup ## put the plugin, enabled, into your default QGIS profile
	@$(PYTHON) -m tests.packaging.pack install

package: setup ## build/farmland_plugin.zip for QGIS's "Install from ZIP"
	@$(PYTHON) -m tests.packaging.pack zip $(ZIP)

bench: setup ## every speed figure, as ratios in one run; table and build/bench.json
	@$(ENV); mkdir -p build; $(PYTHON) -m tests.bench --output build/bench.json

translations: setup ## collect the texts of the program into i18n/*.ts
	@$(PYTHON) -m tests.packaging.translations update

docs: setup ## rebuild the pictures of READMEs and help from the running program
	@.ci/docs.sh

clean: ## remove what make built (the set-up in .venv stays)
	@rm -rf build i18n/*.qm .coverage .hypothesis .mypy_cache .ruff_cache .import_linter_cache .qgis-settings
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
