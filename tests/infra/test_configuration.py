"""A bad file stops the synthesis with its name, its line and what would be right."""

from pathlib import Path

import pytest

from infra.configuration import ConfigurationError, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "channels.yaml").write_text("accounts: []\n")
    return tmp_path


def test_a_misspelt_field_is_named_with_its_line(folder: Path) -> None:
    (folder / "deployment.yaml").write_text("burst: 5\nlog_retention: 30\n")
    with pytest.raises(ConfigurationError, match=r"deployment\.yaml:\d+: log_retention: Extra"):
        load(folder)


def test_a_wrong_value_says_what_would_be_right(folder: Path) -> None:
    (folder / "deployment.yaml").write_text("burst: 5\nlog_retention_days: 8\n")
    with pytest.raises(
        ConfigurationError, match=r"deployment\.yaml:2: log_retention_days: Input should be 1, 7"
    ):
        load(folder)


def test_an_account_is_found_by_its_line(folder: Path) -> None:
    (folder / "channels.yaml").write_text(
        "accounts:\n"
        "  - {brand: acme, channel: x, account: help, connector: generic}\n"
        "  - brand: acme\n"
        "    channel: X!\n"
        "    account: help\n"
        "    connector: generic\n"
    )
    with pytest.raises(ConfigurationError, match=r"channels\.yaml:4: accounts\.1\.channel: "):
        load(folder)


def test_what_is_not_yaml_is_said_so(folder: Path) -> None:
    (folder / "channels.yaml").write_text("accounts: [\n")
    with pytest.raises(ConfigurationError, match=r"channels\.yaml:2: not YAML: expected"):
        load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "channels.yaml").unlink()
    with pytest.raises(ConfigurationError, match=r"channels\.yaml: No such file"):
        load(folder)
