"""What `docs/adding-a-channel.md` builds is a channel: the contract suite takes it as it stands."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "adding-a-channel.md"
FILES = dict(
    re.findall(
        r"^<!-- file: (\S+) -->\n```\w+\n(.*?)^```$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
MODULES = {
    "earshot.channels.pigeonpost": "layers/shared/python/earshot/channels/pigeonpost.py",
    "local.platforms.pigeonpost": "local/platforms/pigeonpost.py",
    "tests.rigs.pigeonpost": "tests/rigs/pigeonpost.py",
}
BUILT = f"""
import json, sys
from importlib import util

from earshot import channels
from tests import rigs

for name, path in json.loads({json.dumps(json.dumps(MODULES))}).items():
    spec = util.spec_from_file_location(name, path)
    sys.modules[name] = util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
channels.CONNECTORS["pigeonpost"] = ("pigeonpost", "Pigeonpost")
rigs.RIGS["pigeonpost"] = sys.modules["tests.rigs.pigeonpost"].PigeonpostRig
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python module, in a folder that has what the page builds."""
    roots = (folder, ROOT, ROOT / "layers/shared/python")
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))},
        capture_output=True,
        text=True,
        check=False,
    )


def built(folder: Path) -> Path:
    """The page's files, and a plugin that has them known as if they had been added."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "built.py").write_text(BUILT, encoding="utf-8")
    return folder


def test_the_suite_takes_the_channel_that_the_page_builds(tmp_path: Path) -> None:
    suite = str(ROOT / "tests/contract/channels/suite")
    only = ("-k", "pigeonpost", "-q", "-p", "no:cacheprovider")
    done = run(
        built(tmp_path), "pytest", "-p", "built", "-c", str(ROOT / "pyproject.toml"), suite, *only
    )
    passed = re.search(r"(\d+) passed", done.stdout)
    assert done.returncode == 0, done.stdout
    assert passed
    assert int(passed[1]) >= 45


@pytest.mark.parametrize("path", MODULES.values())
@pytest.mark.parametrize(
    "how", [("check", "--ignore=I001"), ("format", "--check")], ids=["check", "format"]
)
def test_what_the_page_builds_is_in_our_style(path: str, how: tuple[str, ...]) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", *how, "--stdin-filename", path, "-"],
        cwd=ROOT,
        input=FILES[path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_sample_of_the_page_becomes_the_mention_beside_it(tmp_path: Path) -> None:
    read = """
import json, sys
import built
from earshot import channels
from earshot.domain.accounts import Account
from local.memory import MemorySecrets
account = Account(brand="acme", channel="pigeonpost", account="acmehelp", connector="pigeonpost")
element = json.load(open("tests/samples/pigeonpost/letter.json"))["element"]
mention = channels.reading(account, MemorySecrets()).read(json.dumps(element))
print(mention.model_dump_json())
"""
    folder = built(tmp_path)
    (folder / "reading.py").write_text(read, encoding="utf-8")
    told = json.loads(run(folder, "reading").stdout)
    wanted = json.loads(FILES["tests/samples/pigeonpost/letter.json"])["mention"]
    assert {name: told[name] for name in wanted} == wanted
