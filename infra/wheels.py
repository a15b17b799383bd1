"""Fill a folder with the locked packages, for Lambda or for the interpreter that runs here."""

import compileall
import hashlib
import py_compile
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

VERSION = "1"  # raise it when what is built changes although the lock does not
RUNTIME_VERSION = (3, 13)
LAMBDA = "python3.13-arm64"
# pip does not infer the older of the two; some packages publish only one of them.
PLATFORMS = ("manylinux_2_28_aarch64", "manylinux2014_aarch64")
NOT_NEEDED = ("bin", "*.dist-info/RECORD", "**/tests", "**/__pycache__")


def install_for_lambda(lock: Path, target: Path) -> None:
    """Download the locked wheels for Lambda's architecture and Python; RuntimeError if it fails."""
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--requirement", str(lock), "--require-hashes", "--no-deps", "--no-compile"),
        *("--only-binary=:all:", "--implementation", "cp"),
        *("--python-version", ".".join(map(str, RUNTIME_VERSION))),
        *(flag for name in PLATFORMS for flag in ("--platform", name)),
        *("--target", str(target)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"the deps layer could not be built:\n{done.stderr.strip()}")
    _slim(target)
    if sys.version_info[:2] == RUNTIME_VERSION:
        _compile(target)


def install_for_here(lock: Path, target: Path) -> None:
    """Check that the running environment holds the locked versions, and note them.

    The local AWS runs functions with this very environment, so copying the packages would only
    make each cold start slower.
    """
    target.mkdir(parents=True)
    for requirement in locked(lock):
        installed = metadata.version(requirement.name)
        if not requirement.specifier.contains(installed):
            raise RuntimeError(
                f"{requirement.name} {installed} is installed but {lock} has"
                f" {requirement.specifier}: run `make lock`, then `make setup`"
            )
    shutil.copyfile(lock, target / "taken-from-the-environment.txt")


def fingerprint(lock: Path, *, local: bool) -> str:
    """What a filled folder depends on."""
    target = install_for_here.__name__ if local else LAMBDA
    return hashlib.sha256(lock.read_bytes() + f"{target}-{VERSION}".encode()).hexdigest()


def locked(lock: Path) -> list[Requirement]:
    """The requirements of a lock file, without their hashes."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [
        Requirement(line.removesuffix("\\").strip())
        for line in lines
        if line and not line.startswith((" ", "#"))
    ]


def _slim(target: Path) -> None:
    for pattern in NOT_NEEDED:
        for found in sorted(target.glob(pattern)):
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink(missing_ok=True)


def _compile(target: Path) -> None:
    # Zip files reset times, so byte code that checks them would be stale; this kind is not checked.
    compileall.compile_dir(
        str(target),
        quiet=2,
        stripdir=str(target),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
