# Thin verbs over bootstrap.py and .venv: whatever stands here can be run without make.
PY := .venv/bin/python
ZX := .venv/bin/zhixing
.DEFAULT_GOAL := help
.PHONY: help setup run test check fix seed module docs psql clean gallery bench lock

help: ## print these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## from nothing to a prepared copy with all tools; twice without harm
	python3 bootstrap.py setup --dev

run: ## start everything and tell the address
	python3 bootstrap.py up

test: ## the tests without browser journeys
	$(PY) -m pytest -q -m "not journey"

check: ## everything CI runs: format, lint, types, imports, migrations, tests, journeys
	python3 bootstrap.py check

fix: ## let the formatter and the safe fixes do their work
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

seed: ## build the demonstration city in the data folder
	$(ZX) demo

module: ## the shape of a new module: make module name=petitions en=Petitions zh=信访
	$(ZX) new-module $(name) --en "$(en)" --zh "$(zh)"

docs: ## write the reference pages from the registers
	$(ZX) reference

psql: ## a prompt in the database
	$(ZX) psql

gallery: ## pictures of every page, for looking at
	ZHIXING_GALLERY=gallery $(PY) -m pytest -q -m journey tests/journeys

bench: ## run every measurement of bench/ (quiet machine, some minutes)
	@for file in $$(grep -l __main__ bench/*.py); do echo "== $$file"; $(PY) -m bench.$$(basename $$file .py) || exit 1; done

lock: ## lock the dependencies again, with hashes and without addresses
	cd requirements && for name in runtime dev frontend; do \
	  ../.venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	    --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	    --output-file $$name.txt $$name.in || exit 1; done
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved=true

clean: ## remove what can be made again; data and programs stay
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache gallery test-results
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
