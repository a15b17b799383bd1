"""Progress of a run, for a person on a terminal; silent for programs."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bars


class Progress:
    """Named bars that several threads move."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def start(self, name: str, total: int | None) -> None:
        """Show a bar; without a total it only shows that something goes on."""
        self._tasks[name] = self._bars.add_task(name, total=total)

    def move(self, name: str, by: int = 1) -> None:
        self._bars.advance(self._tasks[name], by)

    def reach(self, name: str, done: float, total: float | None = None) -> None:
        self._bars.update(self._tasks[name], completed=done, total=total)

    def end(self, name: str) -> None:
        """It is as complete as it gets."""
        task = self._tasks[name]
        shown = next(t for t in self._bars.tasks if t.id == task)
        self._bars.update(task, total=shown.completed or 1, completed=shown.completed or 1)


@contextmanager
def progress(console: Console) -> Iterator[Progress]:
    """Bars on this console until the block ends."""
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description:<34}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console) as bars:
        yield Progress(bars)
