"""The scheduled training: a function with the corpus beside it, which adds to the registry."""

from dataclasses import replace
from pathlib import Path
from shutil import copy2

import aws_cdk as cdk
import jsii
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from earshot import settings
from earshot.retraining import CORPUS
from infra.alerts import Alerts
from infra.findings import acknowledge
from infra.ground import Ground
from infra.registry import Registry
from infra.stage import ARCHITECTURE, ROOT, RUNTIME, Stage

TEXTS = ROOT / "training" / "corpus"
LEARNED_FROM = ("CORRECTION#*", "MENTION#*")
# Half a minute of one core for the corpus alone; a gigabyte and three quarters is one core.
MEMORY = 1769
LONGEST = cdk.Duration.minutes(15)


@jsii.implements(cdk.ILocalBundling)
class _Texts:
    """The corpus as a package, so that it is found wherever a layer is unpacked."""

    def try_bundle(self, output_dir: str, *, image: cdk.DockerImage, **_: object) -> bool:
        package = Path(output_dir) / "python" / CORPUS
        package.mkdir(parents=True)
        for file in sorted(TEXTS.glob("*.jsonl")):
            copy2(file, package)
        return True


class Retraining(Construct):
    """Reads what people put right and the words it is about; writes nothing but weights."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        ground: Ground,
        alerts: Alerts,
        registry: Registry,
    ) -> None:
        super().__init__(scope, construct_id)
        corpus = lambda_.LayerVersion(
            self,
            "Corpus",
            description="Earshot: labelled texts to train from",
            code=lambda_.Code.from_asset(
                str(TEXTS),
                bundling=cdk.BundlingOptions(
                    image=cdk.DockerImage.from_registry("never-pulled"), local=_Texts()
                ),
            ),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )
        self.train = Stage(
            self,
            "Train",
            entry="train/train",
            ground=replace(ground, layers=(*ground.layers, corpus)),
            environment=settings.TrainSettings.environment(
                **ground.told(),
                weights_bucket=registry.bucket.bucket_name,
                operations_topic_arn=alerts.operations.topic_arn,
            ),
            permissions=[
                ground.read(*LEARNED_FROM),
                *registry.may_add(),
                *alerts.may_tell_operators(),
            ],
            memory=MEMORY,
            timeout=LONGEST,
            alarm_at_errors=1,  # called once in so many days
        )
        acknowledge(self.train.role, registry.read_at())
