"""The demo's playbook makes sense wherever the project's does."""

from pathlib import Path

import yaml

from earshot.config import load_playbook
from local.demo.configure import playbook


def test_the_demos_playbook_has_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "playbook.yaml"
    path.write_text(yaml.safe_dump(playbook(), allow_unicode=True, sort_keys=False), "utf-8")
    policy = load_playbook(path)
    assert policy.clause("peer-first").hold_for == 15
    assert policy.clause("peer-first").act == "hold"
    assert policy.site("reddit", "acmehelp").tier == "outside"
    assert policy.clause("outside").expires_after == 20
    assert policy.clause("out-of-hours").when.channel == ("instagram",)
