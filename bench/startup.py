"""How long ``soilbib --version`` takes, beside ``python -c pass``; prints JSON.

Run with ``python bench/startup.py [RUNS]``. The two commands run in turn, so that a change in the machine's
speed meets both; the figures are wall-clock milliseconds of whole processes.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "soilbib --version": [sys.executable, "-m", "soilbib", "--version"],
    "python -c pass": [sys.executable, "-c", "pass"],
}


def milliseconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        milliseconds(command)  # once to warm the disk cache
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(milliseconds(command))
    figures = {
        name: {
            "median_ms": round(statistics.median(values), 1),
            "min_ms": round(min(values), 1),
            "runs": runs,
        }
        for name, values in times.items()
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
