"""`python -m infra.app`: what `cdk synth` and `cdk deploy` run."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _use_our_node() -> None:
    """Let jsii find the Node of the virtual environment, also when `cdk` is called from outside."""
    ours = ROOT / ".venv" / "bin" / "node"
    if ours.exists():
        os.environ.setdefault("JSII_NODE", str(ours))


def main() -> None:
    """Read the configuration and synthesise the stack."""
    _use_our_node()
    import aws_cdk as cdk

    from earshot.config import ConfigError
    from infra.configuration import load
    from infra.stack import EarshotStack

    app = cdk.App()
    folder = ROOT / str(app.node.try_get_context("config") or "config")
    try:
        configuration = load(folder)
    except ConfigError as error:
        raise SystemExit(str(error)) from None
    EarshotStack(
        app,
        str(app.node.try_get_context("name") or "Earshot"),
        configuration=configuration,
        local=app.node.try_get_context("target") == "local",
    )
    app.synth()


if __name__ == "__main__":
    main()
