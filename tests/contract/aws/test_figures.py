"""What a batch costs in requests is counted, not timed: held here too, so that the bench works."""

from local.bench import requests


def test_a_batch_of_25_mentions_costs_no_more_requests_than_are_held() -> None:
    figures = {figure.name: figure for figure in requests.measure()}
    assert set(figures) == {
        "requests_for_25.sqs_per_ten",
        "requests_for_25.writes",
        "requests_for_25.needless_reads",
    }
    assert [name for name, figure in figures.items() if figure.state != "ok"] == []
