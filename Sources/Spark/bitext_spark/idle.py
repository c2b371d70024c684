# SPDX-License-Identifier: Apache-2.0
"""Starts a cluster of two workers, has each do nothing once, and ends it: what Spark itself costs."""
from . import cluster
from .__main__ import context


def main():
    with cluster.LocalCluster(2) as found:
        spark = context(found.url, [f"{key}={value}" for key, value in cluster.SETTINGS.items()])
        try:
            spark.parallelize(range(8), 8).map(lambda number: number).count()
        finally:
            spark.stop()


if __name__ == "__main__":
    main()
