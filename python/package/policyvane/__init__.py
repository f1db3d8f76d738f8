"""政策风向标 · policyvane: which policy themes Chinese newspaper articles carry, and how much attention each gets.

The model comes with the package and works offline::

    import policyvane

    classifier = policyvane.Classifier.shipped()
    result = classifier.classify(["全市信访工作会议要求化解信访积案。"])
    result.to_pandas()                      # theme, probability, secondary themes, why there is none

    articles = policyvane.read("issues/")   # folders, archives, PDF, Word, tables … as a table of articles
    policyvane.report("issues/", "reports") # charts, tables and an offline web page

Everything that goes in or out is an Arrow table: pandas, polars, pyarrow, DuckDB and others read it without a copy.
"""

from importlib.metadata import PackageNotFoundError, version as _version

from policyvane._policyvane import PolicyvaneError
from policyvane.classifier import Classifier, Theme
from policyvane.explanation import Contribution, Explanation
from policyvane.survey import Report, Survey, report
from policyvane.tables import Articles, Assignments, Table, read
from policyvane.training import train

try:
    __version__ = _version("policyvane")
except PackageNotFoundError:  # The package was copied and not installed.
    __version__ = "unknown"

__all__ = [
    "Articles",
    "Assignments",
    "Classifier",
    "Contribution",
    "Explanation",
    "PolicyvaneError",
    "Report",
    "Survey",
    "Table",
    "Theme",
    "read",
    "report",
    "train",
]
