# SPDX-License-Identifier: Apache-2.0
"""Files that appear whole or not at all: part-N.tmp.ATTEMPT, fsync, rename, and a _SUCCESS at the end."""
import hashlib
import json
import os
import uuid


def name(number, suffix=""):
    return f"part-{number:05d}{suffix}"


#: How much of a part is held before it is written and hashed.
BLOCK = 1 << 18


class Part:
    """A part while it is written. Two attempts may write one part at once: their bytes are the same."""

    def __init__(self, folder, number, suffix=""):
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, name(number, suffix))
        self._temporary = f"{self.path}.tmp.{_attempt()}"
        self._file = open(self._temporary, "wb", buffering=BLOCK)
        self._digest = hashlib.sha256()
        self._held, self._weight = [], 0
        self.lines = 0
        self.bytes = 0

    def write(self, line):
        """Writes bytes that are one line, without the line feed."""
        self.write_lines(line, 1)

    def write_lines(self, text, count):
        """Writes so many lines, without the last one's line feed."""
        self._held.append(text)
        self._weight += len(text) + 1
        self.lines += count
        if self._weight >= BLOCK:
            self._flush()

    def _flush(self):
        if self._held:
            self._held.append(b"")
            text = b"\n".join(self._held)
            self._file.write(text)
            self._digest.update(text)
            self.bytes += len(text)
            self._held, self._weight = [], 0

    def finish(self):
        """Puts the part in its place; returns what the manifest says of it."""
        self._flush()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._temporary, self.path)
        return {"lines": self.lines, "bytes": self.bytes, "sha256": self._digest.hexdigest()}

    def drop(self):
        self._file.close()
        if os.path.exists(self._temporary):
            os.unlink(self._temporary)


class Parts:
    """Several parts of one task, finished together; dropped where the task fails."""

    def __init__(self, root, number, layout):
        self._parts = {key: Part(os.path.join(root, key), number, layout[key]) for key in layout}

    def __getitem__(self, key):
        return self._parts[key]

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            for part in self._parts.values():
                part.drop()
        return False

    def finish(self):
        return {key: part.finish() for key, part in self._parts.items()}


def _attempt():
    try:
        from pyspark import TaskContext

        context = TaskContext.get()
        task = context.taskAttemptId() if context else 0
    except ImportError:
        task = 0
    return f"{task}-{uuid.uuid4().hex[:8]}"


def read(path):
    """The lines of a part, without their line feeds."""
    with open(path, "rb", buffering=1 << 17) as file:
        for line in file:
            yield line[:-1]


def write_json(path, value):
    """Writes a small file whole or not at all."""
    temporary = f"{path}.tmp.{_attempt()}"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


class Stage:
    """A stage of the build in the work folder: what each of its tasks reported, and whether all is done.

    A task's report stands beside its parts and is written after them: where it stands, the task need not
    be done again. The folder's name holds the key of the build, so that parts of other inputs, options or
    versions are never taken for its own.
    """

    def __init__(self, work, title):
        self.folder = os.path.join(work, title)

    def path(self, key, number, suffix=""):
        return os.path.join(self.folder, key, name(number, suffix))

    def _report_path(self, number):
        return os.path.join(self.folder, "reports", name(number, ".json"))

    def report(self, number):
        """What a finished task said; None where it is not finished."""
        try:
            with open(self._report_path(number), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def done(self, number, report):
        os.makedirs(os.path.join(self.folder, "reports"), exist_ok=True)
        write_json(self._report_path(number), report)
        return report

    @property
    def is_done(self):
        return os.path.exists(os.path.join(self.folder, "_SUCCESS"))

    def succeed(self, total):
        """Says that all is done, with the sums of all reports."""
        os.makedirs(self.folder, exist_ok=True)
        write_json(os.path.join(self.folder, "_SUCCESS"), total)

    @property
    def total(self):
        with open(os.path.join(self.folder, "_SUCCESS"), encoding="utf-8") as file:
            return json.load(file)


def added(one, other):
    """Two reports as one: numbers and the numbers in objects add, lists are joined."""
    if other is None:
        return one
    if one is None:
        return other
    if isinstance(one, dict):
        return {key: added(one.get(key), other.get(key)) for key in {**one, **other}}
    return one + other
