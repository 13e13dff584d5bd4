# make demo · make test · make lint · make bench · make notebooks · make clean
# Needs Python 3.11-3.13 and a package index; the rest is set up in .venv.

SHELL := /bin/sh
VENV := .venv
RUN := $(VENV)/bin

# The first interpreter that fits; another one: make demo PYTHON=/path/to/python
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	if $$python -c '$(FITS)' >/dev/null 2>&1; then echo $$python; break; fi; done)

.PHONY: demo test lint bench notebooks clean browser bundle
.DEFAULT_GOAL := demo

demo: $(VENV)/installed
	$(RUN)/kg demo

test: $(VENV)/installed-test browser bundle
	$(RUN)/python -m pytest

lint: $(VENV)/installed-test
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy

bench: $(VENV)/installed
	$(RUN)/kg bench annotate

# The notebooks, run and rendered as pages that ask the network for nothing.
notebooks: $(VENV)/installed-test
	$(RUN)/python notebooks/make.py render output/notebooks

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "make: no Python 3.11, 3.12 or 3.13 with the module venv was found;" \
			"install one (Debian, Ubuntu: apt install python3 python3-venv)" \
			"or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: pyproject.toml $(VENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml $(VENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/installed

# Chromium, its driver and a Chinese font for the tests that open pages. Without them those tests
# skip and say so, therefore nothing here may fail.
browser:
	@if command -v chromedriver >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "no Chromium and no apt-get: browser tests will skip" >&2; exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; else \
		echo "no Chromium and no right to install it: browser tests will skip" >&2; exit 0; fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	{ $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends \
		chromium chromium-driver fontconfig fonts-wqy-zenhei; } >/dev/null \
		|| echo "Chromium could not be installed: browser tests will skip" >&2

# What the tests need that the committed bundles are current. Users never need Node.
bundle:
	@if ! command -v npm >/dev/null; then echo "no npm: the bundles are not rebuilt" >&2; exit 0; fi; \
	for folder in kg/explorer kg/serve/query_page; do \
		if [ -d $$folder/node_modules ]; then continue; fi; \
		(cd $$folder && npm ci --silent --no-audit --no-fund) >/dev/null 2>&1 \
			|| echo "npm ci failed in $$folder: its bundle is not rebuilt" >&2; done
