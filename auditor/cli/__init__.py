"""The command line: one small module per command, imported when the command runs.

Exit codes: 0 GO, 1 NO-GO, 2 could not audit, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import RawIOBase, StringIO, TextIOWrapper
from typing import Any, NoReturn, TextIO

import click

from auditor import __version__
from auditor.errors import AuditorError

# command → (module, one line of help): the help must not import the modules
COMMANDS = {
    "check": ("auditor.cli.check", "Audit data files: GO (exit 0) or NO-GO (exit 1)."),
    "lint": ("auditor.cli.lint", "Look at the rows of files one by one; for hooks."),
    "fewshot": ("auditor.cli.fewshot", "Pick the examples to prompt with instead of fine-tuning."),
    "advise": ("auditor.cli.advise", "Which rung to take: prompting, few-shot, retrieval or fine-tuning."),
    "init": ("auditor.cli.init", "Look at the data and write a commented auditor.toml."),
    "report": ("auditor.cli.report", "Render a saved JSON report again."),
    "baseline": ("auditor.cli.baseline", "Accept the present findings, so that only new ones count."),
    "diff": ("auditor.cli.diff", "What changed between two data sets or two reports."),
    "fix": ("auditor.cli.fix", "Write a cleaned copy of the data, and an account of every change."),
    "split": ("auditor.cli.split", "Divide a file into train, validation and test without leaks."),
    "explain": ("auditor.cli.explain", "Explain a rule, or list all rules."),
}


class Commands(click.Group):
    """A group that imports a command when it is run, and reads `auditor FILE` as `auditor check FILE`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its `command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; the help and the version are written here."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            raise PipeClosed from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a closed pipe, and an end that click misreads, are told from other errors."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None
        except EOFError as error:  # for click it is Ctrl-D, the user's wish to stop
            raise RuntimeError from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that is no command but looks like a file is the file to check."""
        word = args[0]
        if word not in COMMANDS and (word == "-" or os.path.exists(word) or set(word) & set("./\\*?[")):
            args = ["check", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the trace of an internal error.")
def group() -> None:
    """Is this data set ready for fine-tuning? Counts usable examples and answers GO or NO-GO."""


class PipeClosed(Exception):
    """Nobody reads our output any more; not an OSError, for which click has an exit code of its own."""


def main() -> NoReturn:
    """Run the command line and exit."""
    debug = "--debug" in sys.argv  # wherever it stands: it is typed after something went wrong
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    _prepare(debug)
    try:
        code = group.main(arguments, "auditor", standalone_mode=False) or 0  # click hands over an Exit's code
        sys.stdout.flush()
    except click.ClickException as error:
        code = _misused(error)
    except AuditorError as error:
        code = _failed(str(error))
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except (PipeClosed, BrokenPipeError):
        code = 141
    except Exception as error:
        if debug:
            from auditor.cli import debug as log

            log.trace()
        code = _failed(_in_words(error))
    _discard_unwritten()
    gc.freeze()  # memory goes back with the process; to look for garbage first takes long
    sys.exit(code)


def _prepare(debug: bool) -> None:
    """Streams that take any file name, an end by a signal that cleans up, one thread, the log of --debug."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # processes share the work; threads start slowly
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115  closed by the caller: nobody reads it
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115  the same
    sys.stdout, sys.stderr = _whole(sys.stdout), _whole(sys.stderr)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is signal.SIG_DFL:  # nohup leaves SIGHUP ignored
            signal.signal(ending, lambda number, frame: sys.exit(128 + number))
    if debug:
        from auditor.cli import debug as log

        log.start()


def _whole(stream: TextIO) -> TextIO:
    """The stream as one that takes any file name and writes all of a text or fails.

    With PYTHONUNBUFFERED, as in most containers, Python lets go what a full disk had no room for.
    """
    if not isinstance(stream, TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    if not isinstance(stream.buffer, RawIOBase):
        return stream
    return open(
        stream.fileno(), "w", buffering=1, encoding=stream.encoding, errors=stream.errors, closefd=False
    )


def _misused(error: click.ClickException) -> int:
    """Show click's message, which quotes the command line; returns the exit code."""
    from auditor.cli.say import say

    message = StringIO()
    error.show(message)
    with suppress(OSError):  # nobody reads it, or there is no room: the exit code says it too
        say(message.getvalue().rstrip("\n"), err=True)
    return 2


def _failed(message: str) -> int:
    """Say on standard error why there is no answer; returns the exit code."""
    from auditor.reporters.escape import line

    with suppress(OSError):
        click.echo(f"auditor: {line(message)}", err=True)
    return 2


def _in_words(error: Exception) -> str:
    """An unexpected error on one line: the surroundings' fault by its own words, ours without the data."""
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, OSError):
        return f"{error.filename or 'the system'}: {error.strerror or error}"
    from auditor.guard import described

    return f"internal error: {described(error.__cause__ or error)}; please report it, with what --debug shows"


def _discard_unwritten() -> None:
    """Leave nothing for the interpreter to flush into a closed pipe, which it would complain about."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
