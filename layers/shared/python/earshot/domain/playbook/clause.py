"""One line of the decision table: when it holds, what is done, by whom, how soon."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.duration import Duration
from earshot.domain.judgement import Act, Tier
from earshot.domain.playbook.chapters import Points, Text
from earshot.domain.playbook.conditions import When
from earshot.domain.playbook.written import Several, Written
from earshot.domain.promise import PromiseReason


class Clause(Written):
    """The first clause whose `when` holds and whose `unless` does not decides the mention.

    Without `team` the topic's own team takes it, and else the default clause's. `priority` are
    named points that this clause gives. Skills may name what is only known of the mention:
    `language:{language}`, `channel:{channel}`, `topic:{topic}`. `hold_for` says how long the
    act `hold` leaves the answer to others, from the post on; before a promise is warned of
    it ends in any case. `on_peer_answer` says what follows when one of them answers. `reason` says
    why `move_private` goes offline; with `acknowledge_by_itself` its template is posted in public
    at once. With `evidence` the case's event keeps a snapshot of the post. With `alert`
    the supervisors' topic is told of what `amplify` hands on. With `thread` an answer to its cases
    that is too long for one post may be several, where the channel can. `tier` and
    `expires_after` stand in for what the site says.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    because: Text | None = None
    when: When = When()
    unless: When | None = None
    act: Act
    team: str | None = None
    priority: dict[str, Points] = Field(default_factory=dict)
    sla_policy: str | None = None
    template: str | None = None
    hold_for: Annotated[Duration, Field(ge=1)] = 15 * 60
    on_peer_answer: Literal["review", "close"] = "review"
    reason: PromiseReason | None = None
    acknowledge_by_itself: bool = False
    evidence: bool = False
    alert: bool = False
    thread: bool = False
    skills: Several[Text] = ()
    tier: Tier | None = None
    expires_after: Annotated[Duration, Field(ge=1)] | None = None
