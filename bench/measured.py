"""Running a command and measuring it: wall and processor seconds, and the memory of it with all its processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

INTERVAL = 0.1
"""Seconds between two looks at the memory."""


def run(command: Sequence[str | Path], timeout: float | None = None) -> dict[str, Any]:
    """Run a command to its end.

    ``peak_mb`` is the largest sum seen of the resident memory of the command and what it started (pages that they
    share counted more than once); ``largest_mb`` the peak of the largest one. ``said`` is the last line it printed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watch = _Watch(process.pid)
    try:
        said, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        return {"seconds": None, "reason": f"stopped after {timeout} s"}
    finally:
        watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "status": process.returncode,
        "seconds": round(time.perf_counter() - begin, 2),
        "cpu_seconds": round(spent, 2),
        "peak_mb": round(watch.peak / 2**20),
        "load_before": round(watch.load, 1),
        "said": said.strip().rpartition("\n")[2][-200:],
    }


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended, self.peak = pid, threading.Event(), 0
        self.load = os.getloadavg()[0]
        self.start()

    def stop(self) -> None:
        """Look no longer."""
        self._ended.set()
        self.join()

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(_resident, _family(self._pid))))


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            children[int(fields[1])].append(int(folder.name))
    found = [pid]
    for member in found:
        found += children[member]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except OSError:
        return 0
