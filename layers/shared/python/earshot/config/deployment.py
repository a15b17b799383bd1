"""`deployment.yaml`: what distinguishes a deployment besides policy and accounts."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.playbook.written import Several, Written

LogRetention = Literal[1, 7, 14, 30, 90, 180, 365, 731]


class Subscriber(Written):
    """Who is told; `only` narrows by message attribute, as `kind: [breach]`."""

    protocol: Literal["email", "email_json", "https", "http", "sqs", "sms", "lambda"]
    endpoint: str
    only: dict[str, Several[str]] = Field(default_factory=dict)


class Oidc(Written):
    """An identity provider of one's own instead of the Cognito pool."""

    issuer: Annotated[str, Field(pattern=r"^https?://")]
    audience: Several[str]
    groups_claim: str = "groups"


class Deployment(Written):
    """Every field may be left out."""

    supervisors: tuple[Subscriber, ...] = ()
    operators: tuple[Subscriber, ...] = ()
    cors_origins: Several[str] = ()
    oidc: Oidc | None = None
    log_retention_days: LogRetention = 30
    requests_per_second: Annotated[int, Field(ge=1)] = 200
    burst: Annotated[int, Field(ge=1)] = 400
    batches_at_once: Annotated[int, Field(ge=2, le=1000)] = 10
    playbook_rollout_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    tags: dict[str, str] = Field(default_factory=dict)
