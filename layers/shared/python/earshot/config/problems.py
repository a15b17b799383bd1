"""What is wrong with a configuration file, so that a person can put it right at once."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing to change. `line` counts from 1; `path` leads to the value: `teams.care.brand`."""

    file: str
    line: int
    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " + (f"{self.path}: " if self.path else "")
        return where + self.message + (f"; {self.hint}" if self.hint else "")


class ConfigError(Exception):
    """Everything that is wrong with a file, one line each, in the file's order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.line))
        super().__init__("\n".join(map(str, self.problems)))
