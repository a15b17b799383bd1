"""`earshot playbook publish`: bring a playbook into force on a deployed stack, step by step."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.deployment import Deployment, StackName, reach
from cli.lines import playbook_of, stop

if TYPE_CHECKING:
    from rich.console import Console

    from earshot.domain.accounts import Accounts
    from earshot.domain.playbook import Playbook

DEFAULT = Path("config/playbook.yaml")
ENDINGS = ("COMPLETE", "ROLLED_BACK", "REVERTED")
PAUSE_S = 2.0


def publish(
    file: Annotated[Path, typer.Argument(help="the playbook that is to be in force")] = DEFAULT,
    at_once: Annotated[bool, typer.Option(help="as `cdk deploy` is set to do it")] = False,
    wait: Annotated[bool, typer.Option(help="stay until it is through, or taken back")] = True,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Publish a playbook without deploying: a new version, spread over minutes and watched.

    A playbook with problems is refused, and so is one that needs a deployment. While it is rolled
    out, an alarm on what it breaks takes it back. Exit code 1 when it was taken back.

    Example: `earshot playbook publish config/playbook.yaml --stack-name Earshot`
    """
    playbook = playbook_of(file)
    deployment = reach(stack_name)
    if playbook.stamp == deployment.playbook.stamp:
        _tell({"stamp": playbook.stamp, "state": "IN_FORCE"}, as_json=as_json)
        return
    if problems := list(obstacles(playbook, deployment.playbook, deployment.accounts)):
        stop("\n".join(f"{file}: {problem}" for problem in problems))
    started = _start(deployment, playbook, "AtOnceStrategy" if at_once else "RolloutStrategy")
    if wait:
        started = _followed(deployment, started, _console())
    told = {"stamp": playbook.stamp, **_state(started)}
    _tell(told, as_json=as_json)
    raise typer.Exit(0 if not wait or started["State"] == "COMPLETE" else 1)


def obstacles(
    candidate: "Playbook", current: "Playbook", accounts: "Accounts | None" = None
) -> Iterator[str]:
    """What stands in the way of publishing without a deployment, and what would be right."""
    if candidate.version <= current.version:
        yield (
            f"version: {candidate.version} is not above the {current.version} in force;"
            " raise it with every change"
        )
    if new := sorted(candidate.teams.keys() - current.teams.keys()):
        yield f"teams: nobody can be in {', '.join(new)} before `cdk deploy` has made the groups"
    if new := sorted(candidate.brands.keys() - current.brands.keys()):
        yield f"brands: nobody can see {', '.join(new)} before `cdk deploy` has made the groups"
    connected = {account.brand for account in accounts.accounts} if accounts else set()
    if gone := sorted(connected - candidate.brands.keys()):
        yield f"brands: connected accounts belong to {', '.join(gone)}; keep it, or deploy"


def _start(deployment: Deployment, playbook: "Playbook", strategy: str) -> dict[str, Any]:
    from botocore.exceptions import ClientError

    from earshot.domain.playbook import compiled

    client, told = deployment.client("appconfig"), deployment.outputs
    profile = {
        "ApplicationId": told["AppConfigApplication"],
        "ConfigurationProfileId": told["PlaybookProfile"],
    }
    try:
        version = client.create_hosted_configuration_version(
            **profile,
            Content=compiled(playbook).encode(),
            ContentType="application/json",
            VersionLabel=playbook.stamp,
        )["VersionNumber"]
        started: dict[str, Any] = client.start_deployment(
            **profile,
            EnvironmentId=told["AppConfigEnvironment"],
            DeploymentStrategyId=told[strategy],
            ConfigurationVersion=str(version),
        )
    except ClientError as error:
        stop(f"AppConfig refuses: {error.response['Error']['Message']}")
    return started


def _followed(
    deployment: Deployment, started: dict[str, Any], console: "Console"
) -> dict[str, Any]:
    from local.demo.progress import progress

    client, told, state = deployment.client("appconfig"), deployment.outputs, started
    with progress(console) as bars:
        bars.start("rolled out, per cent", 100)
        while state["State"] not in ENDINGS:
            bars.reach("rolled out, per cent", state.get("PercentageComplete", 0.0))
            sleep(PAUSE_S)
            state = client.get_deployment(
                ApplicationId=told["AppConfigApplication"],
                EnvironmentId=told["AppConfigEnvironment"],
                DeploymentNumber=started["DeploymentNumber"],
            )
        bars.reach("rolled out, per cent", state.get("PercentageComplete", 0.0))
    return state


def _state(deployed: dict[str, Any]) -> dict[str, Any]:
    newest: dict[str, Any] = next(iter(deployed.get("EventLog", ())), {})
    return {
        "state": deployed["State"],
        "deployment": deployed["DeploymentNumber"],
        "percentage": deployed.get("PercentageComplete", 0.0),
        "because": newest.get("Description"),
    }


_SPOKEN = {
    "IN_FORCE": "is in force already",
    "COMPLETE": "is in force",
    "ROLLED_BACK": "was taken back: an alarm went off, and the one before stays in force",
    "REVERTED": "was taken back by hand",
}


def _tell(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(told))
        return
    spoken = _SPOKEN.get(told["state"], "is being rolled out")
    typer.echo(f"{told['stamp']} {spoken}")


def _console() -> "Console":
    from rich.console import Console

    return Console(stderr=True, width=None if sys.stderr.isatty() else 110)
