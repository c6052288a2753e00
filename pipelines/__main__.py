"""Where the command starts: small, so that Ctrl-C during the imports is told in one line, too."""

import gc
import sys

from pipelines.collecting import OBJECTS_BETWEEN_COLLECTIONS


def main() -> None:
    """Entry point of the console script `bilan` and of `python -m pipelines`."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from pipelines.cli import main as command
    except KeyboardInterrupt:
        sys.exit("bilan: stopped; nothing was published")  # code 1: not published
    command()


if __name__ == "__main__":
    main()
