"""The model registry in memory."""

from earshot.errors import Unknown


class MemoryRegistry:
    """Weights and reports by version."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.reports: dict[str, str] = {}

    def weights(self, version: str) -> bytes:
        if version not in self.kept:
            raise Unknown(f"weights {version} are not in the registry")
        return self.kept[version]

    def is_finished(self, version: str) -> bool:
        return version in self.reports

    def put(self, version: str, weights: bytes) -> None:
        self.kept[version] = weights

    def finish(self, version: str, report: str) -> None:
        self.reports[version] = report
