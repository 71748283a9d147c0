"""Workers driven from outside: a process for every contender, and rounds in which they take turns."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from peers import Contender

__all__ = ["Figure", "Job", "Worker", "import_times", "interleaved", "worker_environment"]

_WORKERS = Path(__file__).resolve().parent / "workers"
#: A library that has worked this long, in seconds, at one job gets no further round of it.
_ENOUGH = 2.5


@dataclass(frozen=True)
class Job:
    """One work with its arguments: up to `times` calls or `budget` seconds a round, `per` things a call."""

    key: str
    work: str
    arguments: Mapping[str, Any]
    times: int = 1
    budget: float = 0.3
    per: int = 1
    #: Which clock counts: "cpu" or "wall".
    clock: str = "cpu"
    #: Whether a first call, not timed, comes before.
    warm: bool = True
    #: Whether every round gets a process of its own.
    fresh: bool = False
    #: The most rounds that it gets.
    rounds: int = 1000
    #: The one contender that does it; None for all of them.
    only: str | None = None


@dataclass
class Figure:
    """What was measured of one contender at one job, or why it could not be."""

    samples: list[float] = field(default_factory=list)
    grown_kb: list[int] = field(default_factory=list)
    spent: float = 0.0
    why_not: str | None = None

    @property
    def seconds(self) -> float | None:
        """The median of the rounds, each of them a median of its calls."""
        return statistics.median(self.samples) if self.samples else None

    @property
    def megabytes(self) -> float | None:
        """How far the peak of memory rose above what it was with the document read."""
        return statistics.median(self.grown_kb) / 1024 if self.grown_kb else None


def worker_environment(contender: Contender, trusted: str | None = None) -> dict[str, str]:
    """Give a contender's environment: its library's folder, trusted certificates, no proxies."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and not name.lower().endswith("_proxy")
    }
    kept["PYTHONHASHSEED"] = "0"
    if contender.library:
        kept["PYTHONPATH"] = str(contender.library)
    if trusted:
        kept |= {"SSL_CERT_FILE": trusted, "REQUESTS_CA_BUNDLE": trusted}
    return kept


class Worker:
    """A process that measures one contender."""

    def __init__(self, contender: Contender, trusted: str | None = None) -> None:
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by __exit__
        self._process = subprocess.Popen(
            [str(contender.python), str(_WORKERS / "worker.py"), contender.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=worker_environment(contender, trusted),
        )

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]
        self._errors.close()

    def run(self, job: Job) -> dict[str, Any]:
        """Run one round of a job; the answer has "error" where that failed."""
        asked: dict[str, Any] = {"work": job.work, "arguments": dict(job.arguments)}
        asked |= {"times": job.times, "budget": job.budget, "warm": job.warm}
        try:
            self._process.stdin.write(json.dumps(asked) + "\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
            line = self._process.stdout.readline()  # type: ignore[union-attr]
        except BrokenPipeError:
            line = ""
        answer: dict[str, Any] = json.loads(line) if line else {"error": self._last_words()}
        return answer

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().strip().splitlines()
        return f"the worker ended: {lines[-1] if lines else 'without a word'}"


def interleaved(
    jobs: Sequence[Job], contenders: Iterable[Contender], rounds: int, trusted: str | None = None
) -> dict[str, dict[str, Figure]]:
    """Measure every contender at every job, in turns; figures by job and contender.

    Who is compared takes turns within a round, so that a busy machine slows all of them alike.
    """
    contenders = list(contenders)
    figures = {job.key: {one.name: Figure() for one in contenders} for job in jobs}
    with ExitStack() as running:
        workers = {one.name: running.enter_context(Worker(one, trusted)) for one in contenders}
        turns = [(job, one) for job in jobs for one in contenders if job.only in (None, one.name)]
        for turn in range(rounds):
            for job, one in turns:
                figure = figures[job.key][one.name]
                if turn >= job.rounds or figure.why_not or (one.library and figure.spent > _ENOUGH):
                    continue
                if job.fresh:
                    with Worker(one, trusted) as fresh:
                        _note(figure, job, fresh.run(job))
                else:
                    _note(figure, job, workers[one.name].run(job))
    return figures


def _note(figure: Figure, job: Job, answer: Mapping[str, Any]) -> None:
    if "error" in answer:
        figure.why_not = answer["error"]
        return
    figure.samples.append(statistics.median(answer[job.clock]) / job.per)
    figure.grown_kb.append(answer["grown_kb"])
    figure.spent += sum(answer["wall"])


def import_times(contenders: Iterable[Contender], port: int | None, rounds: int) -> dict[str, Figure]:
    """Measure the import, or with `port` the import and a first call, in fresh processes; the best of all."""
    contenders = list(contenders)
    figures = {one.name: Figure() for one in contenders}
    arguments = [] if port is None else [str(port)]
    for turn in range(rounds + 1):
        for one in contenders:
            figure = figures[one.name]
            if figure.why_not:
                continue
            done = subprocess.run(
                [str(one.python), str(_WORKERS / "importing.py"), one.name, *arguments],
                capture_output=True,
                text=True,
                env=worker_environment(one),
                check=False,
            )
            if done.returncode != 0:
                figure.why_not = (done.stderr.strip().splitlines() or ["no message"])[-1]
            elif turn:  # the first one writes byte code
                figure.samples = [min([*figure.samples, float(done.stdout.split()[-1]) / 1000])]
    return figures
