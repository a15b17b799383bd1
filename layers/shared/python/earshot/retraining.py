"""Where the scheduled training meets AWS: a wiring of its own, since nobody else needs it."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from earshot import settings, wiring
from earshot.domain.classify.training.examples import Example, example

if TYPE_CHECKING:
    from earshot.usecases.retrain import Retrained

CORPUS = "earshot_corpus"
"""The package that the layer of this function alone adds."""


def retrain() -> "Retrained":
    """Train from the corpus and from what people put right, and tell the operators."""
    from earshot.aws.alerts import SnsAlerts
    from earshot.aws.registry import S3Registry
    from earshot.usecases.retrain import retrain as retrain_

    told = settings.TrainSettings.read()
    return retrain_(
        store=wiring.store(),
        clock=wiring.clock,
        registry=S3Registry(wiring.client("s3"), told.weights_bucket),
        alerts=SnsAlerts(wiring.client("sns"), told.operations_topic_arn),
        playbook=wiring.playbook(),
        corpus=corpus(),
    )


def corpus() -> Iterator[Example]:
    """The labelled texts that ship with the project, file by file."""
    found = [file for file in files(CORPUS).iterdir() if file.name.endswith(".jsonl")]
    for file in sorted(found, key=lambda one: one.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield example(json.loads(line))
