# Everything a newcomer and CI need: `make run` and `make test`. Needs make, Python 3.11+ and a package
# index; uv is used where it is installed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := sqlite:///.data/seeds.db
HOST ?= 127.0.0.1
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup run stack test check fmt lint types layers unit docs statements screenshots vendor bench clean

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/.run: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Concite needs Python 3.11 or newer; say which with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@if command -v uv >/dev/null; then uv sync --quiet --frozen --inexact --no-default-groups --python $(PYTHON); \
	else test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); $(BIN)/python -m pip install --quiet --editable .; fi
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@if command -v uv >/dev/null; then uv sync --quiet --frozen --inexact --python $(PYTHON); \
	else $(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'; $(BIN)/python -m pip install --quiet --editable . --group dev; fi
	@touch $@

setup: $(VENV)/.dev ## Make the environment for work on Concite

run: $(VENV)/.run ## Build the graph from seeds/ and serve it
	@mkdir -p .data
	@$(BIN)/concite add seeds/ --store $(STORE)
	@echo
	@echo "Open http://$(HOST):$(PORT) and try, in another terminal:"
	@echo "  $(BIN)/concite --store $(STORE) links 000-003"
	@echo "  $(BIN)/concite --store $(STORE) explain 000-003 000-002"
	@echo "  curl -s 'http://$(HOST):$(PORT)/v1/search?q=federated+learn'"
	@echo
	@$(BIN)/concite serve --host $(HOST) --port $(PORT) --store $(STORE)

stack: ## Start Neo4j and Concite in containers, with the seeds
	@docker compose up --build --wait
	@echo
	@echo "Concite:       http://127.0.0.1:8000"
	@echo "Neo4j Browser: http://127.0.0.1:7474  (bolt://localhost:7687, user neo4j)"
	@echo "Its password:  docker compose exec neo4j cat /secrets/password"
	@echo "Stop:          docker compose down  (the data stays; docs/stack.md)"

test: check unit ## Check and test everything

check: lint types layers

fmt: $(VENV)/.dev ## Format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(VENV)/.dev ## Check format and lint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/.dev ## Check types
	@$(BIN)/mypy

layers: $(VENV)/.dev ## Check that rooms import downwards only
	@$(BIN)/lint-imports

unit: $(VENV)/.dev ## Run the tests
	@$(BIN)/pytest --ignore=tests/benchmarks

docs: $(VENV)/.dev ## Renew what README and docs/ show of commands
	@$(BIN)/python -m tests.docs.console

statements: $(VENV)/.dev ## Renew what cypher/README.md shows (needs Java, Maven, Chromium)
	@$(BIN)/python -m tests.docs.statements

screenshots: $(VENV)/.dev ## Renew the pictures in docs/images (needs Chromium)
	@$(BIN)/python -m tests.docs.screenshots

vendor: ## Renew what pages take from the npm registry, as package-lock.json has it
	@npm ci --ignore-scripts --no-audit --no-fund --prefix .
	@cp node_modules/cytoscape/dist/cytoscape.min.js api/static/vendor/

bench: $(VENV)/.dev ## Print ratios measured in one run
	@$(BIN)/pytest tests/benchmarks -q

clean: ## Remove what was made here
	rm -rf $(VENV) .data dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
