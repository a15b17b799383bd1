"""What an idle deployment costs; the bill of a volume is the same arithmetic over counts."""

from pytest import approx

from cli.estimate import Standing, Volume, bill, idle, total


def test_an_idle_month_as_shipped_costs_about_seven_dollars() -> None:
    assert {line.what: round(line.dollars, 2) for line in idle(Standing())} == {
        "secrets": 2.00,
        "alarms": 2.70,
        "metrics": 0.60,
        "keys": 1.00,
        "looks into empty queues": 0.79,
        "scheduled polls": 0.10,
        "safety sweeps": 0.11,
    }
    assert total(idle(Standing())) == approx(7.30, abs=0.01)


def test_each_polled_account_costs_by_how_often_it_is_asked() -> None:
    (polls,) = [line for line in idle(Standing(poll_minutes=(1, 2))) if "polls" in line.what]
    assert polls.units == approx(43_776 + 21_888)


def test_a_case_more_costs_its_write_units_and_nothing_else() -> None:
    few, many = (bill(Volume(mentions=1_000, cases=cases)) for cases in (300, 301))
    changed = [(a.what, b.units - a.units) for a, b in zip(few, many, strict=True) if a != b]
    assert changed == [("table write units", approx(12.0))]


def test_a_million_mentions_with_three_cases_to_ten_stay_under_twelve_dollars() -> None:
    assert total(bill(Volume(mentions=1_000_000, cases=300_000))) == approx(5.88, abs=0.01)


def test_mentions_are_billed_by_the_memory_of_their_stages() -> None:
    lines = {line.what: line.units for line in bill(Volume(mentions=1_000_000, cases=0))}
    # 25 ms at 1 GB and 15 ms at half of it; one function call a post, three a batch of 25.
    assert lines["Lambda GB-seconds"] == approx(32_500)
    assert lines["Lambda requests"] == approx(1_120_000)
