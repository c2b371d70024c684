# SPDX-License-Identifier: Apache-2.0
"""Units as Parquet, by Spark's own writer and Hadoop's committer of version 1."""

SCHEMA = (
    "id STRING, source STRING, target STRING, source_language STRING, target_language STRING, "
    "bead STRING, score DOUBLE, pair STRING, engine STRING")


def write_parquet(context, lines, folder, count):
    """Writes the units of a folder of JSON lines as Parquet, and counts them."""
    from pyspark.sql import SparkSession

    session = SparkSession(context)
    session.conf.set("mapreduce.fileoutputcommitter.algorithm.version", "1")
    units = session.read.schema(SCHEMA).json(f"file://{lines}/part-*.jsonl")
    units.write.parquet(f"file://{folder}")
    found = session.read.parquet(f"file://{folder}").count()
    if found != count:
        raise RuntimeError(f"Parquet: expected {count} units, found {found}")
