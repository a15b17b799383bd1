"""Updates: what they ask for, and what they leave behind."""

from earshot.store.body import Item
from earshot.store.updates import applied, setting

BEFORE: Item = {"pk": {"S": "a"}, "sk": {"S": "b"}, "rev": {"N": "1"}, "gone": {"S": "x"}}
KEY: Item = {"pk": {"S": "a"}, "sk": {"S": "b"}}


def test_a_setting_gives_and_takes_and_leaves_the_rest() -> None:
    asked = setting({"rev": {"N": "2"}, "body": {"S": "{}"}}, gone=["gone", "never"])
    assert asked["UpdateExpression"] == "SET rev = :rev, body = :body REMOVE gone, never"
    kept: Item = {**BEFORE, "kept": {"S": "k"}}
    assert applied(kept, {"Key": KEY, **asked}) == {
        **KEY,
        "rev": {"N": "2"},
        "body": {"S": "{}"},
        "kept": {"S": "k"},
    }


def test_with_nothing_to_take_away_there_is_no_such_part() -> None:
    assert setting({"rev": {"N": "2"}}, gone=[])["UpdateExpression"] == "SET rev = :rev"


def test_a_load_is_added_to_what_is_there_or_to_nothing() -> None:
    asked = {
        "Key": KEY,
        "UpdateExpression": "SET moved_at = :at, assigned_at = :at ADD #load :by",
        "ExpressionAttributeNames": {"#load": "load"},
        "ExpressionAttributeValues": {":at": {"S": "t"}, ":by": {"N": "-2"}},
    }
    moved: Item = {"moved_at": {"S": "t"}, "assigned_at": {"S": "t"}}
    assert applied({**KEY, "load": {"N": "3"}}, asked) == {**KEY, **moved, "load": {"N": "1"}}
    assert applied(None, asked) == {**KEY, **moved, "load": {"N": "-2"}}
