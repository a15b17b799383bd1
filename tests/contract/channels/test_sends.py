"""Hundreds of replies in bad weather: each posted once at most, each with an end state, all true.

`python -m local.bench.sends` plays ten thousand.
"""

from tests import sends

NUMBER = 480


def test_d_p2_in_any_weather_nothing_is_posted_twice_and_nothing_stays_open() -> None:
    tallies = sends.play(NUMBER, seed=7)
    for tally in tallies:
        assert (tally.doubled, tally.untrue, tally.open) == (0, 0, 0), tally
        assert tally.disordered == 0, tally
        assert tally.posted >= tally.sends * 0.3, tally  # some let us answer a post only once
    assert sum(tally.posted for tally in tallies) >= NUMBER * 0.6
    assert sum(tally.sends for tally in tallies) == NUMBER
    assert sum(tally.threads for tally in tallies) >= 5
    assert sum(tally.faulty for tally in tallies) >= NUMBER * 0.2
    assert sum(tally.struck for tally in tallies) >= NUMBER * 0.1


def test_the_same_seed_makes_the_same_weather() -> None:
    connector = sends.CONNECTORS[:1]
    first = sends.play(60, seed=3, connectors=connector)
    assert first == sends.play(60, seed=3, connectors=connector)
    assert first != sends.play(60, seed=4, connectors=connector)
