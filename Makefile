# Everything runs in .venv, which these targets make: a fresh machine needs python3 (3.11-3.13, with venv), make and git.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo try test test-all lint bench bench-large quality lock clean

demo: .venv/ready ## Publish the sample articles, export Turtle, answer three questions
	@$(BIN)/python data/demo.py

try: .venv/ready ## A folder with fresh samples, in which to follow a page of docs/how-to; what was in it goes
	@rm -rf try && mkdir -p try/tests
	@cp -R data ontology shapes try/
	@cp -R tests/new_type try/tests/

test: .venv/ready ## The tests, a quarter of an hour at most
	$(BIN)/python -m pytest -n 2 -m "not slow" -rs

test-all: .venv/ready ## With the full counts
	$(BIN)/python -m pytest -n 2 -rs
	$(BIN)/python tests/wheel/check_install.py

lint: .venv/ready ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: .venv/ready ## Extraction and reading beside hand-made answers (they are not part of the project)
	$(BIN)/python benchmarks/extraction_quality.py
	$(BIN)/python benchmarks/extraction_quality.py --drafts
	$(BIN)/python benchmarks/reading_quality.py
	$(BIN)/python benchmarks/extraction_speed.py

bench: .venv/ready ## Cold start, engines, one publish, ten thousand of them
	$(BIN)/python benchmarks/cold_start.py data/01-okoye-options.facts.yaml
	$(BIN)/python -m benchmarks.publish_one
	$(BIN)/python benchmarks/extraction_speed.py
	$(BIN)/python -m benchmarks.extraction_to_graph
	$(BIN)/python -m benchmarks.bulk --articles 10000

bench-large: .venv/ready ## Two hundred thousand articles: half an hour, and 20 GB in the folder for temporary files
	$(BIN)/python -m benchmarks.bulk --articles 200000

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "kg needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "python3 lacks its venv module. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@# -qq: pip's errors are shown, its warnings (of an index that lacks a package) are not
	@echo "Installing what kg needs into .venv (a few minutes, once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## Resolve the dependencies anew, for all Pythons and systems
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --all-extras --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

clean:
	rm -rf .venv demo try .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
