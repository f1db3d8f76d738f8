"""What several functions ask for: the user's language, threads, progress and inputs."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from typing import Any, Literal, Union

Language = Literal["zh", "en"]
Paths = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]

_PROCESS = os.getpid()


def language_or_default(language: Language | None) -> Language:
    """The language asked for, else that of the system, as the program finds it (``src/cli/arguments/locale.rs``)."""
    if language is not None:
        return language
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "").lower()
    name = locale.replace("@", ".").split(".")[0]
    return "zh" if name.startswith("zh") or name in ("", "c", "posix") else "en"


def threads_or_default(threads: int | None) -> int | None:
    """The threads asked for; one in a worker process, whose fellows use the other processors; else all."""
    if threads is not None:
        return threads
    # joblib's workers are named after loky, those of multiprocessing after their kind; only the main process is not.
    is_worker = os.getpid() != _PROCESS or multiprocessing.current_process().name != "MainProcess"
    return 1 if is_worker else None


def path_list(paths: Paths) -> list[str]:
    """One path or several, as text."""
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return [os.fspath(path) for path in several]


def input_settings(
    date: str | None,
    source: str | None,
    sources: str | os.PathLike[str] | None,
    columns: dict[str, str] | str | None,
) -> dict[str, Any]:
    """What is known about inputs, as the Rust layer takes it."""
    if isinstance(columns, dict):
        columns = ",".join(f"{role}={name}" for role, name in columns.items())
    return {"date": date, "source": source, "sources": sources, "columns": columns}


def progress_bar(progress: bool, total: int | None) -> tuple[Callable[[int], object] | None, Callable[[], object]]:
    """A bar of tqdm to advance and to close, where one is wanted and tqdm is installed."""
    if progress:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            pass
        else:
            bar = tqdm(total=total, unit=" articles")
            return bar.update, bar.close
    return None, lambda: None
