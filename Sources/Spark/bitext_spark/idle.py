# SPDX-License-Identifier: Apache-2.0
"""Starts a cluster of two workers, has each do nothing once, and ends it: what Spark itself costs."""
import contextlib

from . import cluster
from .__main__ import context


def main():
    with contextlib.ExitStack() as stack:
        found = stack.enter_context(cluster.LocalCluster(2))
        settings = [f"{key}={value}" for key, value in cluster.SETTINGS.items()]
        spark = context(stack, found.url, settings)
        spark.parallelize(range(8), 8).map(lambda number: number).count()


if __name__ == "__main__":
    main()
