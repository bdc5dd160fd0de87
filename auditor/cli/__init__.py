"""The command line: one small module per command, imported when the command runs.

Exit codes: 0 GO, 1 NO-GO, 2 could not audit, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from auditor import __version__
from auditor.errors import AuditorError

# command → (module, one line of help): the help must not import the modules
COMMANDS = {
    "check": ("auditor.cli.check", "Audit data files: GO (exit 0) or NO-GO (exit 1)."),
    "fewshot": ("auditor.cli.fewshot", "Pick the examples to prompt with instead of fine-tuning."),
    "report": ("auditor.cli.report", "Render a saved JSON report again."),
    "baseline": ("auditor.cli.baseline", "Accept the present findings, so that only new ones count."),
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that is no command but a file is the file to check."""
        word = args[0]
        if word not in COMMANDS and (word == "-" or os.path.exists(word)):
            args = ["check", *args]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
def group() -> None:
    """Is this data set ready for fine-tuning? Counts usable examples and answers GO or NO-GO."""


def main() -> NoReturn:
    """Run the command line and exit."""
    try:
        code = group.main(standalone_mode=False) or 0  # click hands over the code of an Exit
    except click.ClickException as error:
        error.show()
        code = 2
    except AuditorError as error:
        click.echo(f"auditor: {error}", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)
