# SPDX-License-Identifier: Apache-2.0
"""The build of a corpus on a Spark cluster: `bitext worker` does the work, Spark says where.

Docs/Guides/Spark.md tells how it is run, Docs/Formats/Worker.md what the stages read and write.
"""
