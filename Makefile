# Every target does its own set-up, in .venv, on a machine that has Python 3.11 and make.
# Nothing is done twice: the stamps in .venv are newer than what they were made from.

PYTHON := .venv/bin/python
PACKAGES := .venv/.packages
BROWSER := .venv/chromium-path
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset run test prove check bench pictures browser lock

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(PACKAGES) ## Start the sandbox and the bot together, and print the address to open
	@exec $(PYTHON) -m bot demo

demo-reset: $(PACKAGES) ## Clear what the demo keeps between starts
	@exec $(PYTHON) -m bot demo --reset

run: $(PACKAGES) ## Start the bot against the workspace that the environment names
	@exec $(PYTHON) -m bot run

test: $(PACKAGES) $(BROWSER) ## Run the tests, but for the long proofs
	@exec $(PYTEST) -m "not prove"

prove: $(PACKAGES) $(BROWSER) ## Run every test, the long proofs too
	@exec $(PYTEST) -m "prove or not prove"

check: $(PACKAGES) ## Hold the code to its style and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

bench: $(PACKAGES) ## Print the benchmarks, each as a ratio
	@exec $(PYTHON) -m bench

pictures: $(PACKAGES) $(BROWSER) ## Take the pictures of docs/pictures anew
	@$(PYTHON) -m pytest tests/test_document_example.py --pictures docs/pictures
	@exec $(PYTHON) -m pytest tests/browser/test_demo.py tests/browser/test_signing.py -k 'newcomer or nudge_asks or campaign or manager or owe or will_be_posted or telephone_without' --pictures docs/pictures

browser: $(BROWSER) ## Find or fetch a Chromium for the tests

lock: $(PACKAGES) ## Write requirements.lock anew from pyproject.toml
	@$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --extra dev --upgrade \
		--generate-hashes --no-header --no-annotate --output-file requirements.lock pyproject.toml

$(PACKAGES): requirements.lock tools/uv.lock tools/packages.sh
	@sh tools/packages.sh $@

$(BROWSER): tools/browser.py tools/node.lock | $(PACKAGES)
	@$(PYTHON) tools/browser.py $@
