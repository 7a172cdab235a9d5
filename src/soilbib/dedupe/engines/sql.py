"""Blocking in SQL: the pairs that `soilbib.dedupe.blocking.pair_up` makes, for engines that join on disk.

The statements run on DuckDB and on Spark as they are. They ask for three tables:

- ``blocks(kind, block, record)``: a row for every block that a record is in;
- ``finer(record, finer, part)``: for every record its part by each key of `block_keys.FINER`, none for empty ones;
- ``titles(record, title)``: the compact title of every record.

Records are told apart by any value that has an order, the same for all engines.
"""

from __future__ import annotations

from soilbib.dedupe.block_keys import END, WORDS
from soilbib.dedupe.blocking import MAX_BLOCK, WINDOW

WHOLE = """
SELECT kind, block, 0 AS finer, CAST(0 AS BIGINT) AS part, record, count(*) OVER (PARTITION BY block) AS size
FROM blocks
"""
"""Every row of ``blocks`` with the size of its block."""

PARTS = f"""
SELECT kind, block, finer, part, record, count(*) OVER (PARTITION BY block, finer, part) AS size
FROM (SELECT whole.kind, whole.block, finer.finer, finer.part, whole.record
      FROM whole JOIN finer ON whole.record = finer.record
      WHERE whole.size > {MAX_BLOCK} AND whole.kind < {WORDS}) AS divided
"""
"""The parts of the blocks that are too large."""

FULL = f"""
SELECT one.record AS one, other.record AS other
FROM cells AS one JOIN cells AS other
  ON one.block = other.block AND one.finer = other.finer AND one.part = other.part
WHERE one.record < other.record AND one.size <= CASE WHEN one.kind < {WORDS} THEN {MAX_BLOCK} ELSE {WINDOW + 1} END
"""
"""All pairs of what is small."""

_NEXT = ", ".join(f"lead(record, {step}) OVER ordered AS next{step}" for step in range(1, WINDOW + 1))
_STEPS = ", ".join(f"({step})" for step in range(1, WINDOW + 1))
_NTH = " ".join(f"WHEN {step} THEN next{step}" for step in range(1, WINDOW + 1))
NEAR = f"""
SELECT record AS one, CASE step {_NTH} END AS other
FROM (SELECT record, {_NEXT}
      FROM (SELECT cells.block, cells.finer, cells.part, cells.record,
                   CASE WHEN kind = {END} THEN reverse(title) ELSE title END AS place
            FROM cells JOIN titles ON cells.record = titles.record
            WHERE size > CASE WHEN kind < {WORDS} THEN {MAX_BLOCK} ELSE {WINDOW + 1} END
              AND NOT (kind = {WORDS} AND size > {MAX_BLOCK})) AS placed
      WINDOW ordered AS (PARTITION BY block, finer, part ORDER BY place, record)) AS followed
CROSS JOIN (VALUES {_STEPS}) AS steps(step)
"""
"""Neighbours in the order of titles of what is large."""

PAIRS = f"""
WITH whole AS ({WHOLE}),
     parts AS ({PARTS}),
     cells AS (SELECT * FROM whole WHERE size > 1 UNION ALL SELECT * FROM parts WHERE size > 1)
SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other
FROM ({FULL} UNION ALL {NEAR}) AS found
WHERE other IS NOT NULL AND one <> other
"""
"""Each pair worth comparing, once."""
