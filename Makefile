PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
HOME_DEMO := .home
CHROMIUM  := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: demo test lint types evals evals-model bench chaos docs install browser

# Everything runs in .venv; it is made once and again whenever the pinned packages change.
install: $(VENV)/.installed
$(VENV)/.installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages into $(VENV) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

demo: install
	@$(BIN)/bantin demo --home $(HOME_DEMO)

test: install browser
	$(BIN)/pytest

browser:
ifeq ($(CHROMIUM),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "The browser tests need Chromium: sudo apt-get install -y chromium"; exit 1; fi
endif

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

evals: install
	$(BIN)/python -m evals $(EVALS)

# A GGUF file of your own, served to this machine alone by a venv beside the project's.
SERVING := .venv-model
evals-model: install $(SERVING)/.installed
	@test -f "$(MODEL)" || { echo "make evals-model MODEL=path/to/file.gguf"; exit 1; }
	$(BIN)/python -m evals.real_model "$(MODEL)" --python $(SERVING)/bin/python $(EVALS)

$(SERVING)/.installed:
	@test -x $(SERVING)/bin/python || $(PYTHON) -m venv $(SERVING)
	@echo "Installing a server for GGUF models into $(SERVING) ..."
	@$(SERVING)/bin/pip install --quiet --disable-pip-version-check xllamacpp==2026.10.11549
	@touch $@

bench: install browser
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.reading_bench
	$(BIN)/python -m evals.screen

# A killed child leaves a semaphore to Python's tracker, which says so at the end.
chaos: install browser
	$(BIN)/python -W ignore::UserWarning -m evals.chaos $(CHAOS)

docs: install
	$(BIN)/python -m ui.reference
