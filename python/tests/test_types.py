"""The types of the package, as users of mypy see them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[1]


def test_a_strictly_typed_program(tmp_path: Path) -> None:
    # The installed package is checked, as it is with users; py.typed says that it has types.
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(PYTHON / "examples" / "typed.py")]
    outcome = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=200)
    assert outcome.returncode == 0, outcome.stdout


def test_the_package_itself(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "policyvane"]
    outcome = subprocess.run(command, capture_output=True, text=True, cwd=PYTHON, timeout=200)
    assert outcome.returncode == 0, outcome.stdout
