"""The model registry on S3: one object for the weights of a version, one for its report."""

from typing import Any

from botocore.exceptions import ClientError

from earshot.aws.translation import code_of, translated
from earshot.errors import Unknown

ABSENT = frozenset({"NoSuchKey", "404", "NotFound"})


class S3Registry:
    """`ports.ModelRegistry` in a bucket of its own."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def weights(self, version: str) -> bytes:
        found = self._read(f"{version}.weights")
        if found is None:
            raise Unknown(f"weights {version} are not in the registry")
        return found

    def is_finished(self, version: str) -> bool:
        return self._read(f"{version}.json") is not None

    def put(self, version: str, weights: bytes) -> None:
        self._write(f"{version}.weights", weights, "application/octet-stream")

    def finish(self, version: str, report: str) -> None:
        self._write(f"{version}.json", report.encode(), "application/json")

    def _read(self, name: str) -> bytes | None:
        with translated("S3"):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=f"weights/{name}")
            except ClientError as error:
                if code_of(error) in ABSENT:
                    return None
                raise
            body: bytes = answer["Body"].read()
        return body

    def _write(self, name: str, body: bytes, kind: str) -> None:
        with translated("S3"):
            self._client.put_object(
                Bucket=self._bucket, Key=f"weights/{name}", Body=body, ContentType=kind
            )
