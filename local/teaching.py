"""`python -m local.teaching`: gather from open sets what the shipped weights are taught beside the
corpus, in the form of `earshot train`.

It reads `../shared/data/open`, which is not part of the project, and leaves out every text that is
there for measuring.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import vaderSentiment

from local.paths import ROOT

DATA = ROOT.parent / "shared" / "data"
TRAINING = ROOT / "training"
OUT = ROOT / ".build" / "training"
REAL = 2.0
"""Weight of a real post with a label of ours: it says more than one that was made up."""

Row = dict[str, Any]


def main() -> int:
    """Write one file per source and the list of words; name each with its rows."""
    if not DATA.is_dir():
        print(f"{DATA} is not there: nothing to gather from")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    kept_apart = measured(DATA)
    sources = {
        "threads_ibm_cdp": threads(DATA, TRAINING / "labels" / "threads_ibm_cdp.jsonl"),
        **{
            mapping.stem: mapped(DATA, json.loads(mapping.read_text(encoding="utf-8")))
            for mapping in sorted((TRAINING / "mapping").glob("*.json"))
        },
    }
    for name, rows in sources.items():
        told = [row for row in rows if row["text"] not in kept_apart]
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in told)
        (OUT / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(told)} rows")
    words = Path(vaderSentiment.__file__).with_name("vader_lexicon.txt")
    (OUT / "words.tsv").write_text(words.read_text(encoding="utf-8"), encoding="utf-8")
    return 0


def measured(data: Path) -> set[str]:
    """The texts of the gold mentions, which nothing is learned from."""
    files = [*data.glob("*/mentions_gold*.jsonl")]
    return {json.loads(line)["text"] for file in files for line in _lines(file)}


def threads(data: Path, labels: Path) -> Iterator[Row]:
    """Our labels of real threads, joined with their texts."""
    told = map(json.loads, _lines(data / "open" / "threads_ibm_cdp.shared.jsonl"))
    turns = {thread["id"]: thread["turns"] for thread in told}
    for line in _lines(labels):
        label = json.loads(line)
        text = turns[label["id"]][label["turn"]]["text"]
        yield {**label, "id": f"{label['id']}-{label['turn']}", "text": text, "weight": REAL}


def mapped(data: Path, mapping: Row) -> Iterator[Row]:
    """The first rows of each label, with our labels for it; the part for measuring is left out."""
    often: Counter[str] = Counter()
    for line in _lines(data / mapping["file"]):
        row = json.loads(line)
        label = row[mapping["key"]]
        if row["split"] != "train" or label not in mapping["labels"]:
            continue
        often[label] += 1
        if often[label] <= mapping["per_label"]:
            ours = mapping["labels"][label]
            yield {"id": row["id"], "text": row["text"], "weight": mapping["weight"], **ours}


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    raise SystemExit(main())
