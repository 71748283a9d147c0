"""`python -m gdata_compat` is the command `gdata-compat`."""

from .cli import main

if __name__ == "__main__":
    main()
