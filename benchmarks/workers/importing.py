"""How much CPU time an import costs, and a first call with it; runs on Python 2.7 and on Python 3.

Prints the milliseconds since this script began: a process of its own for every measurement. The arguments
are the contender and, for the first call, the server's port.
"""

import sys
import time

_cpu = getattr(time, "process_time", None) or time.clock
_started = _cpu()


def main(name, port=None):
    """Import, and call once where a port is given."""
    if name == "raw":
        import raw as contender
    else:
        import legacy

        contender = legacy.Library(name)
    contender.imported()
    if port is not None:
        contender.retrieve(port=int(port), tls=False, loops=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.write(repr((_cpu() - _started) * 1000) + "\n")
