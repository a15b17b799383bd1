"""Train anew from what people put right, and keep the result where it is not worse."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal, NamedTuple

from earshot.domain.classify.model import SHIPPED
from earshot.domain.classify.training.corrections import accept, learnable, sifted
from earshot.domain.classify.training.examples import Example
from earshot.domain.playbook import Playbook
from earshot.errors import Unknown
from earshot.ports import Alerts, Clock, ModelRegistry, Store
from earshot.usecases.corrections import lessons
from earshot.usecases.train import Outcome, Sources, train

LOOKS_BACK = timedelta(days=365)


class Retrained(NamedTuple):
    """How it ended: `kept` new weights, `worse` ones that were not, `declined` for want of
    corrections, or `known` because nothing was put right since."""

    state: Literal["kept", "worse", "declined", "known"]
    version: str
    corrections: int
    reasons: tuple[str, ...] = ()


def retrain(
    *,
    store: Store,
    clock: Clock,
    registry: ModelRegistry,
    alerts: Alerts,
    playbook: Playbook,
    corpus: Iterable[Example],
) -> Retrained:
    """Go on from the weights in force with the corpus and a year's corrections.

    The report stands in the registry last, so that a run that broke off is told of by the next.
    """
    now = clock.now()
    corrections, unlearnable = sifted(map(learnable, lessons(store, now - LOOKS_BACK, now)))
    accepted, declined = accept(corrections)
    if not accepted:
        reasons = (*unlearnable, *declined) or ("nothing has been put right yet",)
        return Retrained("declined", "", len(corrections), reasons)
    sources = Sources(
        examples=list(corpus),
        corrections=corrections,
        feelings=None,
        there=in_force(playbook, registry),
        names=["corpus", "corrections"],
        goes_on=True,
        unlearnable=unlearnable,
    )
    outcome = train(sources)
    done = _judged(outcome, len(corrections))
    if registry.is_finished(outcome.version):
        return done._replace(state="known")
    if done.state == "kept":
        registry.put(outcome.version, outcome.weights)
    subject, body = announcement(done)
    alerts.publish(subject=subject, bodies={"default": body}, attributes={"kind": "retrained"})
    registry.finish(outcome.version, json.dumps(outcome.as_object(), indent=1))
    return done


def _judged(outcome: Outcome, corrections: int) -> Retrained:
    reasons = (*map(str, outcome.falls), *outcome.declined)
    state: Literal["kept", "worse"] = "kept" if outcome.accepted else "worse"
    return Retrained(state, outcome.version, corrections, reasons)


def in_force(playbook: Playbook, registry: ModelRegistry) -> bytes:
    """The weights that new ones are held against: the playbook's, or those of the code."""
    name = playbook.classification.weights
    try:
        return registry.weights(name) if name else SHIPPED.read_bytes()
    except Unknown:
        return SHIPPED.read_bytes()


def announcement(done: Retrained) -> tuple[str, str]:
    """Subject and text for whoever runs the machine: what came of it, and what to do."""
    why = "".join(f"\n- {reason}" for reason in done.reasons)
    if done.state == "worse":
        return (
            "Earshot: retraining gave no better weights",
            f"Weights trained from {done.corrections} corrected mentions were worse than those in"
            f" force, and were not kept:{why}\n\nNothing to do: the weights in force stay.",
        )
    return (
        f"Earshot: new weights {done.version} are ready to try",
        f"Weights {done.version} were trained from {done.corrections} corrected mentions. On"
        f" examples held back no class is worse than before.{why}\n\nTry them: write `weights:"
        f" {done.version}` under `classification` in the playbook, raise its `version`, and run"
        " `earshot playbook simulate --candidate config/playbook.yaml --since 24h --stack-name"
        " NAME`. Publish with `earshot playbook publish`. To go back, name the version before.",
    )
