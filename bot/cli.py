"""The terminal commands: digest a page, run the bot, look after it; errors become one line.

It knows no model and no Discord: what a command needs is imported when it is given.
"""

import asyncio
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

import click
from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.errors import Exit, diagnose, status
from bot.sources.paste import Paste, is_link, read
from bot.views.escape import visible
from bot.views.export import to_json
from bot.views.progress import ProgressLine
from bot.words import speak
from config.settings import Limits, Settings
from models.types import Digest, DigestOptions, Length

if TYPE_CHECKING:
    from models.load import Parts

_PROGRAM = "python -m bot"
_STATUSES = (
    "Exit status: 0 done; 1 the input cannot be digested; 2 wrong use; "
    "3 the models are missing or this program is at fault."
)


def main(args: Sequence[str] | None = None, load: "Callable[[], Parts] | None" = None) -> int:
    """Run one command and return its exit status; never raises.

    ``load`` gives the models when they are needed, by default the weights that ship.
    """
    try:
        return _run(args, load or _load)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return Exit.USAGE
    except click.ClickException as error:
        return _fail(f"{error.format_message().rstrip('.')} ({_PROGRAM} --help)", Exit.USAGE)
    except ValidationError as error:
        return _fail(_wrong_setting(error), Exit.USAGE)
    except SettingsError as error:
        return _fail(str(error), Exit.USAGE)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", Exit.INTERRUPTED)
    except (BrokenPipeError, SystemExit):  # click makes the first into the second, and only that
        return _leave()
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for users
        if _is_debugging():
            traceback.print_exc()
        return _fail(diagnose(error), status(error))


@click.group()
def cli() -> None:
    """Digest an article and its comment section: what it says, who is for, who is against."""


@cli.command(epilog=_STATUSES)
@click.argument("source", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the digest as one JSON object.")
@click.option("--claim", metavar="TEXT", help="Ask who is for and against this claim.")
@click.option(
    "--length",
    type=click.Choice([length.value for length in Length]),
    default=Length.SHORT.value,
    show_default=True,
    help="How much to show.",
)
@click.pass_obj
def digest(
    load: "Callable[[], Parts]",
    source: str | None,
    as_json: bool,
    claim: str | None,
    length: str,
) -> None:
    """Digest SOURCE: a file, a link, or - for standard input."""
    if source is None and sys.stdin.isatty():
        raise click.UsageError("give a file, a link, or - and paste the text, ending with Ctrl-D")
    if claim is not None and not visible(claim):
        raise click.UsageError("--claim needs some text")
    settings = Settings()
    limits = settings.limits
    if limits.threads:  # read by torch when it is first imported
        os.environ["OMP_NUM_THREADS"] = str(limits.threads)
    options = DigestOptions(_writable(claim), Length(length), limits.threshold)
    paste = _read("-" if source is None else source, settings)
    result = _digest(paste, load, options, limits)
    click.echo(to_json(result) if as_json else _view(result, options.length, sys.stdout))


@cli.command()
def run() -> int:
    """Run the Discord bot until it is stopped."""
    from bot import app

    return app.run(Settings())


@cli.command()
def doctor() -> int:
    """Check the token, the database and the models, and time one digest."""
    from bot.doctor import check

    return check(Settings())


@cli.command()
def health() -> int:
    """Say whether the running bot is well."""
    from bot.health import check

    return check(Settings())


def _load() -> "Parts":
    from models.load import load

    return load()


def _run(args: Sequence[str] | None, load: "Callable[[], Parts]") -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without UTF-8 shows "?", and no error
            stream.reconfigure(errors="replace")
    result = cli.main(args=args, prog_name=_PROGRAM, standalone_mode=False, obj=load)
    sys.stdout.flush()
    return result if isinstance(result, int) else Exit.OK


def _read(source: str, settings: Settings) -> Paste:
    if not is_link(source):
        return read(source, sys.stdin.buffer, settings.limits.max_bytes)
    from bot.sources.discussion import Discussed
    from bot.sources.link import Fetcher

    async def fetch() -> Paste:
        async with Fetcher(settings.fetch) as fetcher:
            # The operator is asking: no guild's rules hold, only the fetcher's own.
            web = Discussed(fetcher, fetcher, lambda url: None, limits=settings.fetch)
            return Paste(await web.fetch(source.strip()))

    return asyncio.run(fetch())


def _digest(
    paste: Paste, load: "Callable[[], Parts]", options: DigestOptions, limits: Limits
) -> Digest:
    from models.digest import digest as make

    with ProgressLine() as progress:
        result = make(paste.page, load, options, limits, progress)
    return replace(result, notes=(*result.notes, *paste.notes))


def _view(result: Digest, length: Length, stream: TextIO) -> str:
    """The digest as text, in colour where ``stream`` is a terminal that has it."""
    from rich.console import Console

    from bot.views.terminal import render

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(render(result, length, console.width, speak(None)), soft_wrap=True)
    return captured.get().rstrip("\n")


def _wrong_setting(error: ValidationError) -> str:
    first = error.errors()[0]
    name = "__".join(part.upper() for part in first["loc"] if isinstance(part, str))
    return f"{name}: {first['msg'].removeprefix('Value error, ')}"


def _is_debugging() -> bool:
    try:
        return Settings().debug
    except ValueError:  # a wrong setting is told by itself
        return False


def _writable(claim: str | None) -> str | None:
    """The claim without the lone surrogates of an argument that was not valid UTF-8."""
    return claim.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if claim else None


def _leave() -> int:
    """The reader left (``| head``): Python would complain again when it flushes at exit."""
    with suppress(OSError, ValueError):  # a stream without a file has nothing to flush into
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    return Exit.BROKEN_PIPE


def _fail(message: str, code: Exit) -> int:
    with suppress(BrokenPipeError):  # nobody reads the errors; the status still tells
        click.echo(f"hustings: {visible(message)}", err=True)
    return code
