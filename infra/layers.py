"""The two layers: first-party code as it lies, and third-party wheels built for Lambda at synth."""

from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra import wheels
from infra.stage import ARCHITECTURE, NOT_CODE, ROOT, RUNTIME

DEPS = ROOT / "layers" / "deps"
LOCK = DEPS / "requirements.txt"


@jsii.implements(cdk.ILocalBundling)
class _Wheels:
    """Fill the layer without Docker. It raises on failure: returning False would call Docker."""

    def __init__(self, *, local: bool) -> None:
        self._install = wheels.install_for_here if local else wheels.install_for_lambda

    def try_bundle(self, output_dir: str, *, image: cdk.DockerImage, **_: object) -> bool:
        self._install(LOCK, Path(output_dir) / "python")
        return True


class Layers(Construct):
    """`deps` below `shared`; `local` builds `deps` for the interpreter that runs here."""

    def __init__(self, scope: Construct, construct_id: str, *, local: bool) -> None:
        super().__init__(scope, construct_id)
        self.deps = lambda_.LayerVersion(
            self,
            "Deps",
            description="Earshot: third-party packages",
            code=lambda_.Code.from_asset(
                str(DEPS),
                asset_hash_type=cdk.AssetHashType.CUSTOM,
                asset_hash=fingerprint(local=local),
                bundling=cdk.BundlingOptions(
                    image=cdk.DockerImage.from_registry("never-pulled"),
                    local=_Wheels(local=local),
                ),
            ),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )
        self.shared = lambda_.LayerVersion(
            self,
            "Shared",
            description="Earshot: first-party code",
            code=lambda_.Code.from_asset(str(ROOT / "layers" / "shared"), exclude=NOT_CODE),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )


def fingerprint(*, local: bool) -> str:
    """What a built `deps` layer depends on."""
    return wheels.fingerprint(LOCK, local=local)
