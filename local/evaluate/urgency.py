"""Urgency, which is told by signals: why no head of the model is taught to read it."""

from pathlib import Path

from local.evaluate import label_tables, plots
from local.evaluate.from_words import in_turn, learned
from local.evaluate.gold import Gold, Judged, gold
from local.evaluate.judges import always, head
from local.evaluate.label_tables import Line
from local.evaluate.section import Section

NAME = "urgency"
ORDER = ("low", "normal", "high", "critical")
ALWAYS, RULES, WORDS = "always `normal`", "rules", "model taught in domain, by words alone"

ABOUT = (
    "The same rows, read with care: one person labelled them, from the text alone and"
    " without the thread, and nobody looked a second time. There are no weights for"
    " urgency. The rules go by what a text names (danger, law, press, an outage, haste) and"
    " by its relevance. In a deployment they also go by what these rows do not tell: repeat"
    " contact, reach, waiting time, a burst of the topic, a private message after a public"
    " one. So this is not the whole of them.\n\n"
    "The last judge shows what words alone give. It was taught with the labels of the part"
    " `train`; for `all` with four fifths of the rows in turn, and asked about the fifth."
    " Where the bounds of a difference lie on both sides of 0, these rows do not tell which"
    " of two judges is better. Neither finds most of what is `high`: that is why urgency is"
    " told by signals, and accuracy says little beside the rows of each label."
)


def section(data: Path) -> Section:
    """The rules beside always the same answer, and beside a model of the words."""
    told = _lines(gold(data))
    return Section(
        title="Urgency",
        about=ABOUT,
        tables=(
            label_tables.judges(told),
            label_tables.differences(told, ((ALWAYS, RULES), (RULES, WORDS))),
            label_tables.classes(told),
        ),
        plots=(
            *(
                plots.confusions(f"{NAME}-confusions", f"{NAME}: rules", one.true, one.said, ORDER)
                for _, judge, part, one in told
                if (judge, part) == (RULES, "all")
            ),
        ),
    )


def _lines(rows: Gold) -> list[Line]:
    compared = (
        (ALWAYS, "dev", always("normal"), rows.dev),
        (RULES, "dev", head(NAME), rows.dev),
        (WORDS, "dev", learned(rows.train, NAME), rows.dev),
        (ALWAYS, "all", always("normal"), rows.all),
        (RULES, "all", head(NAME), rows.all),
        (WORDS, "all", in_turn(rows.all, NAME), rows.all),
    )
    return [
        Line(NAME, judge, part, Judged(NAME, judges, which))
        for judge, part, judges, which in compared
    ]
