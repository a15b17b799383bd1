"""Errors about values: what is wrong, and none of it repeated."""

import pytest
from pydantic import BaseModel, ValidationError

from earshot.channels import elements
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.envelope import Classified, Received
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.domain.records import AccountRecord, AuthorRecord, MentionRecord, Quarantined
from earshot.errors import Malformed
from earshot.rest.case_views import CaseInFull
from tests.webhooks import element

CARD = "My card is 4111 1111 1111 1111"
RECORDS = (Case, CaseEvent, Reply, AccountRecord, AuthorRecord, MentionRecord, Quarantined)
WRONG = [
    f'{{"mention": {{"id": "m1", "text": ["{CARD}"]}}, "text": ["{CARD}"], "id": ["{CARD}"]}}',
    f'["{CARD}"]',
    f'"{CARD}',
    CARD,
]


@pytest.mark.parametrize("json_text", WRONG)
@pytest.mark.parametrize("model", [*RECORDS, Received, Classified, Mention, Playbook, CaseInFull])
def test_f90_an_error_that_escapes_repeats_no_words_of_a_customer(
    model: type[BaseModel], json_text: str
) -> None:
    """F90."""
    with pytest.raises(ValidationError) as escaped:
        model.model_validate_json(json_text)
    assert "4111" not in f"{escaped.value} {escaped.value!r}"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"text": [CARD]}, "text: Input should be a valid string"),
        ({"author": {"id": 7}}, "author.id: Input should be a valid string"),
        ({"visibility": CARD}, "visibility: Input should be 'public', 'unlisted', 'followers' or"),
        ({"author": {"id": "ada", "followers": -1}}, "followers: Input should be greater than"),
        ({"created_at": CARD}, "created_at: Input should be an instant such as 2026-03-02T09:00"),
    ],
)
def test_a_sender_is_told_the_field_and_what_would_be_right(
    over: dict[str, object], said: str
) -> None:
    with pytest.raises(Malformed) as refused:
        elements.mention(element(**over))
    assert said in str(refused.value)
    assert "4111" not in str(refused.value)
