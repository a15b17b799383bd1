"""`earshot deploy`: to the AWS account of your credentials."""

from pathlib import Path
from typing import Annotated

import typer


def run(
    config: Annotated[
        Path, typer.Option(help="The folder with playbook, channels and deployment.")
    ] = Path("config"),
    name: Annotated[
        str, typer.Option(help="The stack's name; another one is a second copy.")
    ] = "Earshot",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask about new permissions.")] = False,
) -> None:
    """Prepare the account for the CDK where that is needed, then deploy.

    Example: `AWS_PROFILE=desk earshot deploy --config config`
    """
    from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

    from cli.lines import stop
    from earshot.config import ConfigError
    from infra import configuration
    from local import region, remote
    from local.paths import ROOT

    try:
        configuration.load(ROOT / config)  # before the account is prepared for it
        raise typer.Exit(remote.deploy(config, name=name, ask=not yes))
    except ConfigError as error:
        stop(str(error))
    except NoRegionError:
        stop(region.UNNAMED)
    except (BotoCoreError, ClientError) as error:
        typer.echo(f"AWS does not answer with these credentials: {error}", err=True)
        raise typer.Exit(1) from None
