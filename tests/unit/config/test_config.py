"""Configuration files: every problem is told with its line and what would be right."""

from datetime import date
from pathlib import Path

import pytest

from earshot.config import (
    ConfigError,
    load_accounts,
    load_deployment,
    load_playbook,
    notices,
    second_looks,
)
from earshot.domain.accounts import Accounts
from tests.builders import account, playbook

SHIPPED = Path(__file__).parents[3] / "config"

ACCOUNTS = Accounts(accounts=(account(),))

PLAYBOOK = """\
version: 1
review_by: 2027-06-30
audience: People who bought something
goals: [{name: first answer, target: within an hour}]
brands:
  acme: {display_name: Acme}
taxonomy:
  topics:
    billing: {keywords: [refund]}
teams:
  care: {name: Care}
calendars:
  desk: {time_zone: UTC, weekly: {monday: ["09:00-17:00"]}}
sla_policies:
  standard: {calendar: desk, first_response: {within: 2h, warn: 30m}}
escalation: [{contact: duty manager}]
clauses:
  - {name: default, act: respond, team: care, sla_policy: standard}
"""


@pytest.fixture
def told(tmp_path: Path) -> "Told":
    return Told(tmp_path / "playbook.yaml")


class Told:
    """What the check says of a text, without the path of the file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, text: str) -> list[str]:
        self._file.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load_playbook(self._file)
        return str(caught.value).replace(f"{self._file}:", "").splitlines()


def test_the_shipped_files_are_fine() -> None:
    policy = load_playbook(SHIPPED / "playbook.yaml")
    assert policy.default.name == "everything-else"
    accounts = load_accounts(SHIPPED / "channels.yaml", policy)
    shipped = load_deployment(SHIPPED / "deployment.yaml", policy, accounts)
    assert shipped.log_retention_days == 30


def test_the_shipped_accounts_promise_nothing_that_cannot_be_sent_and_say_so() -> None:
    policy = load_playbook(SHIPPED / "playbook.yaml")
    accounts = load_accounts(SHIPPED / "channels.yaml", policy).accounts
    assert {a.mode for a in accounts} == {"advise"}
    assert [*notices(accounts)] == [
        "generic/acmehelp hears and does not speak: it has no reply_url in channels.yaml, so that"
        " replies of agents are refused as not_connected and mode act is not possible"
    ]


def test_a_small_playbook_is_read(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(PLAYBOOK)
    policy = load_playbook(file)
    target = policy.sla_policies["standard"].first_response
    assert target is not None
    assert (target.within, target.warn) == (7200, 1800)


def test_f45_all_problems_are_listed_at_once_in_the_order_of_the_file(told: Told) -> None:
    text = (
        PLAYBOOK.replace("review_by: 2027-06-30\n", "")
        .replace("display_name", "dispaly_name")
        .replace("team: care", "team: caer")
        .replace("act: respond", "act: repond")
        .replace("warn: 30m", "warn: 3h")
    )
    assert told(text) == [
        "1: review_by: is missing",
        "5: brands.acme.display_name: is missing",
        "5: brands.acme.dispaly_name: is no known key; did you mean 'display_name'?",
        "14: sla_policies.standard.first_response: the warning must come after the start:"
        " make warn less than within",
        "17: clauses[default].act: 'repond' is not allowed; did you mean 'respond'?",
        "17: clauses[default].team: 'caer' is no team; did you mean 'care'?",
    ]


def test_a_key_given_twice_is_told_with_both_lines(told: Told) -> None:
    assert told(PLAYBOOK + "version: 2\n") == ["19: version: is given twice, first in line 1"]


def test_what_is_no_yaml_is_told_with_its_line(told: Told) -> None:
    assert told("version: 1\nteams: [care\n") == [
        "3: not YAML: expected ',' or ']', but got '<stream end>'"
    ]


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("\0", "2: the sign U+0000 cannot stand in YAML; take it out"),
        ("\x1b", "2: the sign U+001B cannot stand in YAML; take it out"),
    ],
)
def test_a_control_character_is_told_with_its_line(told: Told, sign: str, said: str) -> None:
    assert told(f"version: 1\naudience: People{sign}\n") == [said]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n", "word\n"])
def test_a_file_without_keys_is_told(told: Told, text: str) -> None:
    assert told(text) == ["1: holds no keys; write `key: value` lines"]


def test_unquoted_times_countries_and_dates_mean_what_they_say(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(PLAYBOOK.replace("keywords: [refund]", "keywords: [NO, 10:00, on, 0815, 1e3]"))
    assert load_playbook(file).taxonomy.topics["billing"].keywords == (
        "NO",
        "10:00",
        "on",
        "0815",
        "1e3",
    )


def test_wrong_types_and_times_are_told_with_what_stands_there(told: Told) -> None:
    text = PLAYBOOK.replace("version: 1", "version: one").replace("09:00-17:00", "17:00-17:00")
    version, period = told(text)
    assert version == "1: version: write a whole number, not 'one'"
    assert period.startswith(
        "13: calendars.desk.weekly.monday[0]: '17:00-17:00' ends when it starts"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("2027-06-30", "30.06.2027", "2: review_by: write a day as 2027-06-30, not '30.06.2027'"),
        (
            "acme: {display_name: Acme}",
            "acme: Acme",
            "6: brands.acme: write `key: value` lines here, not 'Acme'",
        ),
        (
            "goals: [{name: first answer, target: within an hour}]",
            "goals: fast",
            "4: goals: write a list here, not 'fast'",
        ),
        (
            "version: 1\n",
            "version: 1\nclassification: {weights: w12}\n",
            "2: classification.weights: 'w12' has not the form of what belongs here: `w` and eight"
            " of 0-9 and a-f, as `earshot train` names weights",
        ),
        (
            "version: 1\n",
            "version: 1\nretention: {cases_days: 0}\n",
            "2: retention.cases_days: must be at least 1, not 0",
        ),
        (
            "act: respond,",
            "act: hold, hold_for: 0m,",
            "18: clauses[default].hold_for: must be at least 1 s, not '0m'",
        ),
        (
            "time_zone: UTC",
            "time_zone: Berlin",
            "13: calendars.desk: unknown time zone 'Berlin'; did you mean 'Europe/Berlin'?",
        ),
        (
            "time_zone: UTC",
            "time_zone: GMT+1",
            "13: calendars.desk: unknown time zone 'GMT+1';"
            " write an IANA name such as Europe/Berlin",
        ),
        (
            "audience: People who",
            "audience: People: who",
            "3: not YAML: mapping values are not allowed here; put text that holds `: ` in quotes",
        ),
    ],
)
def test_what_is_wrong_is_told_in_words_of_the_file(
    told: Told, right: str, wrong: str, said: str
) -> None:
    assert told(PLAYBOOK.replace(right, wrong)) == [said]


def test_a_team_of_one_brand_that_gets_mentions_of_another_is_told(told: Told) -> None:
    text = PLAYBOOK.replace("display_name: Acme}", "display_name: Acme}\n  zeta: {display_name: Z}")
    text = text.replace("care: {name: Care}", "care: {name: Care, brand: zeta}")
    assert told(text) == [
        "19: clauses[default].team: 'care' works for zeta only, and mentions of acme can come to"
        " it; write `brand: zeta` in the clause's `when`, or name a team without a brand"
    ]


def test_a_number_is_no_duration_where_people_write_it(told: Told) -> None:
    assert told(PLAYBOOK.replace("within: 2h", "within: 120")) == [
        "15: sla_policies.standard.first_response.within: 120 has no unit; write a duration such as"
        " 45s, 30m, 8h, 2d or 1h30m"
    ]


def test_accounts_that_are_not_connected_are_worth_a_second_look(tmp_path: Path) -> None:
    file, channels = tmp_path / "playbook.yaml", tmp_path / "channels.yaml"
    clauses = (
        "- {name: a, act: auto_reply, template: t, when: {account: acmehlep}}\n"
        "  - {name: b, act: auto_reply, template: t, when: {channel: generic}}\n"
        "  - {name: default"
    )
    file.write_text(
        PLAYBOOK.replace("- {name: default", clauses)
        + "templates: {t: {text: Hi}}\n"
        + "sites: [{channel: reddit, account: forum}, {channel: generic, account: acmehelp}]\n"
    )
    channels.write_text(
        "accounts:\n"
        "  - {brand: acme, channel: generic, account: acmehelp, connector: generic, mode: advise}\n"
    )
    looks = second_looks(file, load_playbook(file), channels, date(2026, 12, 1))
    assert [str(look).replace(f"{file}:", "") for look in looks] == [
        "16: escalation[0]: nobody is paged: no promise says how long after its breach;"
        " write `after: 15m` here, or `escalate_after` in a promise",
        "18: clauses[a].when.account: 'acmehlep' is no connected account; did you mean 'acmehelp'?",
        "19: clauses[b].act: is done by a person: no account that it meets is in mode act;"
        " set `mode: act` in channels.yaml",
        "22: sites[0]: reddit forum is not connected, so that nothing is heard of it;"
        " list it in channels.yaml, or take it out",
    ]


def test_a_handle_may_be_written_with_its_sign(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(
        PLAYBOOK.replace("display_name: Acme", 'display_name: Acme, handles: ["@acmehelp", b]')
    )
    assert load_playbook(file).brands["acme"].handles == ("acmehelp", "b")


def test_a_handle_of_a_sign_alone_is_told(told: Told) -> None:
    assert told(PLAYBOOK.replace("display_name: Acme", 'display_name: Acme, handles: ["@"]')) == [
        "6: brands.acme.handles[0]: write at least one character, not ''"
    ]


def test_a_language_that_no_mention_is_in_is_told(told: Told) -> None:
    clause = "- {name: a, act: listen, when: {language: [DE, fr]}}\n  - {name: default"
    text = PLAYBOOK.replace("- {name: default", clause)
    assert told(text + "templates: {hello: {text: Hi, languages: {german: Hallo}}}\n") == [
        "18: clauses[a].when.language[0]: 'DE' is no language of ISO 639-1; did you mean 'de'?",
        "20: templates.hello.languages.german: 'german' is no language of ISO 639-1;"
        " did you mean 'de'?",
    ]


def test_a_rung_that_nobody_reaches_and_a_calendar_that_is_none_are_told(told: Told) -> None:
    ladder = "escalation: [{contact: duty manager}, {contact: management}]"
    text = PLAYBOOK.replace("escalation: [{contact: duty manager}]", ladder)
    assert told(text + "alerts: {calendar: dsek}\n") == [
        "16: escalation[1]: is never paged; say how long after the step before: `after: 30m`",
        "19: alerts.calendar: 'dsek' is no calendar; did you mean 'desk'?",
    ]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        load_playbook(tmp_path / "none.yaml")


def test_a_file_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_bytes(b"audience: caf\xe9\n")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_playbook(file)


ACCOUNT = "{brand: acme, channel: mastodon, account: desk, connector: mastodon"
POLLED = ACCOUNT + ", base_url: https://m.example, poll_minutes: 1"
X = "{brand: acme, channel: x, account: desk, connector: x"


@pytest.mark.parametrize(
    ("account", "problem"),
    [
        (
            ACCOUNT.replace("acme", "acne") + ", base_url: https://m.example, poll_minutes: 1}",
            "accounts[0].brand: 'acne' is no brand of the playbook; did you mean 'acme'?",
        ),
        (ACCOUNT + ", base_url: https://m.example}", "accounts[0]: poll_minutes is missing"),
        (ACCOUNT + ", poll_minutes: 1}", "accounts[0]: base_url is missing"),
        (
            "{brand: acme, channel: youtube, account: desk, connector: youtube, poll_minutes: 5}",
            "accounts[0]: own_ids is missing; write the id of your channel",
        ),
        (
            ACCOUNT + ", base_url: m.example, poll_minutes: 1}",
            "accounts[0].base_url: 'm.example' is no address",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic") + ", poll_minutes: 1}",
            "accounts[0].poll_minutes: connector 'generic' is pushed to and never polls",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic") + ", mode: act}",
            "accounts[0].mode: act needs a reply_url, without which nothing can be sent;"
            " write where signed answers are posted, or `mode: advise` until there is one",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic")
            + ", mode: act, reply_url: http://desk.example/in}",
            "accounts[0].reply_url: 'http://desk.example/in' would never be called;"
            " begin it with https://",
        ),
        (
            ACCOUNT + ", base_url: http://10.0.0.1, poll_minutes: 1}",
            "accounts[0].base_url: 'http://10.0.0.1' would never be called",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic") + ", answer_secret: x}",
            "accounts[0].answer_secret: secrets do not belong here",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic") + ", mod: act}",
            "accounts[0].mod: is no known key; did you mean 'mode'?",
        ),
        (
            POLLED + ", own_ids: [117]}",
            "accounts[0].own_ids[0]: write text here in quotes, not 117",
        ),
        (
            POLLED + ", listen_since: 2026-09-01}",
            "accounts[0].listen_since: write an instant as 2027-06-30T09:00:00Z, not '2026-09-01'",
        ),
        (
            POLLED + ", access_token: abc}",
            "accounts[0].access_token: is no known key; secrets do not belong here: put it into",
        ),
        (
            POLLED + ", brant: acme}",
            "accounts[0].brant: is no known key; did you mean 'brand'?",
        ),
        (
            POLLED + ", reply_url: https://desk.example/in}",
            "accounts[0].reply_url: connector 'mastodon' answers on the platform itself; remove it",
        ),
        (
            POLLED.replace("https://m", "https://ada:geheim@m") + "}",
            "accounts[0].base_url: holds a name or a password; secrets do not belong here",
        ),
        (
            POLLED + ", options: {languages: [en]}}",
            "accounts[0].options.languages: is no known key; there are none here",
        ),
        (
            POLLED + ", searches: [acme]}",
            "accounts[0].searches: searches find our own posts, too, and own_ids does not name us",
        ),
        (
            ACCOUNT.replace("connector: mastodon", "connector: generic")
            + ", base_url: https://desk.example}",
            "accounts[0].base_url: connector 'generic' calls no platform; remove it",
        ),
        (
            "{brand: acme, channel: blogs, account: watch, connector: feed, mode: advise,"
            " base_url: https://blog.example/feed, poll_minutes: 15}",
            "accounts[0].mode: connector 'feed' answers nothing; write `mode: listen_only`",
        ),
        (
            X + ", searches: [acme], own_ids: ['7'], options: {user_id: '7'}}",
            "accounts[0].searches: poll_minutes is missing: searches are asked by polling alone",
        ),
        (
            X + ", options: {user_id: '7'}}",
            "accounts[0]: own_ids is missing; write your user id, as under options.user_id",
        ),
        (
            X + ", own_ids: ['8'], options: {user_id: '7'}}",
            "accounts[0].own_ids: lacks options.user_id, '7'; without it our own posts would be",
        ),
        (
            X + ", own_ids: ['7'], options: {user_id: '7', messages: true}}",
            "accounts[0].options.messages: poll_minutes is missing: without it messages come by",
        ),
        (
            X + ", own_ids: ['7'], options: {user_id: '7', handel: acme}}",
            "accounts[0].options.handel: is no known key; did you mean 'handle'?",
        ),
        (
            X + ", own_ids: ['7'], options: {user_id: '@acme'}}",
            "accounts[0].options.user_id: '@acme' has not the form of what belongs here: a number",
        ),
        (
            X + ", own_ids: ['7'], options: {user_id: '7', tier: pro}}",
            "accounts[0].options.tier: 'pro' is not allowed; one of: self_serve, enterprise",
        ),
        (X + ", own_ids: ['7']}", "accounts[0].options.user_id: is missing"),
        (
            "{brand: acme, channel: youtube, account: desk, connector: youtube, poll_minutes: 5,"
            " own_ids: [UC1], options: {token_url: http://tokens.example/}}",
            "accounts[0].options.token_url: 'http://tokens.example/' would never be called",
        ),
        (
            "{brand: acme, channel: instagram, account: desk, connector: instagram, mode: advise,"
            " own_ids: ['17']}",
            "accounts[0].options: page_id is missing, from which private messages go out",
        ),
        (
            "{brand: acme, channel: reddit, account: desk, connector: reddit, poll_minutes: 5,"
            " own_ids: [desk], options: {mentions: false, inbox: false}}",
            "accounts[0].options: nothing is left to listen to; leave mentions or inbox on",
        ),
        (
            "{brand: acme, channel: blog, account: desk, connector: wordpress, poll_minutes: 5,"
            " base_url: https://blog.example}",
            "accounts[0]: own_ids is missing; write the user's number in quotes",
        ),
    ],
)
def test_f45_accounts_that_make_no_sense_are_told(
    tmp_path: Path, account: str, problem: str
) -> None:
    file = tmp_path / "channels.yaml"
    file.write_text(f"accounts:\n  - {account}\n")
    with pytest.raises(ConfigError) as caught:
        load_accounts(file, playbook())
    assert len(caught.value.problems) == 1
    assert str(caught.value).startswith(f"{file}:2: {problem}")


@pytest.mark.parametrize(
    "rest",
    [
        "mode: act, reply_url: https://desk.example/in",
        "mode: act, reply_url: http://127.0.0.1:8080/in",
        "mode: act, never_respond: true",
        "mode: listen_only",
    ],
)
def test_an_account_that_can_do_what_it_is_told_needs_no_notice(tmp_path: Path, rest: str) -> None:
    file = tmp_path / "channels.yaml"
    row = "{brand: acme, channel: generic, account: desk, connector: generic, " + rest + "}"
    file.write_text(f"accounts:\n  - {row}\n")
    assert not [*notices(load_accounts(file, playbook()).accounts)]


def test_an_account_listed_twice_is_told(tmp_path: Path) -> None:
    file = tmp_path / "channels.yaml"
    row = "  - {brand: acme, channel: generic, account: desk, connector: generic}\n"
    file.write_text("accounts:\n" + row + row)
    with pytest.raises(ConfigError, match=r":3: .*generic desk is listed twice"):
        load_accounts(file, playbook())


FAMILY = "  - {brand: acme, channel: generic, account: desk, connector: generic}\n"
SECOND = "  - {brand: acme, channel: generic, account: shop, connector: generic, webhook_of: desk"


def test_an_account_may_share_the_webhook_of_another(tmp_path: Path) -> None:
    file = tmp_path / "channels.yaml"
    file.write_text("accounts:\n" + FAMILY + SECOND + "}\n")
    accounts = load_accounts(file, playbook())
    desk, shop = accounts.accounts
    assert accounts.family(desk) == (shop,)
    assert accounts.family(shop) == ()


def test_a_webhook_is_kept_at_the_account_whose_address_it_is(tmp_path: Path) -> None:
    file = tmp_path / "channels.yaml"
    of_x = "  - {brand: acme, channel: x, connector: x, "
    head = of_x + "account: desk, own_ids: ['7'], options: {user_id: '7', webhook_id: '1'}}\n"
    second = head.replace("desk", "shop").replace("'7'", "'8'")
    file.write_text("accounts:\n" + head + second.replace("own_ids", "webhook_of: desk, own_ids"))
    with pytest.raises(ConfigError) as caught:
        load_accounts(file, playbook())
    assert [problem.message for problem in caught.value.problems] == [
        "is written in vain: the webhook is kept at the account whose address it is"
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (FAMILY + SECOND.replace("webhook_of: desk", "webhook_of: dsek") + "}\n", "'dsek' is no"),
        (FAMILY + SECOND.replace("webhook_of: desk", "webhook_of: shop") + "}\n", "'shop' is no"),
        (FAMILY.replace("channel: generic", "channel: forum") + SECOND + "}\n", "'desk' is no"),
        (FAMILY.replace("}", ", webhook_of: shop}") + SECOND + "}\n", "'shop' is no"),
    ],
)
def test_f45_a_webhook_of_no_such_account_is_told(tmp_path: Path, rows: str, problem: str) -> None:
    file = tmp_path / "channels.yaml"
    file.write_text("accounts:\n" + rows)
    with pytest.raises(ConfigError) as caught:
        load_accounts(file, playbook())
    assert problem in str(caught.value)
    assert "webhook_of" in str(caught.value)


def test_f45_a_platform_without_webhooks_shares_none(tmp_path: Path) -> None:
    file = tmp_path / "channels.yaml"
    row = f"  - {ACCOUNT}, base_url: https://m.example, poll_minutes: 1"
    other = row.replace("account: desk", "account: shop") + ", webhook_of: desk}\n"
    file.write_text("accounts:\n" + row + "}\n" + other)
    with pytest.raises(ConfigError, match="connector 'mastodon' takes no webhooks"):
        load_accounts(file, playbook())


def test_a_deployment_with_a_misspelt_key_is_told(tmp_path: Path) -> None:
    file = tmp_path / "deployment.yaml"
    file.write_text("tags: {team: care}\nlog_retention: 30\nlog_retention_days: 31\n")
    with pytest.raises(ConfigError) as caught:
        load_deployment(file, playbook(), ACCOUNTS)
    assert str(caught.value).replace(f"{file}:", "").splitlines() == [
        "2: log_retention: is no known key; did you mean 'log_retention_days'?",
        "3: log_retention_days: 31 is not allowed; one of: 1, 7, 14, 30, 90, 180, 365, 731",
    ]


def test_a_filter_that_no_alert_would_pass_is_told(tmp_path: Path) -> None:
    file = tmp_path / "deployment.yaml"
    file.write_text(
        "supervisors:\n"
        "  - {protocol: email, endpoint: a@example.org, only: {kind: [breach]}}\n"
        "  - {protocol: email, endpoint: b@example.org, only: {teem: care}}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load_deployment(file, playbook(), ACCOUNTS)
    first, second = str(caught.value).replace(f"{file}:", "").splitlines()
    assert first.startswith("2: ")
    assert "'breach': want sla_warned, sla_breached, case_escalated, case_ownerless" in first
    assert second.startswith("3: ")
    assert "teem" in second


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("team: [care, cart]", "team[1]: 'cart' is no team of the playbook; did you mean 'care'?"),
        ("contact: [agnt]", "contact[0]: 'agnt' is no contact of the playbook's escalation; "),
        ("brand: acmee", "brand: 'acmee' is no brand of the playbook; did you mean 'acme'?"),
        ("channel: [twitter]", "channel[0]: 'twitter' is no channel of channels.yaml; one of: "),
        ('rung: ["9"]', "rung[0]: '9' is no rung of the playbook's escalation; one of: 1"),
    ],
)
def test_a_filter_by_a_name_that_nothing_has_is_told(only: str, said: str, tmp_path: Path) -> None:
    """Whoever subscribed with it would never hear of a breach."""
    file = tmp_path / "deployment.yaml"
    subscriber = "{protocol: email, endpoint: a@example.org, only: {" + only + "}}"
    file.write_text(f"supervisors:\n  - {subscriber}\n")
    with pytest.raises(ConfigError) as caught:
        load_deployment(file, playbook(), ACCOUNTS)
    assert len(caught.value.problems) == 1
    assert str(caught.value).startswith(f"{file}:2: supervisors[0].only.{said}")


def test_a_filter_by_names_that_there_are_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "deployment.yaml"
    only = 'team: care, brand: [acme], channel: generic, rung: ["1"], agent: [ada]'
    subscriber = "{protocol: email, endpoint: a@example.org, only: {" + only + "}}"
    file.write_text(f"supervisors:\n  - {subscriber}\n")
    [one] = load_deployment(file, playbook(), ACCOUNTS).supervisors
    assert one.only["team"] == ("care",)


@pytest.mark.parametrize("wrong", ["desk.example/cases/{case_id}", "https://desk.example/cases"])
def test_the_page_of_a_case_is_an_address_with_the_case_in_it(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "deployment.yaml"
    path.write_text(f'case_url: "{wrong}"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"deployment.yaml:1: case_url: "):
        load_deployment(path, playbook(), ACCOUNTS)


def test_s56_a_template_with_a_telephone_number_is_told_with_its_line(told: Told) -> None:
    text = PLAYBOOK + "templates:\n  sorry:\n    text: Call 07700 900461, {author}\n"
    [line] = told(text)
    assert line.startswith("21: templates.sorry.text: holds personal data that everybody would")
    assert "own_contacts" in line
