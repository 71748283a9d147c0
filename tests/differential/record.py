"""Makes tests/data/differential/corpus.json: `python -m tests.differential.record PYTHON27 LIBRARY`.

It draws cases of every kind and keeps what 2.0.18 made of them. A case that it has is kept once.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.differential.asking import CORPUS, asking, draw
from tests.differential.cases import CASES
from tests.fix_original import Original

EXAMPLES = 120


def main(python: str, library: str) -> None:
    found: dict[str, dict[str, object]] = {name: {} for name in CASES}
    with asking(Original(Path(python), Path(library))) as ask:
        for name, strategy in CASES.items():

            def keep(case: Any) -> None:
                found[name][json.dumps(case)] = ask(case)  # noqa: B023  # called before the next turn

            draw(strategy, EXAMPLES, keep)
    rows = [
        json.dumps([name, json.loads(case), answer], sort_keys=True)
        for name, kept in found.items()
        for case, answer in kept.items()
    ]
    CORPUS.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} cases\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
