"""What a playbook change would do, on a small morning whose outcome is counted by hand."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from matplotlib.figure import Figure
from matplotlib.patches import StepPatch
from rich.console import Console
from typer.testing import CliRunner

from cli.main import app
from cli.simulation.comparison import Comparison, as_object, compare
from cli.simulation.counting import Fee, Staff
from cli.simulation.page import page
from cli.simulation.playing import Delivery, Run, play, readers
from cli.simulation.plots import steps
from cli.simulation.tables import figures, tables
from earshot.domain.accounts import Accounts
from earshot.domain.playbook import Playbook
from tests import builders

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"
STAFF = Staff({}, 1, timedelta(minutes=30))
TEXTS = (
    "My parcel is lost",
    "The outage again, what is going on?",
    "My parcel is lost as well",
    "Where can I find the manual?",
    "Call me on 020 7946 0123 please, my parcel is lost",
)


def deliveries(texts: Sequence[str] = TEXTS) -> list[Delivery]:
    mentions = (
        builders.mention(
            id=f"m{n}",
            text=text,
            author={"id": f"u{n}"},
            created_at=builders.MONDAY_NINE + timedelta(minutes=n),
        )
        for n, text in enumerate(texts)
    )
    return [Delivery(mention, mention.created_at) for mention in mentions]


def run(playbook: Playbook, other: Playbook | None = None, **account: Any) -> Run:
    accounts = Accounts(accounts=(builders.account(**account),))
    read, _ = readers(playbook, other or playbook)
    (made,) = [r for r in play(deliveries(), playbook, accounts, read) if r]
    return made


def with_clause(name: str, **over: Any) -> Playbook:
    """The promising playbook with one clause changed."""
    clauses = [c.model_dump() for c in builders.promising_playbook().clauses]
    changed = [c | over if c["name"] == name else c for c in clauses]
    return builders.promising_playbook(clauses=changed, version=2)


def compared(candidate: Playbook, **account: Any) -> Comparison:
    return compare(run(builders.promising_playbook(), **account), run(candidate, **account), STAFF)


def test_the_same_playbook_changes_nothing() -> None:
    found = compared(builders.promising_playbook())
    assert found.changed == []
    assert found.current == found.candidate


def test_each_change_is_counted_by_the_clauses_it_goes_between() -> None:
    found = as_object(compared(with_clause("lost", act="listen", template=None)))
    assert (found["posts"], found["since"]) == (5, "2026-03-02T09:00:00Z")
    assert found["turns"] == [
        {
            "from_clause": "lost",
            "from_act": "acknowledge",
            "to_clause": "lost",
            "to_act": "listen",
            "posts": 3,
            "what": {"template": 3, "case": 3},
        }
    ]
    assert (found["current"]["cases"], found["candidate"]["cases"]) == (5, 2)
    assert found["current"]["acts"] == {"acknowledge": 3, "hold": 1, "respond": 1}


def test_a_changed_priority_is_a_change_by_the_same_clause() -> None:
    found = as_object(compared(with_clause("lost", priority={"parcel": 20})))
    assert [(turn["what"], turn["posts"]) for turn in found["turns"]] == [({"priority": 3}, 3)]


def test_a_move_to_another_team_is_told_also_where_the_clause_changes() -> None:
    renamed = [
        c.model_dump() | ({"name": "parcels", "team": "billing"} if c.name == "lost" else {})
        for c in builders.promising_playbook().clauses
    ]
    found = compared(builders.promising_playbook(clauses=renamed, version=2))
    assert as_object(found)["turns"][0]["what"] == {"team": 3}
    assert as_object(found)["team_moves"] == [
        {"from_team": "care", "to_team": "billing", "posts": 3}
    ]
    for told in (shown(found), page(found)):
        assert "Differing: clause of 3, team of 3" in told
        assert "Moves between teams" in told


def shown(found: Comparison) -> str:
    """The tables, as wide as they are where output is piped."""
    console = Console(width=130, record=True, file=StringIO())
    console.print(tables(found))
    return console.export_text()


def test_teams_show_late_answers_of_those_owed_and_the_page_the_wait_on_either_side() -> None:
    found = compared(with_clause("lost", act="listen", template=None))
    assert "3 of 5" in shown(found)
    html = page(found)
    for figure in ("3 of 5", "1 h 28 min", "1 of 2", "52 min"):
        assert f'<td class="n">{figure}</td>' in html
    assert "time on the wall" in html
    assert '<div class="wide"><table>' in html


def test_a_change_of_fees_is_the_same_in_each_form_and_has_its_sign() -> None:
    found = compared(builders.promising_playbook())
    now = replace(found.current, fees=[Fee("x: posts read", 1, 9.645)])
    then = replace(found.candidate, fees=[Fee("x: posts read", 1, 9.329)], cases=7)
    rows = {name: change for name, _, _, change in figures(now, then)}
    assert (rows["platform fees, US $"], rows["cases"]) == ("-0.31", "+2")
    html = page(replace(found, current=now, candidate=then))
    assert '<td class="n">-0.31</td>' in html
    assert '<td class="n">+2</td>' in html


def test_praise_that_is_handed_on_waits_for_nobody() -> None:
    praised = compared(with_clause("lost", act="amplify", template=None)).candidate
    assert (praised.acts["amplify"], praised.approvals) == (3, 0)


def test_a_candidate_without_the_brand_of_the_accounts_is_remarked_on() -> None:
    ours = builders.promising_playbook()
    other = {"yours": {"display_name": "Yours", "handles": ["yourshelp"]}}
    found = compared(builders.promising_playbook(brands=other, version=2))
    (note,) = found.notes
    assert note.startswith("the candidate has no brand acme, whose accounts heard these posts")
    assert "@yourshelp" in note
    assert note in " ".join(shown(found).split())
    assert escape(note) in page(found)
    assert compared(ours).notes == ()


def test_the_plot_draws_each_hour_from_its_beginning_to_its_end() -> None:
    axes = Figure().add_subplot()
    hours = ["2026-03-02T09", "2026-03-02T10", "2026-03-02T11"]
    steps(axes, hours, Counter({hours[0]: 4}), Counter({hours[2]: 2}))
    now, then = axes.patches
    assert isinstance(now, StepPatch)
    assert isinstance(then, StepPatch)
    assert [list(part) for part in now.get_data()[:2]] == [[4, 0, 0], [0, 1, 2, 3]]
    assert list(then.get_data().values) == [0, 0, 2]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["now", "then"]
    assert next(label.get_text() for label in axes.get_xticklabels()) == "02 Mar 09:00"
    assert axes.get_xlabel() == "UTC"


def test_late_first_answers_are_predicted_for_the_people_there_are() -> None:
    # One person, half an hour a case, one hour promised: lost parcels of 9:00, 9:02 and 9:04, the
    # question of 9:03, and the outage that comes into sight at 9:11 after its hold. Answers go out
    # at 9:30, 10:00, 10:30 …: all beyond the second are late.
    now = compared(builders.promising_playbook()).current
    assert [(t.team, t.people, t.owed, t.late) for t in now.late] == [("care", 1, 5, 3)]
    two = compare(
        run(builders.promising_playbook()),
        run(builders.promising_playbook()),
        Staff({"care": 2}, 1, timedelta(minutes=30)),
    )
    assert two.current.breaches == 1


def test_load_counts_a_held_question_when_it_comes_into_sight() -> None:
    now = compared(with_clause("outage", hold_for="40m")).candidate
    # The hold ends before the first response is warned of: at 9:46, still in the same hour.
    assert {team: dict(hours) for team, hours in now.load.items()} == {"care": {"2026-03-02T09": 5}}
    assert now.holds == 1


def test_approvals_are_what_a_site_on_advice_proposes() -> None:
    assert compared(builders.promising_playbook(), mode="advise").current.approvals == 3
    assert compared(builders.promising_playbook(), mode="act").current.approvals == 0


def test_fees_follow_reads_and_answers_and_links() -> None:
    linked = builders.promising_playbook(
        templates={"seen": {"text": "See https://help.example/lost"}}
    )
    accounts = Accounts(accounts=(builders.account(channel="x"),))
    on_x = [d._replace(mention=d.mention.model_copy(update={"channel": "x"})) for d in deliveries()]
    read, _ = readers(linked, linked)
    (made,) = [r for r in play(on_x, linked, accounts, read) if r]
    found = as_object(compare(made, made, STAFF))["candidate"]
    assert found["platform_fees"] == [
        {"what": "x: answers", "units": 5, "dollars": 0.075},
        {"what": "x: answers with a link", "units": 3, "dollars": 0.6},
        {"what": "x: posts read", "units": 5, "dollars": 0.025},
    ]
    assert found["platform_dollars"] == 0.7


def test_examples_show_no_personal_data() -> None:
    found = as_object(compared(with_clause("lost", act="listen", template=None)))
    assert "0123" not in json.dumps(found)
    assert "Call me on [phone] please, my parcel is lost" in [s["text"] for s in found["samples"]]


def test_twenty_examples_and_every_figure_stand_in_each_form_of_the_report() -> None:
    thirty = deliveries([f"My parcel number {n} is lost" for n in range(30)])
    now, then = builders.promising_playbook(), with_clause("lost", act="listen", template=None)
    accounts = Accounts(accounts=(builders.account(mode="advise"),))
    played = [
        next(filter(None, play(thirty, playbook, accounts, read)))
        for playbook, read in zip((now, then), readers(now, then), strict=True)
    ]
    found = compare(*played, STAFF)
    console = Console(width=140, record=True, file=StringIO())
    console.print(tables(found))
    text, html, told = console.export_text(), page(found), as_object(found)
    for figure in (
        "cases",
        "left to peers for a while (hold)",
        "acts that wait for a person's yes",
        "first answers that come late, predicted",
        "platform fees, US $",
    ):
        assert figure in text
        assert escape(figure) in html
    assert len(told["samples"]) == 20
    assert sum(f"My parcel number {n} is lost" in text for n in range(30)) == 20
    assert sum(f"My parcel number {n} is lost" in html for n in range(30)) == 20
    side = told["current"]
    assert (side["cases"], side["approvals"], side["holds"]) == (30, 30, 0)
    assert side["predicted_breaches"] == 28
    assert side["load"] == {"care": {"2026-03-02T09": 30}}


def candidate_file(folder: Path, **changes: Any) -> Path:
    written = yaml.safe_load(SHIPPED.read_text(encoding="utf-8")) | {"version": 99, **changes}
    file = folder / "candidate.yaml"
    file.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return file


def traffic(folder: Path) -> Path:
    file = folder / "mentions.jsonl"
    lines = [d.mention.model_dump_json() for d in deliveries()]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def simulate(folder: Path, *arguments: str) -> tuple[int, str]:
    given = ("--against", str(traffic(folder)), "--current", str(SHIPPED), *arguments)
    result = CliRunner().invoke(app, ["playbook", "simulate", *given])
    return result.exit_code, result.stdout


def test_the_command_says_that_nothing_changes_and_ends_with_0(tmp_path: Path) -> None:
    code, told = simulate(tmp_path, "--candidate", str(SHIPPED))
    assert code == 0
    assert "nothing changes for 5 posts" in " ".join(told.split())


def test_the_command_ends_with_1_and_writes_a_page_where_something_changes(tmp_path: Path) -> None:
    listen = candidate_file(tmp_path, clauses=[{"name": "all", "act": "listen", "team": "care"}])
    page = tmp_path / "page.html"
    code, told = simulate(
        tmp_path, "--candidate", str(listen), "--html", str(page), "--json", "--people", "care=4"
    )
    assert code == 1
    found = json.loads(told)
    assert (found["changed"], found["candidate"]["cases"]) == (5, 0)
    assert found["assumed"] == {"people": {"care": 4}, "people_elsewhere": 2, "handling_s": 360}
    written = page.read_text(encoding="utf-8")
    assert written.count("<svg") >= 2
    assert "020 7946" not in written


ONE = Path("local/demo/day/day.jsonl")
TRIED = ("--candidate", str(SHIPPED), "--against", str(ONE))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--candidate", str(SHIPPED)), "give either --against FILE or --since DURATION"),
        (("--candidate", str(SHIPPED), "--since", "soon"), "--since: 'soon' is not a duration"),
        (("--candidate", str(SHIPPED), "--since", "1h", "--people", "care"), "--people care"),
        (("--candidate", str(SHIPPED), "--since", "1h", "--handling", "0s"), "--handling"),
        (("--candidate", "nowhere.yaml", "--since", "1h"), "nowhere.yaml"),
        ((*TRIED, "--people", "cares=2"), "--people cares: neither playbook has this team"),
        ((*TRIED, "--channels", "nowhere.yaml"), "nowhere.yaml"),
        ((*TRIED, "--html", "nowhere/page.html"), "nowhere/page.html: there is no folder nowhere"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(app, ["playbook", "simulate", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
