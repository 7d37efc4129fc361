"""The doorbell: `python build.py [REPORT]` is the same as `press build [REPORT]`."""

import sys


def ring() -> int:
    """Hands over to the program, or says in one line what is missing."""
    try:
        from press.cli import main

        return main()
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("press"):
            raise
        sys.exit(
            f"build.py: the package {missing.name} is not installed here. Run `make` once, or .venv/bin/python build.py"
        )
    except KeyboardInterrupt:  # before the program itself listens
        return 130


if __name__ == "__main__":
    sys.exit(ring())
