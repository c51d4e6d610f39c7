"""`python -m bot` is `outsource-advisor`."""

import gc
import sys


def main() -> int:
    """Load the command line and run it.

    What is loaded stays for good. To look for garbage among it meanwhile takes a sixth of the start, and to
    look through it ever again takes pauses while people wait.
    """
    gc.disable()
    from bot import cli  # noqa: PLC0415 - that is what is loaded

    gc.freeze()
    gc.enable()
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
