"""`python -m infra.app`: what `cdk synth` and `cdk deploy` run."""

from infra.kernel import ROOT

# isort: split
import aws_cdk as cdk

from earshot.config import ConfigError
from infra.configuration import load
from infra.stack import EarshotStack


def main() -> None:
    """Read the configuration and synthesise the stack."""
    app = cdk.App()
    folder = ROOT / str(app.node.try_get_context("config") or "config")
    try:
        configuration = load(folder)
    except ConfigError as error:
        raise SystemExit(str(error)) from None
    stack = EarshotStack(
        app,
        str(app.node.try_get_context("name") or "Earshot"),
        configuration=configuration,
        local=app.node.try_get_context("target") == "local",
    )
    for number, notice in enumerate(configuration.notices):
        cdk.Annotations.of(stack).add_info_v2(f"earshot:notice{number}", notice)
    app.synth()


if __name__ == "__main__":
    main()
