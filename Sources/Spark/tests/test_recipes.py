# SPDX-License-Identifier: Apache-2.0
"""The recipes without Spark against `bitext build`. BITEXT names the command."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import streaming

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BITEXT = os.environ.get("BITEXT") or os.path.join(ROOT, ".build/release/bitext")
PAGES, ORIGINALS = (os.path.join(ROOT, "Corpora", name) for name in ("pages", "originals.jsonl"))


@unittest.skipUnless(os.path.exists(BITEXT), f"no {BITEXT}")
class Recipes(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="bitext-recipes-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def bitext(self, *arguments):
        return subprocess.run([BITEXT, *arguments], check=True, capture_output=True).stdout

    def whole(self, *options):
        self.bitext(
            "build", PAGES, "--originals", ORIGINALS, "-o", self.path("whole"), "--quiet", "--no-report",
            "--check-documents", "0", "--one-pass", *options)
        return self.lines("whole/corpus.jsonl")

    def lines(self, name):
        with open(self.path(name), "rb") as file:
            return sorted(file.read().splitlines())

    @unittest.skipUnless(shutil.which("parallel"), "no GNU parallel")
    def test_gnu_parallel_gives_the_units_of_a_build(self):
        environment = {**os.environ, "BITEXT": BITEXT, "HOME": self.folder}
        recipe = [os.path.join(ROOT, "Sources/Spark/recipes/parallel"), PAGES, ORIGINALS]
        for jobs in ("1", "3"):
            subprocess.run(
                [*recipe, self.path(f"out-{jobs}"), jobs], check=True, env=environment, capture_output=True)
        self.assertEqual(self.lines("out-3/units.jsonl"), self.whole())
        self.assertEqual(self.lines("out-1/units.jsonl"), self.lines("out-3/units.jsonl"))

    @unittest.skipUnless(shutil.which("parallel"), "no GNU parallel")
    def test_gnu_parallel_ends_where_a_worker_fails(self):
        wrapper = self.path("bitext-dying")
        with open(wrapper, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\n[ "$2" = judge ] && kill -9 $$\nexec "{BITEXT}" "$@"\n')
        os.chmod(wrapper, 0o755)
        done = subprocess.run(
            [os.path.join(ROOT, "Sources/Spark/recipes/parallel"), PAGES, ORIGINALS, self.path("out")],
            env={**os.environ, "BITEXT": wrapper, "HOME": self.folder}, capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertFalse(os.path.exists(self.path("out")))

    def documents(self):
        """Documents of the pages, Chinese and English ones apart, as `bitext read` gives them."""
        kinds = {"zh": [], "en": []}
        for line in self.bitext("read", PAGES, "--quiet").splitlines():
            language = json.loads(line)["language"][:2]
            kinds.setdefault(language, []).append(line)
        for language in ("zh", "en"):
            with open(self.path(f"{language}.jsonl"), "wb") as file:
                file.write(b"".join(line + b"\n" for line in kinds[language]))

    def test_a_mapper_of_hadoop_streaming_gives_the_units_of_a_build(self):
        self.documents()
        index = self.path("x.bitextindex")
        self.bitext(
            "index", self.path("en.jsonl"), ORIGINALS, "-o", index, "--keep-keys", "--quiet")
        streaming.run(
            [self.path("zh.jsonl")], self.path("units"),
            "bitext worker pair align --index x.bitextindex --progress 0",
            files=[self.linked(), index], separator=b"")
        found = []
        for name in sorted(os.listdir(self.path("units"))):
            with open(self.path(f"units/{name}"), "rb") as file:
                found += [unit for line in file for unit in json.loads(line)]
        expected = [json.loads(line) for line in self.whole("--allow-many")]
        self.assertEqual(
            sorted(found, key=lambda unit: unit["id"]),
            sorted((unit for unit in expected if not unit["id"].endswith(":title")),
                   key=lambda unit: unit["id"]))

    def test_a_reducer_of_hadoop_streaming_counts_keys(self):
        """What `--frequencies` takes, by sorting and counting, against counting in one go."""
        self.documents()
        mapper = (
            "bitext worker keys --progress 0 | "
            "sed -e 's/.*\"keys\":\\[//' -e 's/\\].*//' -e 's/\"//g' | tr ',' '\\n' | sed '/^$/d'")
        reducer = "uniq -c | awk '{ print \"{\\\"key\\\":\\\"\" $2 \"\\\",\\\"count\\\":\" $1 \"}\" }'"
        streaming.run(
            [self.path("en.jsonl")], self.path("keys"), mapper, reducer, files=[self.linked()],
            reducers=3, separator=b"")
        counted = {}
        for name in sorted(os.listdir(self.path("keys"))):
            with open(self.path(f"keys/{name}"), "rb") as file:
                for line in file:
                    record = json.loads(line)
                    self.assertNotIn(record["key"], counted)
                    counted[record["key"]] = record["count"]
        expected = {}
        with open(self.path("en.jsonl"), "rb") as file:
            answers = subprocess.run(
                [BITEXT, "worker", "keys"], stdin=file, check=True, capture_output=True).stdout
        for line in answers.splitlines():
            for key in json.loads(line)["keys"]:
                expected[key] = expected.get(key, 0) + 1
        self.assertEqual(counted, expected)
        self.assertGreater(len(counted), 100)
        with open(self.path("sorted"), "w", encoding="utf-8") as file:
            for key in sorted(counted):
                file.write(f'{{"key":"{key}","count":{counted[key]}}}\n')
        self.bitext(
            "worker", "frequencies", "--documents", "100", "--input", self.path("sorted"), "-o", self.path("f"))

    def linked(self):
        """The command under its own name."""
        path = self.path("bitext")
        if not os.path.exists(path):
            os.symlink(BITEXT, path)
        return path


if __name__ == "__main__":
    unittest.main()
