"""What somebody meant who wrote a name that there is none of."""

import pytest

from earshot.domain.nearest import instead, nearest


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("order", ["other", "order_delivery"], "order_delivery"),
        ("gb", ["GA", "GB"], "GB"),
        ("biling", ["billing", "care"], "billing"),
        ("xx", ["GA", "GB"], None),
        ("", ["care"], None),
        (31, ["30", "731"], None),
    ],
)
def test_the_nearest_name_is_found(written: object, known: list[str], meant: str | None) -> None:
    assert nearest(written, known) == meant


def test_a_few_names_are_listed_and_many_are_not() -> None:
    assert instead("x", ["care", "billing"]) == "one of: care, billing"
    assert instead("x", [f"team{n}" for n in range(31)]) == ""
    assert instead("x", []) == ""
