# make bench-peers  what other tools cost and find on the same work, in an environment of its own
# make demo   install, audit two samples, show a NO-GO and a GO
# make ray    the cluster engine: a local Ray of two workers must say the same as one process
# make kernels  compile the kernels again, and say why if that does not work
# make hooks  the pre-commit hooks, installed by pre-commit from the last commit
# make site   the documentation as a site in build/site; a dead link fails
# make fuzz   hostile inputs by the thousand (FUZZ=20000 of each kind); `make test` tries a few
# make test   install what the tests need; linters, types, layers, tests
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: help kernels demo test lint types layers unit wheel bench fuzz bench-peers docs site hooks clean ray

help:
	@sed -n 's/^# //p' Makefile

KERNELS := hatch_build.py $(wildcard auditor/kernels/*.pyx)

$(VENV)/.installed: pyproject.toml $(KERNELS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/auditor check sample_data/classification_not_ready.csv --task classification; test $$? = 1
	@echo; echo "— and a set that is ready:"; echo
	$(BIN)/auditor check sample_data/classification_ready.csv --task classification

test: lint types layers unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

# The built wheel in an environment of its own: its schemas are found, a file is audited.
wheel: $(VENV)/.dev
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/pip install --quiet build/wheel/*.whl
	cd build/wheel && venv/bin/python ../../tests/wheel_smoke.py ../../sample_data

kernels: $(VENV)/.dev
	$(BIN)/python hatch_build.py
	@touch $(VENV)/.installed $(VENV)/.dev

# Pages made from the code: rules, commands, the picture.
docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

site: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --site-dir build/site

hooks: $(VENV)/.dev
	INSTALL_HOOKS=1 $(BIN)/python -m pytest tests/ci/test_hooks.py

ray: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet -e '.[ray]'
	$(BIN)/python -c "import ray"
	$(BIN)/python -m pytest tests/test_ray.py

bench-peers: $(VENV)/.dev
	$(PYTHON) -m venv build/peers
	for peer in dropoutt finelint parallelogram 'convmerge[quality]' datasketch rensa semhash cleanlab orjson scikit-learn; do \
	  build/peers/bin/python -m pip install --quiet "$$peer" || echo "$$peer does not install"; done
	$(BIN)/python -m pip install --quiet orjson
	$(BIN)/python bench/peers.py --python build/peers/bin/python > bench/results/peers.json

fuzz: $(VENV)/.dev
	FUZZ=$${FUZZ:-20000} $(BIN)/python -m pytest tests/fuzz -p no:cacheprovider

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
