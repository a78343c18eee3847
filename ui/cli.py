"""The command line `demetra`, which is also how everything is checked; `--json` prints one document, nothing else."""

import logging
import sys

import typer

from ui.commands import alerting, asking, data, doctor, outlook, refreshing, running, working

app = typer.Typer(
    name="demetra",
    help="Ask your advertising data in plain Russian or English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (running, data, doctor, refreshing, asking, outlook, alerting, working):
    group.add_to(app)


def main() -> None:
    """Entry point of the console script."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app()


if __name__ == "__main__":
    main()
