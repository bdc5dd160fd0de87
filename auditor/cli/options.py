"""The options that say which data to read and how to judge it, shared by the commands that audit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct
from msgspec.structs import replace

from auditor import schema_file
from auditor.cli import tables
from auditor.config import TASKS, Config, Fields
from auditor.config_file import DataSet, Settings, find, load
from auditor.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])

_COUNT = click.IntRange(0)

DATA_OPTIONS = (
    click.option("--task", type=click.Choice(TASKS), help="What the model is to learn; else guessed."),
    click.option("--target", metavar="NAME", help="Where it is trained: openai, azure, trl …; see explain."),
    click.option("--schema", metavar="FILE", help="Your own JSON Schema, of the record or of a JSON output."),
    click.option("--input-format", metavar="NAME", help="The format of the records; else detected."),
    click.option("--input", "input_field", metavar="FIELD", help="The field that holds the input."),
    click.option("--output", "output_field", metavar="FIELD", help="The field that holds the output."),
    click.option("--label", "label_field", metavar="FIELD", help="The field that holds the label."),
    click.option(
        "--split",
        "splits",
        metavar="NAME=PATH",
        multiple=True,
        help="Files of another split; else as their names say.",
    ),
    click.option(
        "--split-column", metavar="FIELD", help="The field that names each row's split; else detected."
    ),
    click.option("--group", metavar="FIELD", multiple=True, help="Rows that share it belong in one split."),
    click.option("--against", metavar="FILE", multiple=True, help="Other data that must not be in training."),
    click.option("--delimiter", metavar="CHAR", help="The delimiter of a table; else detected."),
    click.option(
        "--header/--no-header", default=None, help="A table's first row is its header; else detected."
    ),
    click.option(
        "--min",
        "minimum",
        type=click.IntRange(0),
        metavar="N",
        help="Usable examples needed; else the task's.",
    ),
    click.option("--ideal", type=_COUNT, metavar="N", help="Usable examples wished for; else the task's."),
    click.option("--select", metavar="CODES", multiple=True, help="Only these rules: codes or prefixes."),
    click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules: codes or prefixes."),
    click.option("--baseline", metavar="FILE", help="Accepted findings; only new ones count."),
    click.option(
        "--index", metavar="FILE", help="Keeps what was compared; the next audit looks at new rows."
    ),
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Worker processes; else the cores."),
    click.option("--config", "config_path", metavar="FILE", help="The configuration; else the nearest."),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
)

# fields of Config that options and configuration file spell alike, and those of the file alone
DIRECT = (
    "target", "input_format", "split_column", "delimiter", "header", "minimum", "ideal", "baseline", "index",
)  # fmt: skip
TABLES = (
    "strict",
    "max_places",
    "thresholds",
    "severity",
    "tolerance",
    "per_file_ignores",
    "project",
    "style",
)


class Request(Struct, frozen=True):
    """What a command is asked to read, and how: (path, split) pairs, the configuration, worker processes.

    `name` is that of the configured data set, "" for paths of the command line; 0 `jobs` leaves their number
    to the size of the data and the cores.
    """

    name: str
    inputs: tuple[tuple[str, str], ...]
    config: Config
    jobs: int


def data_options(function: Function) -> Function:
    """Give a command all of DATA_OPTIONS; it passes them on to `request`."""
    for option in reversed(DATA_OPTIONS):
        function = option(function)
    return function


def request(paths: Sequence[str], options: Mapping[str, Any]) -> Request:
    """The one data set that a command is about; see `requests`.

    Raises UsageError when there is none, or more than one.
    """
    wanted = requests(paths, options)
    if len(wanted) > 1:
        names = ", ".join(item.name for item in wanted)
        raise UsageError(f"the configuration has several data sets ({names}); name the files of one")
    return wanted[0]


def requests(paths: Sequence[str], options: Mapping[str, Any]) -> list[Request]:
    """What the options, the configuration file and the defaults come to, in this order of precedence.

    Without paths, every data set of the configuration is one request.
    Raises UsageError when there is nothing to read, ConfigError for a bad configuration file.
    """
    settings = _settings(options)
    if paths:
        inputs = [(path, "train") for path in paths] + [_split(item) for item in options["splits"]]
        inputs += [(path, "against") for path in options["against"]]
        return [
            Request("", tuple(inputs), _config(settings.top, options, settings.path), options["jobs"] or 0)
        ]
    if not settings.datasets:
        raise UsageError(
            "no data files given, and no data sets in a configuration; "
            "try: auditor check train.jsonl, or auditor init train.jsonl"
        )
    return [_of_dataset(dataset, settings, options) for dataset in settings.datasets]


def for_files(paths: Sequence[str], options: Mapping[str, Any]) -> list[Request]:
    """A request for each file, as its configured data set says; a file of none, as the general settings say.

    Raises what `requests` raises.
    """
    from auditor.loaders import expand

    settings = _settings(options)
    homes = {
        os.path.realpath(path): dataset
        for dataset in reversed(settings.datasets)
        for path in _files_of(dataset, settings)
    }
    return [
        _of_file(path, homes.get(os.path.realpath(path)), settings, options)
        for name in dict.fromkeys(paths)
        for path, _ in expand(name)
    ]


def _of_file(path: str, home: DataSet | None, settings: Settings, options: Mapping[str, Any]) -> Request:
    config = _config({**settings.top, **(home.settings if home else {})}, options, settings.path)
    return Request("", ((path, "train"),), config, options["jobs"] or 0)


def _files_of(dataset: DataSet, settings: Settings) -> Iterator[str]:
    """All files of a data set, of whatever split."""
    from auditor.loaders import expand

    for path in (*dataset.paths, *(path for held_out in dataset.splits.values() for path in held_out)):
        yield from (name for name, _ in expand(str(Path(settings.path).parent / path)))


def configuration(options: Mapping[str, Any]) -> tuple[Config, str]:
    """The configuration without any data, and the path of its file, "" when there is none."""
    settings = _settings(options)
    return _config(settings.top, options, settings.path), settings.path


def _of_dataset(dataset: DataSet, settings: Settings, options: Mapping[str, Any]) -> Request:
    folder = Path(settings.path).parent
    inputs = [(path, "train") for path in dataset.paths]
    inputs += [(path, name) for name, paths in dataset.splits.items() for path in paths]
    shown = tuple((os.path.relpath(folder / path), split) for path, split in inputs)
    shown += tuple((path, "against") for path in options["against"])
    config = _config({**settings.top, **dataset.settings}, options, settings.path)
    return Request(dataset.name, shown, config, options["jobs"] or 0)


def _settings(options: Mapping[str, Any]) -> Settings:
    if options["isolated"]:
        return Settings()
    if options["config_path"]:
        return load(Path(options["config_path"]))
    nearest = find(Path.cwd())
    return load(nearest) if nearest else Settings()


def _config(top: Mapping[str, Any], options: Mapping[str, Any], path: str) -> Config:
    """The options over the settings of the configuration file at `path`."""
    tables.check(top, path)
    given = {name: options[name] for name in DIRECT if options.get(name) is not None}
    config = Config(
        task=options["task"] or top.get("task", ""),
        task_source="option" if options["task"] else "config" if "task" in top else "inferred",
        fields=Fields(*(options[f"{name}_field"] or top.get(name) for name in ("input", "output", "label"))),
        select=_codes(options["select"] or top.get("select", ())),
        ignore=_codes(options["ignore"] or top.get("ignore", ())),
        group=tuple(options["group"] or top.get("group", ())),
        options={name: top[name] for name in ("patterns", "pii") if name in top} | _schema(top, options),
        **{name: top[name] for name in (*DIRECT, *TABLES) if name in top},
    )
    return replace(config, **given)


def _schema(top: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """The user's own JSON Schema, read here because the checkers open no files."""
    path = options["schema"] or top.get("schema")
    return {"schema": schema_file.load(path)} if path else {}


def _split(item: str) -> tuple[str, str]:
    name, equals, path = item.partition("=")
    if not (name and equals and path):
        raise UsageError(f"--split takes NAME=PATH, not {item!r}")
    return path, name


def _codes(items: Sequence[str]) -> tuple[str, ...]:
    codes = (code.strip().upper() for item in items for code in item.split(","))
    return tuple(code for code in codes if code)
