"""The demo's configuration: the project's playbook, promises of seconds, fake platforms."""

from pathlib import Path
from typing import Any

import yaml

from local.demo.platforms import FOLDER, Ports
from local.demo.timeline import ACCOUNT, BY_META, OWN_ID
from local.paths import ROOT
from local.platforms.bluesky import DID
from local.platforms.bluesky_posts import did_of
from local.platforms.meta import PAGE

PLAYBOOK = ROOT / "config" / "playbook.yaml"
OVERLAY = Path(__file__).parent / "overlay.yaml"
BRAND = "acme"
OWN_IDS = {"bluesky": [DID, did_of(OWN_ID)], "facebook": [PAGE["id"]]}


def configure(ports: Ports) -> Path:
    """Write the folder that is deployed, the same for the same ports; return it."""
    folder = FOLDER / "config"
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "playbook.yaml", playbook())
    _write(folder / "channels.yaml", {"accounts": _accounts(ports)})
    # A machine for one does not work on more at once than it has cores for.
    _write(folder / "deployment.yaml", {"batches_at_once": 2})
    return folder


def playbook() -> dict[str, Any]:
    """The project's own with the overlay's chapters, and its terms in the clauses it names."""
    written: dict[str, Any] = yaml.safe_load(PLAYBOOK.read_text(encoding="utf-8"))
    overlay = yaml.safe_load(OVERLAY.read_text(encoding="utf-8"))
    terms = {clause["name"]: clause for clause in overlay.pop("clauses")}
    if unknown := terms.keys() - {clause["name"] for clause in written["clauses"]}:
        raise ValueError(f"the overlay names clauses that the playbook has not: {unknown}")
    clauses = [clause | terms.get(clause["name"], {}) for clause in written["clauses"]]
    return {**written, **overlay, "clauses": clauses}


def _accounts(ports: Ports) -> list[dict[str, Any]]:
    pushed = [
        {
            **_account(channel),
            "connector": "generic",
            "reply_url": f"http://127.0.0.1:{port}/replies",
        }
        for channel, port in ports.receivers.items()
    ]
    polled = [
        {
            **_account(channel),
            "connector": channel,
            "base_url": f"http://127.0.0.1:{port}",
            "poll_minutes": 1,
        }
        for channel, port in ports.polled.items()
    ]
    by_meta = [
        {
            **_account(channel),
            "connector": channel,
            "base_url": f"http://127.0.0.1:{ports.graph}",
        }
        for channel in BY_META
    ]
    return [*pushed, *polled, *by_meta]


def _account(channel: str) -> dict[str, Any]:
    return {
        "brand": BRAND,
        "channel": channel,
        "account": ACCOUNT,
        "mode": "act",
        "own_ids": OWN_IDS.get(channel, [OWN_ID]),
    }


def _write(path: Path, document: dict[str, Any]) -> None:
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
