# SPDX-License-Identifier: Apache-2.0
"""A standalone cluster of two workers on loopback against `bitext build`: units, CPU, and what kills leave.

usage: slow_cluster.py PAGES|- ORIGINALS|- [--kills PAGES ORIGINALS] [--ways PAGES ORIGINALS] [--bitext PATH] [--most 1.6]

CPU is that of the processes of each run alone, to the last one's end, by `meter.py`: others may run beside. Spark's own
start-up is `bitext_spark.idle`: the same master, two workers, two executors and driver with the same settings, each
executor starting its Python once for a task that does nothing, and the end of it all.
"""
import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import meter
import wet

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
#: More than executors, where some are killed: what others finished stays.
SHARDS_OF_KILLS = "8"


def lines(path):
    found = []
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            if name.startswith("part-"):
                with open(os.path.join(path, name), "rb") as file:
                    found += file.read().splitlines()
    else:
        with open(path, "rb") as file:
            found = file.read().splitlines()
    return sorted(found)


def compare(what, whole, output):
    """Units, and their counts, against those of the whole build; ends the run where they differ."""
    expected, found = lines(f"{whole}/corpus.jsonl"), lines(f"{output}/jsonl")
    missing = len(set(expected) - set(found))
    extra = len(found) - len(set(found)) + len(set(found) - set(expected))
    print(f"{what}: {len(expected)} units, {len(found)} found, {missing} lost, {extra} extra", flush=True)
    with open(f"{whole}/manifest.json", encoding="utf-8") as one, \
            open(f"{output}/manifest.json", encoding="utf-8") as other:
        counts = json.load(one)["counts"], json.load(other)["counts"]
    if expected != found or counts[0] != counts[1]:
        sys.exit(f"{what}: not what a build gives: {counts}")
    for key in ("pairs", "unpaired"):
        ids = [[json.loads(line)["id"] for line in lines(path)]
               for path in (f"{whole}/{key}.jsonl", f"{output}/{key}")]
        if ids[0] != ids[1]:
            sys.exit(f"{what}: {key} differ")


def measured(arguments, kinds=False):
    used, wall, table = meter.measured(arguments, kinds)
    for name, (seconds, count) in table.items() if kinds else ():
        print(f"  {seconds:7.2f} CPU s  {count:3d} processes  {name}", flush=True)
    return used, wall


def spark(arguments, output, *more):
    return [sys.executable, "-m", "bitext_spark", arguments[0], "--originals", arguments[1], "-o", output,
            "--local-cluster", "2", *more]


def descendants(process):
    """The descendants of a process: number and command line."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
                with open(f"/proc/{name}/cmdline", "rb") as file:
                    children.setdefault(parent, []).append((int(name), file.read()))
            except (FileNotFoundError, ProcessLookupError):
                continue
    found, waiting = [], [process]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child[0])
    return found


def killed(what, pattern, arguments, output, whole):
    """Runs a build and kills one descendant, or the driver, while it judges."""
    process = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "judge:" in line:
            break
    victim = None
    deadline = time.monotonic() + 200
    while victim is None and time.monotonic() < deadline and process.poll() is None:
        family = descendants(process.pid)
        # Whoever it is to be, a worker is at its lines by now.
        if any(b"\0worker\0judge\0" in command for _, command in family):
            if pattern is None:
                victim = process.pid
            else:
                victim = next((pid for pid, command in family if pattern in command), None)
    if victim is None:
        sys.exit(f"{what}: nothing to kill")
    if pattern is None:
        family = [pid for pid, _ in descendants(process.pid)]
    os.kill(victim, signal.SIGKILL)
    said = process.stderr.read()
    code = process.wait()
    if pattern is None:
        # With the driver its cluster is gone too, as far as it is this test's: all these are its own.
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        meter.reap(20)
        if os.path.exists(output):
            sys.exit(f"{what}: an output, though the driver died")
        again = subprocess.run(arguments, stderr=subprocess.PIPE, text=True)
        code, said = again.returncode, again.stderr
    if code != 0:
        sys.exit(f"{what}: the driver ended with code {code}: {said[-3000:]}")
    meter.reap(20)
    compare(what, whole, output)
    left = [name for folder, _, names in os.walk(output) for name in names if ".tmp." in name]
    if left:
        sys.exit(f"{what}: left {left}")


def ways(build, pages, originals, work):
    """Other ways to the same units, each on a cluster of its own."""
    whole = f"{work}/whole-ways"
    subprocess.run(build + [pages, "--originals", originals, "-o", whole], check=True)
    for what, options in [
            ("by a join, the command shipped", ["--join", "--ship"]), ("shipped, with Parquet", ["--ship", "--parquet"])]:
        output = f"{work}/{len(what)}"
        used, _ = measured(spark((pages, originals), output, "-q", *options))
        compare(f"{what}, {used:.1f} CPU s", whole, output)
    crawl, whole, output = f"{work}/crawl.warc.wet.gz", f"{work}/whole-wet", f"{work}/out-wet"
    wet.write(pages, crawl)
    subprocess.run(build + [crawl, "--originals", originals, "-o", whole], check=True)
    used, _ = measured(spark((crawl, originals), output, "-q"))
    compare(f"from a WET file, {used:.1f} CPU s", whole, output)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages")
    parser.add_argument("originals")
    parser.add_argument("--kills", nargs=2)
    parser.add_argument(
        "--ways", nargs=2, help="by a join, with the command shipped, and from a WET file made of the pages: the same units")
    parser.add_argument("--only", help="one of the kills: worker, executor or driver")
    parser.add_argument("--bitext", default=os.path.join(ROOT, ".build/release/bitext"))
    parser.add_argument("--most", type=float, default=1.6)
    parser.add_argument("--kinds", action="store_true", help="CPU by kinds of processes, too")
    parser.add_argument(
        "--option", dest="options", action="append", default=[], help="of the driver, such as --option=--join")
    chosen = parser.parse_args()
    os.environ["PYTHONPATH"] = os.path.join(ROOT, "Sources/Spark")
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ["PATH"] = os.path.dirname(os.path.abspath(chosen.bitext)) + ":" + os.environ["PATH"]
    meter.adopt()
    work = tempfile.mkdtemp(prefix="bitext-slow-spark-")
    os.environ["TMPDIR"] = os.environ["SPARK_LOCAL_DIRS"] = work
    try:
        build = [chosen.bitext, "build", "--no-report", "--check-documents", "0", "--quiet", "--jobs", "2"]
        if chosen.pages != "-":
            if not meter.check():
                sys.exit("CPU seconds of a made load are not what it spends: the figures below would be wrong")
            single, wall = measured(
                build + [chosen.pages, "--originals", chosen.originals, "-o", f"{work}/whole"])
            print(f"bitext build: {single:.1f} CPU s, {wall:.0f} s", flush=True)
            start, wall = measured([sys.executable, "-m", "bitext_spark.idle"], chosen.kinds)
            print(f"Spark's own start-up: {start:.1f} CPU s, {wall:.0f} s", flush=True)
            used, wall = measured(
                spark((chosen.pages, chosen.originals), f"{work}/spark", "-q", *chosen.options), chosen.kinds)
            ratio = (used - start) / single
            print(f"on the cluster: {used:.1f} CPU s, {wall:.0f} s: {ratio:.2f} of the build", flush=True)
            compare("cluster", f"{work}/whole", f"{work}/spark")
            if ratio > chosen.most:
                sys.exit(f"CPU over the build: {ratio:.2f}, expected {chosen.most} at most")
        if chosen.ways:
            ways(build, *chosen.ways, work)
        if chosen.kills:
            pages, originals = chosen.kills
            subprocess.run(
                build + [pages, "--originals", originals, "-o", f"{work}/whole-kills"], check=True)
            for what, pattern in [
                    ("worker killed", b"\0worker\0judge\0"),
                    ("executor killed", b"CoarseGrainedExecutorBackend"),
                    ("driver killed", None)]:
                if chosen.only not in (None, what.split()[0]):
                    continue
                output = f"{work}/{what.split()[0]}"
                killed(what, pattern, spark((pages, originals), output, "--shards", SHARDS_OF_KILLS), output, f"{work}/whole-kills")
    finally:
        meter.reap(5)
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
