"""X's way to count a text, against the platform's own conformance data."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from earshot.channels import x
from earshot.channels.x import length, options, urls

VECTORS = Path(__file__).parents[2] / "samples" / "vectors" / "twitter-text"
TLDS = Path(x.__file__).with_name("tlds.txt")
ADDRESSES = ("urls", "urls_with_directional_markers", "tco_urls_with_params", "urls_with_indices")


def cases(file: str, *sections: str) -> list[Any]:
    tests = yaml.safe_load((VECTORS / file).read_text(encoding="utf-8"))["tests"]
    found = [case for section in sections for case in tests[section]]
    return [pytest.param(case, id=str(number)) for number, case in enumerate(found)]


COUNTED = cases("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest")


def test_there_are_all_cases() -> None:
    assert len(COUNTED) == 22
    assert len(cases("extract.yml", *ADDRESSES)) == 108


@pytest.mark.parametrize("case", COUNTED)
def test_f69_a_text_is_as_long_as_x_says(case: dict[str, Any]) -> None:
    counted, expected = length.weighted(case["text"]), case["expected"]
    assert counted == expected["weightedLength"]
    # Characters that are none make a text invalid for another reason than its length.
    if "invalid characters" not in case["description"]:
        assert (counted <= 280) is expected["valid"]


@pytest.mark.parametrize("case", cases("extract.yml", *ADDRESSES))
def test_an_address_is_what_x_makes_a_link(case: dict[str, Any]) -> None:
    found = list(urls.addresses(case["text"]))
    expected = case["expected"]
    if expected and isinstance(expected[0], dict):
        assert [{"url": one.url, "indices": [one.start, one.end]} for one in found] == expected
    else:
        assert [one.url for one in found] == expected


def test_the_weights_are_those_of_the_third_configuration() -> None:
    given = json.loads((VECTORS / "config-v3.json").read_text(encoding="utf-8"))
    light = tuple((one["start"], one["end"]) for one in given["ranges"])
    assert {one["weight"] for one in given["ranges"]} == {100}
    assert (given["scale"], given["defaultWeight"]) == (100, 200)
    assert light == length.LIGHT
    assert given["transformedURLLength"] == length.PER_ADDRESS
    assert given["maxWeightedTweetLength"] == options.LENGTH


def test_the_top_level_domains_are_all_there() -> None:
    given = yaml.safe_load((VECTORS / "tld_lib.yml").read_text(encoding="utf-8"))
    names = {name for group in given.values() for name in group}
    assert set(TLDS.read_text(encoding="utf-8").split()) == names


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("see acme.example.com/help", True),
        ("v1.2 is out, e.g. today", False),
        ("a@acme.com", False),
    ],
)
def test_a_link_is_told_because_it_costs_more(text: str, there: bool) -> None:
    assert length.has_address(text) is there


@pytest.mark.parametrize(
    ("text", "weight"),
    [("©", 1), ("©\ufe0f", 2), ("🇩🇪", 2), ("👍🏽", 2), ("3\ufe0f⃣", 2), ("😀🏽", 4), ("\ud83d", 2)],
)
def test_a_picture_of_any_making_counts_two(text: str, weight: int) -> None:
    assert length.weighted(text) == weight
