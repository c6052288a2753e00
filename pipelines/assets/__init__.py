"""The tables and the release as Dagster assets: read, call, write, and say how many.

How text is read, reports are linked and tables are derived stands in the packages called here.
"""

from pipelines.assets.dataset import make_dataset
from pipelines.assets.reading import read_articles
from pipelines.assets.release import publish_release

ASSETS = [read_articles, make_dataset, publish_release]
__all__ = ["ASSETS"]
