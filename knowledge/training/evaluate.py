"""Prints how right the weights are: `make evaluate`."""

import sys

from knowledge.training.measuring import Settings
from knowledge.training.report import figures_table


def main() -> int:
    """Print the figures."""
    sys.stdout.write(figures_table(Settings()) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
