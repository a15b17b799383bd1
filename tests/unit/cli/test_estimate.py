"""What an idle deployment costs; the bill of a volume is the same arithmetic over counts."""

from pytest import approx

from cli.estimate import Standing, idle, total


def test_an_idle_month_as_shipped_costs_about_seven_dollars() -> None:
    assert {line.what: round(line.dollars, 2) for line in idle(Standing())} == {
        "secrets": 2.00,
        "alarms": 2.50,
        "metrics": 0.60,
        "keys": 1.00,
        "looks into empty queues": 0.79,
        "scheduled polls": 0.10,
        "safety sweeps": 0.11,
    }
    assert total(idle(Standing())) == approx(7.10, abs=0.01)


def test_each_polled_account_costs_by_how_often_it_is_asked() -> None:
    (polls,) = [line for line in idle(Standing(poll_minutes=(1, 2))) if "polls" in line.what]
    assert polls.units == approx(43_776 + 21_888)
