"""`dialogue serve`: run the platform until Ctrl-C, with the settings of the environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.panel import Panel

from app.cli import Refused
from app.cli.demo import free_port
from app.settings import Settings, warnings

if TYPE_CHECKING:
    from app.web.house import House


@click.command
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on, instead of DIALOGUE_PORT.")
def command(data: Path | None, port: int | None) -> None:
    """Run the platform until Ctrl-C."""
    settings = Settings.from_environment(data=data, port=port)
    if settings.port == 0:
        settings = Settings.from_environment(data=data, port=free_port())
    warn(warnings(settings))
    from app.keys import BadKey
    from app.main import CannotListen, run  # after the settings: a wrong one is told at once
    from app.model import UnknownEvent
    from realtime.lock import Held
    from realtime.log import Corrupt

    try:
        run(settings, say)
    except Held as held:
        raise Refused(f"Process {held.pid or '?'} already serves the data in {settings.data.resolve()}.") from None
    except (BadKey, CannotListen) as bad:
        raise Refused(str(bad)) from None
    except UnknownEvent as newer:
        raise Refused(f"The database was written by a newer version of this program ({newer}): install that.") from None
    except Corrupt as broken:
        raise Refused(f"The database is damaged ({broken}); restore a backup.") from None


def say(house: House) -> None:
    """Say where it is, and how to begin while there is no programme."""
    from app.chores import LOST_KEY
    from app.web.founding import set_up_link

    if house.lost_key():
        warn([LOST_KEY])
    console = Console(soft_wrap=True)
    console.print(f"Open {house.settings.public_url}", markup=False)
    link = set_up_link(house)
    if link is not None:
        console.print(f"Set up the first meeting: {link}", markup=False)


def warn(sentences: list[str]) -> None:
    """Print loudly, on standard error, what is unwise."""
    console = Console(stderr=True)
    for sentence in sentences:
        console.print(Panel(sentence, title="Careful", border_style="bold red"), markup=False)
