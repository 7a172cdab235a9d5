"""Page loads of a server over many records, by many clients at once; prints JSON.

    python bench/web.py [--records 100000] [--clients 20] [--seconds 20] [--pause 0] [--catalogue FILE]

A catalogue of generated records is made (or FILE taken), ``soilbib serve`` started, and as many clients as asked
for load pages over kept connections of this machine, each the next as soon as the last has come (after a pause, if
one is asked for), for as long as asked: fronts, searches of one and two words, filters, later pages, records and
the API, each with words and records of its own. Times are milliseconds of the wall clock from the first byte
sent to the last one received; ``cpu`` is the processor time of the server by page, and the clients take their own
from the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from catalogue_records import records
from soilbib.catalogue import Catalogue

Times = dict[str, list[float]]


def make_addresses(path: Path, count: int = 2_000) -> list[tuple[str, str]]:
    """Kinds of pages and addresses, made of the catalogue's own words and keys; the same in every run."""
    chosen = random.Random(4)
    with Catalogue(path, read_only=True) as catalogue:
        keys, words = [], []
        for number, entry in enumerate(catalogue.entries()):
            if number % 50 == 0:
                keys.append(entry.key)
                words += re.findall(r"\w{5,}", entry.record.title)[:3]
            if len(keys) >= count:
                break

    def word() -> str:
        return quote(chosen.choice(words))

    kinds: dict[str, Callable[[], str]] = {
        "front": lambda: "/",
        "one word": lambda: f"/?q={word()}",
        "two words": lambda: f"/?q={word()}+{word()}",
        "word and filters": lambda: f"/?q={word()}&type=article-journal&year=2000..2015&sort=-year",
        "exact": lambda: f"/?q={word()}&exact=1&in=title",
        "later page": lambda: f"/?page={chosen.randint(2, 200)}&sort=title",
        "record": lambda: f"/records/{quote(chosen.choice(keys), safe='')}",
        "api search": lambda: f"/api/search?q={word()}",
    }
    return [(kind, make()) for _ in range(count // len(kinds)) for kind, make in kinds.items()]


async def load(port: int, addresses: list[tuple[str, str]], until: float, pause: float, times: Times) -> int:
    """One client: pages over one connection until the time is up; how many failed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    for kind, address in addresses:
        if time.perf_counter() > until:
            break
        start = time.perf_counter()
        writer.write(
            f"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: soilbib_session={'x' * 32}\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        assert length, head
        await reader.readexactly(int(length[1]))
        times[kind].append((time.perf_counter() - start) * 1000)
        failed += not head.startswith(b"HTTP/1.1 200")
        if pause:
            await asyncio.sleep(pause)
    writer.close()
    return failed


async def load_all(
    port: int, addresses: list[tuple[str, str]], asked: argparse.Namespace
) -> tuple[Times, int]:
    """All clients together, each beginning at a place of its own."""
    times: Times = defaultdict(list)
    until = time.perf_counter() + asked.seconds
    step = len(addresses) // asked.clients
    clients = [
        load(port, (addresses[n * step :] + addresses[: n * step]) * 50, until, asked.pause, times)
        for n in range(asked.clients)
    ]
    return times, sum(await asyncio.gather(*clients))


def figures(values: list[float]) -> dict[str, float]:
    """Percentiles of some times."""
    cuts = statistics.quantiles(values, n=100) if len(values) > 1 else values * 99
    return {
        "pages": len(values),
        "p50": round(cuts[49], 1),
        "p95": round(cuts[94], 1),
        "p99": round(cuts[98], 1),
        "within 100 ms": round(sum(value <= 100 for value in values) / len(values), 4),
    }


def cpu_seconds(process: int) -> float:
    """Processor time that a process and those that it started have used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return own + sum(cpu_seconds(int(child)) for child in started)


def measure(path: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Start a server over a catalogue, load it, and end it."""
    command = [sys.executable, "-m", "soilbib", "serve", str(path), "--port", "0", "--read-only"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
        addresses = make_addresses(path)
        asyncio.run(
            load_all(port, addresses, argparse.Namespace(clients=4, seconds=3, pause=0))
        )  # to warm up
        before, begin = cpu_seconds(server.pid), time.perf_counter()
        times, failed = asyncio.run(load_all(port, addresses, asked))
        cpu, seconds = cpu_seconds(server.pid) - before, time.perf_counter() - begin
    finally:
        server.terminate()
        server.wait(20)
    every = [value for values in times.values() for value in values]
    return {
        "all": figures(every),
        "failed": failed,
        "pages per second": round(len(every) / seconds, 1),
        "server cpu ms by page": round(cpu / len(every) * 1000, 2),
        "load of the machine": os.getloadavg()[0],
        "kinds": {kind: figures(values) for kind, values in sorted(times.items())},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two pages of a client")
    parser.add_argument("--catalogue", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = asked.catalogue or Path(temporary) / "bench.db"
        if not path.exists():
            with Catalogue(path) as catalogue:
                catalogue.add(records(asked.records), source="bench")
        with Catalogue(path, read_only=True) as catalogue:
            count = catalogue.count()
        told = {"records": count, "clients": asked.clients, "pause": asked.pause, **measure(path, asked)}
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
