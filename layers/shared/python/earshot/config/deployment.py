"""`deployment.yaml`: what distinguishes a deployment besides policy and accounts."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from earshot.domain.playbook.checks import Finding, at, not_among
from earshot.domain.playbook.written import Several, Written

Attribute = Literal["kind", "severity", "team", "channel", "brand", "rung", "contact", "agent"]
SOURCES: dict[str, str] = {
    "team": "team of the playbook",
    "brand": "brand of the playbook",
    "channel": "channel of channels.yaml",
    "contact": "contact of the playbook's escalation",
    "rung": "rung of the playbook's escalation",
}
# A filter on any other value lets nothing through, in silence.
VALUES: dict[Attribute, tuple[str, ...]] = {
    "kind": (
        "sla_warned",
        "sla_breached",
        "case_escalated",
        "case_ownerless",
        "promise_unfinished",
        "mention_highlighted",
    ),
    "severity": ("info", "warning", "error", "critical"),
}
LogRetention = Literal[1, 7, 14, 30, 90, 180, 365, 731]


class Subscriber(Written):
    """Who is told; `only` narrows by message attribute, as `kind: [sla_breached]`."""

    protocol: Literal["email", "email_json", "https", "http", "sqs", "sms", "lambda"]
    endpoint: str
    only: dict[Attribute, Several[str]] = Field(default_factory=dict)

    @field_validator("only")
    @classmethod
    def _check(cls, only: dict[Attribute, tuple[str, ...]]) -> dict[Attribute, tuple[str, ...]]:
        for name, allowed in VALUES.items():
            for value in only.get(name, ()):
                if value not in allowed:
                    raise ValueError(f"no alert has {name} {value!r}: want {', '.join(allowed)}")
        return only


class Oidc(Written):
    """An identity provider of one's own instead of the Cognito pool."""

    issuer: Annotated[str, Field(pattern=r"^https?://")]
    audience: Several[str]
    groups_claim: str = "groups"


class Retraining(Written):
    """How often the model is trained anew from what people put right."""

    every_days: Annotated[int, Field(ge=1, le=90)] = 7


class Deployment(Written):
    """Every field may be left out."""

    supervisors: tuple[Subscriber, ...] = ()
    operators: tuple[Subscriber, ...] = ()
    case_url: Annotated[str, Field(pattern=r"^https?://.*\{case_id\}")] | None = None
    cors_origins: Several[str] = ()
    oidc: Oidc | None = None
    log_retention_days: LogRetention = 30
    requests_per_second: Annotated[int, Field(ge=1)] = 200
    burst: Annotated[int, Field(ge=1)] = 400
    webhook_requests_per_second: Annotated[int, Field(ge=1)] = 200
    webhook_burst: Annotated[int, Field(ge=1)] = 400
    batches_at_once: Annotated[int, Field(ge=2, le=1000)] = 10
    playbook_rollout_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    retraining: Retraining | None = None
    tags: dict[str, str] = Field(default_factory=dict)


def filter_findings(data: Any, names: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """Filters of supervisors by what nothing is named: they would never hear of anything.

    `names` are the names there are, by attribute; an agent's is known to the identity provider.
    """
    for attribute, known in names.items():
        for path, value in at(data, "supervisors", "*", "only", attribute, "*"):
            if isinstance(value, str) and value not in known:
                yield not_among(path, value, known, SOURCES[attribute])
