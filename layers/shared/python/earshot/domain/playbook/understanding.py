"""How mentions are understood: what a deployment chooses of it."""

from typing import Literal

from earshot.domain.playbook.written import Written


class Understanding(Written):
    """Who tells languages: the built-in rules, or fastText's model where it is installed."""

    language: Literal["built_in", "fasttext"] = "built_in"
