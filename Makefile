# make demo   the demo practice, in a window
# make test   every test
# Both set up everything they need first: .venv, the packages of constraints.txt, and missing Qt system libraries.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo run test check bench shots docs clean
$(READY): pyproject.toml constraints.txt packaging/system-libraries.sh
	@sh packaging/system-libraries.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the packages of constraints.txt into .venv"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(READY)
	@$(BIN)/relationship-desk demo

run: $(READY)
	@$(BIN)/relationship-desk

test: $(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 $(ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m docs.generate --check

docs: $(READY)
	@$(BIN)/python -m docs.generate

bench: $(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

shots: $(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots shots

clean:
	rm -rf .venv build dist shots
