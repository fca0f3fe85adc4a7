"""``python -m shadowkit``."""

from shadowkit.cli import main

if __name__ == "__main__":
    main()
