# Two commands: `make` builds the report, `make test` checks the program. Both first set up what they need.
# REPORT=... names the report to build, N=... how many documents `make fuzz` prints, PYTHON=... the Python to set up with.

BIN := .venv/bin
REPORT ?= content/report.yaml
N ?= 1000

# On macOS the layout libraries stand in Homebrew's folder, which Python does not search by itself.
ifeq ($(shell uname),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH="$(shell brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib" $(BIN)/python
else
RUN := $(BIN)/python
endif

report: .venv/ready
	@$(RUN) build.py "$(REPORT)"

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m pytest -n auto

fuzz: .venv/ready
	$(RUN) -m pytest -n auto tests/test_fuzz.py --documents $(N)

bench: .venv/ready
	$(RUN) tests/bench.py

# The characters that the fonts draw; after a change of fonts.
coverage: .venv/ready
	$(RUN) tests/coverage_table.py

# The descriptions by which an editor completes and checks the author's files; after a change of the format.
schema: .venv/ready
	mkdir -p docs/schema
	for name in report section sources style; do $(BIN)/press schema $$name > docs/schema/$$name.json || exit 1; done

# Takes the newest versions that pyproject.toml allows.
lock: .venv/ready
	$(RUN) -m pip install --quiet uv
	( echo "# Exact versions and hashes for each supported Python and system; refreshed by: make lock"; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --group dev --generate-hashes --no-header \
	    --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml ) > requirements.new
	mv requirements.new requirements.lock

clean:
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@.ci/setup machine

.venv/ready: $(BIN)/python requirements.lock pyproject.toml .ci/setup
	@.ci/setup packages

.PHONY: report test fuzz bench coverage schema lock clean
