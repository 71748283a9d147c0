"""One contender, measured in a process of its own; runs on Python 2.7 and on Python 3.

Reads jobs, a line of JSON each, on standard input and answers each with a line of JSON: the CPU and the wall
times of every call in seconds and how far the peak of memory rose, or why the contender cannot do it.
"""

import json
import os
import resource
import sys
import time

_cpu = getattr(time, "process_time", None) or time.clock
_wall = getattr(time, "perf_counter", None) or time.time
_IN_BYTES = sys.platform == "darwin"


def _peak_kb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if _IN_BYTES else peak


def _measure(call, times, budget):
    """Call up to `times` times, and no more once `budget` seconds are spent."""
    before, spent, cpu, wall = _peak_kb(), 0.0, [], []
    while len(cpu) < times and (not cpu or spent < budget):
        started, on_the_clock = _cpu(), _wall()
        call()
        cpu.append(_cpu() - started)
        wall.append(_wall() - on_the_clock)
        spent += wall[-1]
    return {"cpu": cpu, "wall": wall, "grown_kb": _peak_kb() - before}


def _answer(contender, prepared, job):
    name = json.dumps([job["work"], job["arguments"]], sort_keys=True)
    if name not in prepared:
        arguments = {str(key): value for key, value in job["arguments"].items()}
        prepared[name] = getattr(contender, job["work"])(**arguments)
        if job["warm"]:
            prepared[name]()
    return _measure(prepared[name], job["times"], job["budget"])


def _contender(name):
    if name == "raw":
        import raw

        return raw
    import legacy

    return legacy.Library(name)


def main(name):
    """Answer jobs for the contender until the input ends."""
    # What a library prints must not come between the answers.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    prepared = {}
    contender = None
    while True:
        line = sys.stdin.readline()
        if not line:
            return
        try:
            if contender is None:
                contender = _contender(name)
            answer = _answer(contender, prepared, json.loads(line))
        except Exception as error:
            last = (str(error).strip() or "no message").splitlines()[-1]
            answer = {"error": type(error).__name__ + ": " + last}
        out.write(json.dumps(answer) + "\n")
        out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
