"""The Rust layer. Its names may change; use the package's own."""

from collections.abc import Callable
from typing import Any

class PolicyvaneError(ValueError):
    """What policyvane cannot do, with what to do about it."""

class ArrowColumn:
    """One column of a table."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __len__(self) -> int: ...
    def to_pylist(self) -> list[Any]:
        """The values as Python objects."""

class ArrowTable:
    """A table of Arrow, handed over without a copy."""

    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def column(self, name: str) -> ArrowColumn: ...
    def row(self, number: int) -> dict[str, Any]: ...

class Classifier:
    """A model in memory, with the bytes of its file."""

    @staticmethod
    def shipped() -> Classifier: ...
    @staticmethod
    def load(path: str) -> Classifier: ...
    @staticmethod
    def from_bytes(bytes: bytes) -> Classifier: ...
    def to_bytes(self) -> bytes: ...
    @property
    def is_shipped(self) -> bool: ...
    @property
    def digest(self) -> str: ...
    @property
    def themes(self) -> list[tuple[str, str, str]]: ...
    def classify(
        self,
        texts: Any,
        titles: Any,
        evidence: bool,
        probabilities: bool,
        language: str,
        threads: int | None,
        progress: Callable[[int], object] | None,
    ) -> ArrowTable: ...
    def probabilities(
        self, texts: Any, titles: Any, threads: int | None, progress: Callable[[int], object] | None
    ) -> bytes: ...
    def explain(self, text: str, title: str, theme: str | None, language: str) -> dict[str, Any]: ...

class Survey:
    """Articles that were read and classified."""

    def __new__(
        cls,
        classifier: Classifier,
        filter: dict[str, Any],
        terms: list[str],
        language: str,
        threads: int | None,
    ) -> Survey: ...
    def read(self, paths: list[str], settings: dict[str, Any], results: str | None) -> list[tuple[str, str]]: ...
    def sizes(self) -> tuple[int, int, int, int]: ...
    def counts(self, period: str) -> ArrowTable: ...
    def report(self, folder: str, settings: dict[str, Any]) -> dict[str, Any]: ...

def read(
    paths: list[str], settings: dict[str, Any], places: bool, language: str, threads: int | None
) -> tuple[ArrowTable, list[tuple[str, str]]]: ...
def train(
    texts: Any,
    themes: list[str],
    titles: Any,
    dates: list[str | None] | None,
    also: list[list[str]] | None,
    unlabelled: Any,
    settings: dict[str, Any],
    threads: int | None,
) -> Classifier: ...
def train_files(
    paths: list[str], unlabelled: list[str], inputs: dict[str, Any], settings: dict[str, Any], threads: int | None
) -> Classifier: ...
def run_program(arguments: list[str]) -> int: ...
