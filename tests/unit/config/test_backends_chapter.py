"""Paid services in the playbook are checked with file and line."""

import re
from pathlib import Path

import pytest

from earshot.config import ConfigError, load_playbook

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"
OTHERS = re.sub(r"(?m)^classification:\n( .*\n)+", "", SHIPPED.read_text("utf-8"))
COMPREHEND = "{ name: comprehend, ask_for: language, monthly_budget: 20 }"


def chapter(tmp_path: Path, *backends: str) -> Path:
    """The shipped playbook with these backends, from its third line on."""
    file = tmp_path / "playbook.yaml"
    lines = "\n".join(f"    - {one}" for one in backends)
    file.write_text(f"classification:\n  backends:\n{lines}\n{OTHERS}", encoding="utf-8")
    return file


def problems(tmp_path: Path, *backends: str) -> list[str]:
    file = chapter(tmp_path, *backends)
    with pytest.raises(ConfigError) as error:
        load_playbook(file)
    return [line.removeprefix(f"{file}:") for line in str(error.value).splitlines()]


def test_services_that_make_sense_are_read(tmp_path: Path) -> None:
    bedrock = (
        "{ name: bedrock, ask_for: [topic, intent], below: 0.5, monthly_budget: 50, time_out: 3s,"
        " model: amazon.nova-micro-v1:0, prices: { input: 0.035, output: 0.14 } }"
    )
    first, second = load_playbook(chapter(tmp_path, COMPREHEND, bedrock)).classification.backends
    assert (first.source, first.below, first.time_out, first.limit) == (
        "comprehend",
        0.6,
        2,
        20_000_000,
    )
    assert (second.source, second.time_out) == ("bedrock:amazon.nova-micro-v1:0", 3)


def test_the_playbook_that_is_shipped_asks_nobody() -> None:
    assert load_playbook(SHIPPED).classification.backends == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "{ name: comprehend, ask_for: [language, topic], monthly_budget: 20 }",
            "'topic' is no label that comprehend sets",
        ),
        (
            "{ name: bedrock, ask_for: [language], monthly_budget: 20, model: a.b-1,"
            " prices: { input: 1, output: 1 } }",
            "'language' is no label that bedrock sets",
        ),
        (
            "{ name: bedrock, ask_for: topic, monthly_budget: 20, prices: {input: 1, output: 1} }",
            "model is missing; add `model:` the id of a model, as amazon.nova-micro-v1:0",
        ),
        (
            "{ name: bedrock, ask_for: topic, monthly_budget: 20, model: a.b-1 }",
            "prices is missing; add `prices:` input and output",
        ),
        (
            "{ name: comprehend, ask_for: language, monthly_budget: 20, model: a.b-1 }",
            "has an effect with `name: bedrock` only",
        ),
        ("{ name: comprehend, ask_for: language }", "monthly_budget"),
        ("{ name: comprehend, ask_for: language, monthly_budget: 0 }", "monthly_budget"),
        ("{ name: comprehend, ask_for: [], monthly_budget: 20 }", "ask_for"),
        (
            "{ name: comprehend, ask_for: language, monthly_budget: 20, time_out: 10s }",
            "time_out",
        ),
        ("{ name: openai, ask_for: topic, monthly_budget: 20 }", "name"),
    ],
)
def test_a_service_that_cannot_be_asked_like_that_is_told_with_its_line(
    tmp_path: Path, written: str, told: str
) -> None:
    (problem,) = problems(tmp_path, written)
    assert problem.startswith("3: classification.backends")
    assert told in problem


def test_a_service_is_written_once(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, COMPREHEND, COMPREHEND)
    assert problem.startswith(
        "4: classification.backends[comprehend].name: 'comprehend' is asked already"
    )
