# Thin on purpose: ./bootstrap sets up, cyder and tests/run.py do the work.
.PHONY: demo test lint conformance trust rehearse figures clean

demo:
	./bootstrap
	.venv/bin/cyder demo

test:
	./bootstrap --dev
	.venv/bin/python -m tests.run

lint:
	./bootstrap --dev
	.venv/bin/python -m tests.run static

conformance:
	./bootstrap --dev
	.venv/bin/python -m tests.run set-up conformance

trust:
	./bootstrap --dev
	.venv/bin/cyder engine start
	.venv/bin/cyder images build
	.venv/bin/python -m pytest -m trust

rehearse:
	./bootstrap --dev
	.venv/bin/cyder engine start
	.venv/bin/cyder images build
	.venv/bin/cyder rehearse --all --tier tiny --seeds 5 --player perfect --player idle --player panicking --player clumsy --jobs 4
	.venv/bin/python -m pytest -m rehearse

figures:
	./bootstrap --dev
	.venv/bin/cyder engine start
	.venv/bin/cyder images build
	.venv/bin/python -m tests.figures.bring_up

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
