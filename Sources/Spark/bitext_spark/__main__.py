# SPDX-License-Identifier: Apache-2.0
"""`python -m bitext_spark PAGES… --originals FILE… -o DIR`: `bitext build` on a Spark cluster."""
import argparse
import contextlib
import os
import sys
import tempfile
import zipfile

from . import build, cluster


def parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="bitext_spark", description=__doc__,
        epilog="Pages, originals and the output stand on a file system that all executors share.")
    parser.add_argument("pages", nargs="+", help="files, folders or patterns")
    parser.add_argument("--originals", action="append", default=[], help="JSON lines; repeated")
    parser.add_argument("-o", "--output", required=True, help="the folder to make")
    parser.add_argument("--master", help="the cluster (default: spark-submit's, or local[*])")
    parser.add_argument(
        "--local-cluster", type=int, default=0, metavar="N",
        help="start a cluster of N workers on this machine, and end it")
    parser.add_argument("--bitext", default="bitext", help="the command, by name or path")
    parser.add_argument("--ship", action="store_true", help="send the command to the executors")
    parser.add_argument(
        "--shards", type=int, default=0, help="a power of two (default: one for some 10,000 translations)")
    parser.add_argument("--chunk-bytes", type=int, default=32 << 20)
    parser.add_argument("--min-probability", type=float, default=0.5)
    parser.add_argument("--min-score", type=float, default=0.0)
    parser.add_argument("--allow-many", action="store_true")
    parser.add_argument("--one-pass", action="store_true")
    parser.add_argument("--lexicon", action="append", default=[])
    parser.add_argument("--provenance", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--input-format", choices=["listing", "digest", "documents"])
    parser.add_argument("--container", choices=["text", "html", "wet"])
    parser.add_argument("--encoding")
    parser.add_argument("--record-limit", type=int, default=16 << 20)
    parser.add_argument("--parquet", action="store_true", help="write Parquet besides")
    parser.add_argument(
        "--join", action="store_true",
        help="find candidates by a join, for a collection too large for one index")
    parser.add_argument("--force", action="store_true", help="replace an existing output")
    parser.add_argument("--keep", action="store_true", help="leave the work folder")
    parser.add_argument("--conf", action="append", default=[], metavar="KEY=VALUE", help="of Spark")
    parser.add_argument("-q", "--quiet", action="store_true")
    return parser.parse_args(arguments)


def context(stack, master, settings):
    """A Spark context that sends this package to its executors, and ends with the stack."""
    from pyspark import SparkConf, SparkContext

    conf = SparkConf().setAppName("bitext")
    conf.set("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
    conf.setIfMissing("spark.ui.enabled", "false")
    conf.setIfMissing("spark.ui.showConsoleProgress", "false")
    for setting in settings:
        conf.set(*setting.split("=", 1))
    if master:
        conf.setMaster(master)
    made = SparkContext(conf=conf)
    made.setLogLevel("ERROR")
    # Executors fetch the package when they start, at any time: it stays as long as the context.
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bitext-spark-"))
    stack.callback(made.stop)
    archive = os.path.join(folder, "bitext_spark.zip")
    here = os.path.dirname(os.path.abspath(__file__))
    with zipfile.ZipFile(archive, "w") as file:
        for name in sorted(os.listdir(here)):
            if name.endswith(".py"):
                file.write(os.path.join(here, name), f"bitext_spark/{name}")
    made.addPyFile(archive)
    return made


def main(arguments=None):
    chosen = vars(parsed(arguments))
    settings = chosen.pop("conf")
    master = chosen.pop("master")
    quiet = chosen.pop("quiet")
    local = chosen.pop("local_cluster")

    def log(text):
        if not quiet:
            print(f"bitext_spark: {text}", file=sys.stderr, flush=True)

    try:
        options = build.Options(**chosen)
        with contextlib.ExitStack() as stack:
            if local:
                master = stack.enter_context(cluster.LocalCluster(local)).url
                settings = [f"{key}={value}" for key, value in cluster.SETTINGS.items()] + settings
            spark = context(stack, master, settings)
            manifest = build.Build(spark, options, log).run()
    except (build.BuildFailure, FileNotFoundError) as problem:
        print(f"bitext_spark: {problem}", file=sys.stderr)
        return 1
    counts = manifest["counts"]
    log(f"{counts['items']['translation_paired']} pairs, {counts['units']['written']} units")
    return 0


if __name__ == "__main__":
    sys.exit(main())
