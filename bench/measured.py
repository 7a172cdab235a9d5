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
        "cpu_seconds": round(max(spent, watch.spent), 2),
        "peak_mb": round(watch.peak / 2**20),
        "load_before": round(watch.load, 1),
        "said": said.strip().rpartition("\n")[2][-200:],
    }


class _Watch(threading.Thread):
    """Looks at the memory and the processor time of a process and its descendants until it is stopped.

    The system tells of the processor time of those that are waited for only; a Java virtual machine is not.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended, self.peak = pid, threading.Event(), 0
        self._spent: dict[int, float] = {}
        self.load = os.getloadavg()[0]
        self.start()

    def stop(self) -> None:
        """Look no longer."""
        self._ended.set()
        self.join()

    @property
    def spent(self) -> float:
        """The processor seconds that were seen."""
        return sum(self._spent.values())

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            family = _family(self._pid)
            self.peak = max(self.peak, sum(map(_resident, family)))
            self._spent |= {pid: _seconds(pid) or self._spent.get(pid, 0) for pid in family}


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


def _seconds(pid: int) -> float:
    """The processor seconds of one process so far; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except OSError:
        return 0
