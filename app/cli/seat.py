"""`dialogue seat`: solve one instance file and write the plan."""

from __future__ import annotations

import json
from pathlib import Path

import click

from app.cli import WronglyAsked, print_json
from app.seating import NoPlan, plan_to_json, problem_from_json, solve


class Illegal(click.ClickException):
    """No legal plan: exit code 3, the reasons on standard error."""

    exit_code = 3

    def show(self, file: object = None) -> None:
        """Print the reasons."""
        click.echo(self.message, err=True)


@click.command
@click.argument("instance", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed gives the same plan.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the plan here.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as one line of JSON (as without -o).")
def command(instance: Path, seed: int, output: Path | None, as_json: bool) -> None:
    """Seat the people of INSTANCE.

    INSTANCE is a file of the format assign-bench/1. Without a legal plan the reasons are said, and the exit code is 3.
    """
    if output is not None and not output.absolute().parent.is_dir():
        raise WronglyAsked(f"There is no folder {output.absolute().parent} for the plan.")
    try:
        given = json.loads(instance.read_text("utf-8"))
        problem = problem_from_json(given)
    except UnicodeDecodeError:
        raise WronglyAsked(f"{instance.name} is no instance: it is not UTF-8.") from None
    except (ValueError, RecursionError) as bad:
        raise WronglyAsked(f"{instance.name} is no instance: {bad}.") from None
    try:
        solution = solve(problem, seed=seed, strict=True)
    except NoPlan as none:
        raise Illegal("\n".join(none.reasons)) from None
    plan = plan_to_json(str(given.get("name") or instance.stem), solution)
    if output is not None:
        output.write_text(json.dumps(plan, ensure_ascii=False) + "\n", "utf-8")
    if as_json or output is None:
        print_json(plan)
