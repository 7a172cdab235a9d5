"""The same stages on Apache Spark, for what one machine cannot hold (extra ``soilbib[spark]``).

Blocking is the SQL of `soilbib.dedupe.engines.sql`, the other stages are the functions of `batches`, called by
``mapInArrow``. Every worker needs a Python with soilbib in it. Clusters are made from the matches: first the
components that they hold together, found by passing the smallest fingerprint on, then each component as a whole.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial, reduce
from typing import TYPE_CHECKING

from msgspec import Struct

from soilbib.dedupe.answers import Answer, judged_answer, latest
from soilbib.dedupe.block_keys import FINER
from soilbib.dedupe.clustering import cluster
from soilbib.dedupe.engines import batches, sql
from soilbib.dedupe.index import CODES, CROWD
from soilbib.dedupe.pipeline import Judged
from soilbib.dedupe.profile import Profile
from soilbib.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession


class Found(Struct, frozen=True):
    """What was found, as data frames.

    - ``members``: ``place, line, id, fingerprint, cluster`` of every record, the cluster named by the fingerprint
      of its first record in their order;
    - ``rejected``: ``place, line`` of the lines that are no records;
    - ``pairs``: ``one, other, judged`` of every pair that is worth telling, by fingerprint, judged as in msgpack.
    """

    members: DataFrame
    rejected: DataFrame
    pairs: DataFrame


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A Spark session whose workers on this machine run this very Python.

    Raises `InputError` without pyspark or Java.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("the engine spark needs pyspark: pip install 'soilbib[spark]'") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {**_SETTINGS, **(_LOCAL if master.startswith("local") else {})}
    try:
        spark = SparkSession.builder.master(master).appName("soilbib").config(map=settings).getOrCreate()
    except PySparkException as error:
        raise InputError(
            f"Spark does not start at {master} (is there a Java?): {str(error).splitlines()[0]}"
        ) from None
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    finally:
        spark.stop()


FEW = 100_000
"""Up to so many matches are brought together on the driver."""
_SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20000",
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
    "spark.sql.adaptive.enabled": "true",
}
_LOCAL: dict[str, bool | float | int | str | None] = {
    "spark.sql.shuffle.partitions": "8",
    "spark.driver.memory": "2g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""What suits one machine; Spark's own settings are for a cluster."""


# Input ---------------------------------------------------------------------------------------------


def read_lines(spark: SparkSession, paths: Sequence[str]) -> DataFrame:
    """``place, line`` of all inputs: JSON Lines of CSL-JSON, or Parquet with CSL's variables as columns.

    ``place`` sorts in the order of the inputs.
    """
    return reduce(
        lambda one, other: one.unionAll(other),
        (_read(spark, number, path) for number, path in enumerate(paths)),
    )


def _read(spark: SparkSession, number: int, path: str) -> DataFrame:
    from pyspark.errors import AnalysisException
    from pyspark.sql import functions as sf

    try:
        if path.rstrip("/").endswith(".parquet"):
            rows = spark.read.parquet(path)
            line = sf.col("record") if rows.columns == ["record"] else sf.to_json(sf.struct("*"))
        else:
            rows, line = spark.read.text(path), sf.col("value")
    except AnalysisException as error:
        raise InputError(f"{path}: Spark cannot read it: {str(error).splitlines()[0]}") from None
    place = sf.format_string(
        "%06d %s %020d %020d",
        sf.lit(number),
        sf.col("_metadata.file_path"),
        sf.col("_metadata.file_block_start"),
        sf.monotonically_increasing_id(),
    )
    return rows.select(place.alias("place"), line.alias("line")).where("trim(line) <> ''")


# The stages ----------------------------------------------------------------------------------------


def deduplicate(lines: DataFrame, answers: Sequence[Answer], profile: Profile) -> Found:
    """Find the clusters of records given as lines of CSL-JSON (``place, line``)."""
    spark = lines.sparkSession
    read = lines.mapInArrow(batches.normalise_batches, batches.NORMALISED).localCheckpoint()
    everything, rejected = read.where("fingerprint IS NOT NULL"), read.where("fingerprint IS NULL")
    records = _with_crowds(_of_groups(everything)).localCheckpoint()
    answered = _answered(records, answers)
    judged = _judge(records, profile).localCheckpoint()
    edges = judged.where("verdict = 'match'").select("one", "other")
    same = [(one, other) for one, other, said in answered if said.ruling.verdict == "match"]
    if same:
        edges = edges.unionAll(spark.createDataFrame(same, "one binary, other binary"))
    told = _cluster(records, judged, _components(edges), answered, profile)
    clusters = told.where("kind = 'member'").selectExpr("record AS fingerprint", "cluster")
    members = everything.join(clusters, "fingerprint", "left")
    apart = judged.where("verdict <> 'unlike'").select("one", "other", "judged")
    inside = told.where("kind = 'pair'").selectExpr("record AS one", "other", "judged")
    return Found(
        members=members.selectExpr(
            "place", "line", "id", "fingerprint", "coalesce(cluster, fingerprint) AS cluster"
        ),
        rejected=rejected.select("place", "line"),
        pairs=apart.join(inside, ["one", "other"], "left_anti").unionAll(inside),
    )


def _of_groups(everything: DataFrame) -> DataFrame:
    """One row for every group of identical records; the ids, which alone may differ, are left out."""
    return everything.dropDuplicates(["fingerprint"]).selectExpr(
        "fingerprint AS record", "content", "keys", "title", "codes", "blocks"
    )


def _answered(records: DataFrame, answers: Sequence[Answer]) -> list[tuple[bytes, bytes, Judged]]:
    """The answers on the records that are there, by fingerprint."""
    last = latest(answers)
    if not last:
        return []
    wanted = sorted({key for answer in last for key in answer.keys})
    known: dict[str, list[bytes]] = {}
    for row in records.where(records.content.isin(wanted)).select("content", "record").collect():
        known.setdefault(row["content"], []).append(bytes(row["record"]))
    return sorted(
        (
            (min(one, other), max(one, other), judged_answer(answer))
            for answer in last
            for one in known.get(answer.keys[0], ())
            for other in known.get(answer.keys[1], ())
            if one != other
        ),
        key=lambda row: row[:2],
    )


def _with_crowds(records: DataFrame) -> DataFrame:
    """The records with whether many titles claim their place, as `index.with_crowds` tells it."""
    from pyspark.sql import functions as sf

    place, start = (sf.col("codes")[CODES.index(name)] for name in ("place", "start"))
    claims = records.select(place.alias("claimed"), start.alias("start")).where("claimed > 0").distinct()
    crowds = (
        claims.groupBy("claimed")
        .count()
        .where(f"count >= {CROWD}")
        .select("claimed", sf.lit(True).alias("crowd"))
    )
    return records.join(crowds, place == crowds.claimed, "left").selectExpr(
        *records.columns, "coalesce(crowd, false) AS crowded"
    )


def _pairs(records: DataFrame) -> DataFrame:
    """The pairs worth comparing, by the SQL that all engines share."""
    spark = records.sparkSession
    parts = ", ".join(f"{number}, codes[{len(CODES) + number - 1}]" for number in range(1, len(FINER) + 1))
    records.createOrReplaceTempView("records")
    for name, statement in {
        "blocks": "SELECT CAST(shiftright(block, 32) AS INT) AS kind, block, record"
        " FROM (SELECT explode(blocks) AS block, record FROM records)",
        "finer": f"SELECT * FROM (SELECT record, stack({len(FINER)}, {parts}) AS (finer, part) FROM records)"
        " WHERE part > 0",
        "titles": "SELECT record, title FROM records",
    }.items():
        spark.sql(statement).createOrReplaceTempView(name)
    return spark.sql(sql.PAIRS)


def _judge(records: DataFrame, profile: Profile) -> DataFrame:
    """Block, screen and judge: `batches.JUDGED`."""
    screened = _beside(_pairs(records), records, ["title", "codes", "crowded"])
    kept = screened.mapInArrow(batches.screen_batches, batches.SCREENED)
    return _beside(kept, records, ["keys"]).mapInArrow(
        partial(batches.judge_batches, profile), batches.JUDGED
    )


def _beside(pairs: DataFrame, records: DataFrame, columns: Sequence[str]) -> DataFrame:
    """The pairs with these columns of their first record (``title1``) and of their second one (``title2``)."""
    for number, side in ((1, "one"), (2, "other")):
        named = [f"{column} AS {column}{number}" for column in columns]
        pairs = pairs.join(records.selectExpr(f"record AS {side}", *named), side)
    return pairs


def _components(edges: DataFrame) -> DataFrame:
    """``record, component``: the smallest record that each can be reached from, for all that have an edge."""
    few = edges.limit(FEW + 1).collect()
    return _spread(edges) if len(few) > FEW else _joined_here(edges.sparkSession, few)


def _joined_here(spark: SparkSession, edges: Sequence[Row]) -> DataFrame:
    """`_components` of a few edges: the rounds of jobs would take longer than anything in them."""
    ends = sorted({bytes(end) for edge in edges for end in edge})
    place = {end: number for number, end in enumerate(ends)}
    roots = cluster(len(ends), ((place[bytes(one)], place[bytes(other)]) for one, other in edges), ())
    rows = [(end, ends[root]) for end, root in zip(ends, roots, strict=True)]
    return spark.createDataFrame(rows, "record binary, component binary")


def _spread(edges: DataFrame) -> DataFrame:
    """`_components` of any number of edges.

    In every round each record takes the smallest component among its neighbours', and that one's own.
    """
    both = edges.unionAll(edges.selectExpr("other AS one", "one AS other")).distinct().localCheckpoint()
    labels = (
        both.groupBy("one")
        .agg({"other": "min"})
        .selectExpr("one AS record", "least(one, `min(other)`) AS component")
    )
    while True:
        labels = labels.localCheckpoint()
        nearest = (
            both.join(labels.withColumnRenamed("record", "other"), "other")
            .groupBy("one")
            .agg({"component": "min"})
            .selectExpr("one AS record", "`min(component)` AS reached")
        )
        lower = labels.join(nearest, "record").selectExpr(
            "record", "component AS before", "least(component, reached) AS component"
        )
        further = labels.selectExpr("record AS component", "component AS further")
        jumped = lower.join(further, "component").selectExpr(
            "record", "before", "least(component, further) AS component"
        ).localCheckpoint()  # fmt: skip
        labels = jumped.select("record", "component")
        if jumped.where("before <> component").isEmpty():
            return labels


def _cluster(
    records: DataFrame,
    judged: DataFrame,
    components: DataFrame,
    answered: Sequence[tuple[bytes, bytes, Judged]],
    profile: Profile,
) -> DataFrame:
    """`batches.CLUSTERED` for all records that a match holds together with others."""
    members = records.join(components, "record").selectExpr(
        "component", "'member' AS kind", "record", "CAST(NULL AS binary) AS other", "keys", "crowded",
        "CAST(NULL AS binary) AS judged",
    )  # fmt: skip
    ends = components.withColumnRenamed("record", "one").join(judged, "one")
    inside = ends.join(components.selectExpr("record AS other", "component AS theirs"), "other")
    pairs = inside.where("component = theirs").selectExpr(
        "component", "CASE verdict WHEN 'unlike' THEN 'unlike' ELSE 'pair' END AS kind", "one AS record", "other",
        "CAST(NULL AS binary) AS keys", "CAST(NULL AS boolean) AS crowded", "judged",
    )  # fmt: skip
    whole = members.unionAll(pairs).repartition("component")
    return whole.mapInArrow(
        partial(batches.cluster_batches, profile, answered), batches.CLUSTERED
    ).localCheckpoint()


# Output --------------------------------------------------------------------------------------------


def merged(found: Found) -> DataFrame:
    """``record``: the merged records as lines of CSL-JSON, in the order of their first members."""
    together = found.members.select("cluster", "place", "line").repartition("cluster")
    made = together.sortWithinPartitions("cluster", "place").mapInArrow(batches.merge_batches, batches.MERGED)
    return made.orderBy("place").select("record")


def clusters(found: Found) -> DataFrame:
    """``id, cluster`` of all input records; clusters are named by content, the same on every run."""
    return found.members.selectExpr("id", "lower(hex(cluster)) AS cluster")


def pairs(found: Found) -> DataFrame:
    """``pair``: every pair worth telling as a line of JSON, with the ids of the first records that say the same."""
    firsts = found.members.selectExpr("fingerprint", "struct(place, id) AS first")
    ids = (
        firsts.groupBy("fingerprint").agg({"first": "min"}).selectExpr("fingerprint", "`min(first)`.id AS id")
    )
    named = found.pairs
    for number, side in ((1, "one"), (2, "other")):
        named = named.join(ids.selectExpr(f"fingerprint AS {side}", f"id AS id{number}"), side)
    return named.mapInArrow(batches.tell_batches, "pair string")


def rejects(found: Found) -> DataFrame:
    """``line``: the lines that are no records."""
    return found.rejected.select("line")


def write(frame: DataFrame, path: str) -> None:
    """Write a data frame into a new folder: Parquet by its name, else lines of text or CSV with a header."""
    if path.rstrip("/").endswith(".parquet"):
        frame.write.parquet(path)
    elif len(frame.columns) == 1:
        frame.write.text(path)
    else:
        frame.write.csv(path, header=True)
