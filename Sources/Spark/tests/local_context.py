# SPDX-License-Identifier: Apache-2.0
"""What the driver asks of Spark, within one process: so the tests need neither Java nor pyspark."""
import os
import sys
import types


class Rows:
    """A collection in partitions, made anew whenever it is asked for."""

    def __init__(self, make):
        self._make = make

    def map(self, function):
        return Rows(lambda: [[function(row) for row in part] for part in self._make()])

    def flatMap(self, function):
        return Rows(lambda: [[new for row in part for new in function(row)] for part in self._make()])

    def mapPartitions(self, function):
        return Rows(lambda: [list(function(iter(part))) for part in self._make()])

    def mapPartitionsWithIndex(self, function):
        return Rows(
            lambda: [list(function(number, iter(part))) for number, part in enumerate(self._make())])

    def partitionBy(self, count, place):
        def make():
            parts = [[] for _ in range(count)]
            for part in self._make():
                for row in part:
                    parts[place(row[0]) % count].append(row)
            return parts
        return Rows(make)

    def filter(self, wanted):
        return Rows(lambda: [[row for row in part if wanted(row)] for part in self._make()])

    def keys(self):
        return self.map(lambda row: row[0])

    def mapValues(self, function):
        return self.map(lambda row: (row[0], function(row[1])))

    def union(self, other):
        return Rows(lambda: self._make() + other._make())

    def sortByKey(self):
        return Rows(lambda: [sorted(self.collect(), key=lambda row: row[0])])

    def persist(self):
        return self

    def unpersist(self):
        return self

    def toLocalIterator(self):
        return iter(self.collect())

    def collect(self):
        return [row for part in self._make() for row in part]

    def count(self):
        return len(self.collect())


class Context:
    """A context that keeps the paths of shipped files."""

    def __init__(self):
        self.shipped = {}
        files = types.SimpleNamespace(get=lambda name: self.shipped[name])
        fake = types.ModuleType("pyspark")
        fake.SparkFiles = files
        fake.TaskContext = types.SimpleNamespace(get=lambda: None)
        sys.modules["pyspark"] = fake

    def addFile(self, path):
        self.shipped[os.path.basename(path)] = path

    def parallelize(self, rows, count=1):
        return Rows(lambda: [[row] for row in rows])
