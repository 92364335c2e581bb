"""`python -m app.cli` is `dialogue`, where the package is not installed."""

from app.cli import main

main(prog_name="dialogue")
