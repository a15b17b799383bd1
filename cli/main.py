"""The `earshot` command: one module of this package per subcommand."""

from importlib import import_module, util

import typer

# A module offers either `run` (one command) or `app` (a group of commands).
COMMANDS = (
    "up",
    "down",
    "status",
    "deploy",
    "demo",
    "classify",
    "decide",
    "train",
    "due",
    "playbook",
    "quarantine",
    "corrections",
    "channels",
    "audit",
    "backfill",
    "search",
    "cost",
    "openapi",
    "bench",
)

app = typer.Typer(
    name="earshot",
    help="Social customer service in your own AWS account.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _register(name: str) -> None:
    if util.find_spec(f"cli.{name}") is None:
        return
    module = import_module(f"cli.{name}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name)
    else:
        app.command(name)(module.run)


for _command in COMMANDS:
    _register(_command)


if __name__ == "__main__":
    app()
