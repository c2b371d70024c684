# SPDX-License-Identifier: Apache-2.0
"""What Hadoop streaming does with its mapper and reducer, as far as lines are concerned, for the tests.

It cuts files into splits at line ends, starts the mapper once a split in a folder that holds the shipped files, takes
what stands before a tab as the key and the line without one as a key without a value, spreads keys over the reducers,
sorts each reducer's lines by key, and writes key, separator and value, where the separator is not left out for an empty value.
"""
import os
import shutil
import subprocess
import tempfile
import zlib


class StreamingFailure(RuntimeError):
    """A mapper or a reducer that ended badly."""


def run(inputs, output, mapper, reducer=None, files=(), reducers=1, split=1 << 14, separator=b"\t"):
    """Runs one job; `mapper` and `reducer` are shell commands. Writes part-NNNNN into the folder `output`."""
    os.makedirs(output)
    mapped = []
    for path in inputs:
        for block in _splits(path, split):
            mapped.append(_lines(_ran(mapper, block, files)))
    if reducer is None:
        parts = mapped
    else:
        buckets = [[] for _ in range(reducers)]
        for lines in mapped:
            for line in lines:
                buckets[zlib.crc32(line.partition(b"\t")[0]) % reducers].append(line)
        parts = [
            _lines(_ran(reducer, b"".join(
                line + b"\n" for line in sorted(bucket, key=lambda line: line.partition(b"\t")[0])), files))
            for bucket in buckets]
    for number, lines in enumerate(parts):
        with open(os.path.join(output, f"part-{number:05d}"), "wb") as file:
            for line in lines:
                key, _, value = line.partition(b"\t")
                file.write(key + separator + value + b"\n")


def _splits(path, size):
    with open(path, "rb") as file:
        while block := file.readlines(size):
            yield b"".join(block)


def _lines(data):
    return data.split(b"\n")[:-1] if data else []


def _ran(command, given, files):
    folder = tempfile.mkdtemp(prefix="bitext-streaming-")
    try:
        for path in files:
            os.symlink(os.path.abspath(path), os.path.join(folder, os.path.basename(path)))
        done = subprocess.run(
            ["/bin/sh", "-c", command], input=given, capture_output=True, cwd=folder,
            env={"PATH": f"{folder}:/usr/bin:/bin"})
    finally:
        shutil.rmtree(folder)
    if done.returncode != 0:
        raise StreamingFailure(f"{command}: {done.stderr.decode(errors='replace')[-300:]}")
    return done.stdout
