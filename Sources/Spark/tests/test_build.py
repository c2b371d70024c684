# SPDX-License-Identifier: Apache-2.0
"""The driver and its tasks within one process, against `bitext build`. BITEXT names the command."""
import json
import os
import shutil
import stat
import subprocess
import tempfile
import unittest

import local_context
import wet
from bitext_spark import build, inputs, join, shards, tasks, worker

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BITEXT = os.environ.get("BITEXT") or os.path.join(ROOT, ".build/release/bitext")


def lines(folder, key):
    found = []
    for name in sorted(os.listdir(os.path.join(folder, key))):
        if name.startswith("part-"):
            with open(os.path.join(folder, key, name), "rb") as file:
                found += file.read().splitlines()
    return sorted(found)


@unittest.skipUnless(os.path.exists(BITEXT), f"no {BITEXT}")
class Build(unittest.TestCase):
    pages = [os.path.join(ROOT, "Corpora/pages")]
    originals = [os.path.join(ROOT, "Corpora/originals.jsonl")]

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="bitext-spark-test-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.whole = os.path.join(cls.folder, "whole")
        subprocess.run(
            [BITEXT, "build", *cls.pages, "--originals", *cls.originals, "-o", cls.whole, "--quiet",
             "--no-report", "--check-documents", "0"], check=True)

    def run_build(self, name, **options):
        output = os.path.join(self.folder, name)
        chosen = build.Options(
            **{"pages": self.pages, "originals": self.originals, "output": output, "bitext": BITEXT,
               "shards": 4, "chunk_bytes": 9000, **options})
        log = []
        manifest = build.Build(local_context.Context(), chosen, log.append).run()
        return output, manifest, log

    def whole_lines(self, name):
        with open(os.path.join(self.whole, name), "rb") as file:
            return sorted(file.read().splitlines())

    def test_gives_what_a_build_gives(self):
        output, manifest, _ = self.run_build("out")
        self.assertEqual(lines(output, "jsonl"), self.whole_lines("corpus.jsonl"))
        header = tasks.TSV_HEADER
        table = [line for line in lines(output, "tsv") if line != header]
        self.assertEqual(sorted(table + [header]), self.whole_lines("corpus.tsv"))
        for key in ("pairs", "unpaired", "titles"):
            self.assertEqual(lines(output, key), self.whole_lines(f"{key}.jsonl"), key)
        self.assertEqual(
            sorted(json.dumps(json.loads(line)) for line in lines(output, "rejected")),
            sorted(json.dumps(json.loads(line)) for line in self.whole_lines("rejected.jsonl")))
        with open(os.path.join(self.whole, "manifest.json"), encoding="utf-8") as file:
            expected = json.load(file)
        self.assertEqual(manifest["counts"], expected["counts"])
        for key in ("source_sentences", "covered_sentences", "source_words", "omitted_words"):
            self.assertEqual(manifest["headline"][key], expected["headline"][key])
        # Every file of the manifest is there, with the lines that it says.
        for file in manifest["outputs"]:
            with open(os.path.join(output, file["path"]), "rb") as stream:
                self.assertEqual(stream.read().count(b"\n"), file["lines"])
        self.assertFalse(any("work" in name for name in os.listdir(self.folder)))

    def test_finds_the_same_units_by_a_join(self):
        output, manifest, log = self.run_build("join", join=True)
        self.assertTrue(any(line.startswith("join: 116 originals") for line in log))
        expected, found = self.whole_lines("corpus.jsonl"), lines(output, "jsonl")
        self.assertEqual(found, expected)
        self.assertEqual(manifest["counts"]["items"]["translation_paired"], 50)

    def test_pages_of_a_wet_file_give_what_a_build_gives(self):
        path = os.path.join(self.folder, "crawl.warc.wet.gz")
        wet.write(self.pages[0], path)
        whole = os.path.join(self.folder, "whole-wet")
        subprocess.run(
            [BITEXT, "build", path, "--originals", *self.originals, "-o", whole, "--quiet", "--no-report",
             "--check-documents", "0"], check=True)
        with open(os.path.join(whole, "corpus.jsonl"), "rb") as file:
            expected = sorted(file.read().splitlines())
        self.assertGreater(len(expected), 100)
        with open(os.path.join(whole, "manifest.json"), encoding="utf-8") as file:
            counts = json.load(file)["counts"]
        # In one line, and cut into several between the pages.
        for size in (1 << 20, 2000):
            real, inputs.WET_BYTES = inputs.WET_BYTES, size
            try:
                output, manifest, _ = self.run_build(f"wet-{size}", pages=[path])
            finally:
                inputs.WET_BYTES = real
            self.assertEqual(lines(output, "jsonl"), expected)
            self.assertEqual(manifest["counts"], counts)

    def test_salts_do_not_change_what_a_join_finds(self):
        rows = [(b"k1", number) for number in range(5)] + [(b"k2", 7)]
        asked = [(b"k1", ((0, order), 0.5)) for order in range(9)] + [(b"k2", ((1, 1), 1.0))]

        def found(hot):
            sums = {}
            for translation, scores in join.met(
                    list(join.salted(rows, hot, True)) + list(join.salted(asked, hot, False)), 100):
                for original, score in scores.items():
                    sums[translation, original] = sums.get((translation, original), 0) + score
            return sums

        self.assertEqual(found({b"k1": 4}), found({}))
        self.assertEqual(len(found({})), 9 * 5 + 1)

    def test_a_key_of_too_many_originals_finds_nobody(self):
        rows = [((b"k", 0), (None, number)) for number in range(join.CAP + 1)]
        self.assertEqual(list(join.met(rows + [((b"k", 0), ((0, 1), 1.0))], 1000)), [])
        self.assertEqual(len(list(join.met(rows[1:] + [((b"k", 0), ((0, 1), 1.0))], 1000))), 1)

    def test_gives_the_same_bytes_again_and_refuses_to_overwrite(self):
        one, _, _ = self.run_build("one")
        other, _, _ = self.run_build("other")
        for folder, _, names in os.walk(one):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as left, \
                        open(path.replace(one, other, 1), "rb") as right:
                    self.assertEqual(left.read(), right.read(), path)
        with self.assertRaisesRegex(build.BuildFailure, "exists already"):
            self.run_build("one")

    def test_goes_on_where_a_driver_died(self):
        """The driver dies behind each stage in turn; nothing done is done again, nothing is lost."""
        for title in ("read", "shard", "judge", "assign", "align"):
            name = f"dies-{title}"
            real = shards.Stage.succeed

            def dying(stage, total, title=title):
                real(stage, total)
                if os.path.basename(stage.folder) == title:
                    raise KeyboardInterrupt

            shards.Stage.succeed = dying
            try:
                with self.assertRaises(KeyboardInterrupt):
                    self.run_build(name)
            finally:
                shards.Stage.succeed = real
            self.assertFalse(os.path.exists(os.path.join(self.folder, name)))
            output, _, log = self.run_build(name)
            self.assertEqual(lines(output, "jsonl"), self.whole_lines("corpus.jsonl"), title)
            if title != "assign":
                self.assertIn(f"{title}: done before", log)

    def test_a_worker_that_dies_fails_its_task_and_leaves_no_part(self):
        once = os.path.join(self.folder, "once")
        wrapper = os.path.join(self.folder, "bitext-dying")
        with open(wrapper, "w", encoding="utf-8") as file:
            # The first judge dies by a signal after a while; everything else is the real command.
            file.write(
                f'#!/bin/bash\nif [ "$2" = judge ] && mkdir "{once}" 2>/dev/null; then\n'
                f'  "{BITEXT}" "$@" | /usr/bin/head -n 3; kill -9 $$\nfi\nexec "{BITEXT}" "$@"\n')
        os.chmod(wrapper, os.stat(wrapper).st_mode | stat.S_IXUSR)
        with self.assertRaises(worker.WorkerFailure):
            self.run_build("killed", bitext=wrapper)
        output, _, log = self.run_build("killed", bitext=wrapper)
        self.assertIn("read: done before", log)
        self.assertEqual(lines(output, "jsonl"), self.whole_lines("corpus.jsonl"))

    def test_says_in_one_line_what_is_wrong(self):
        for options, words in [
                ({"shards": 3}, "power of two"), ({"bitext": "/no/such"}, "no such command")]:
            with self.assertRaisesRegex(build.BuildFailure, words):
                self.run_build("wrong", **options)


class Equal(unittest.TestCase):
    """Of equal texts the first stands for all, in the cases that a build knows."""

    def outcome(self, *records):
        rows = [(b"f", (order, kind, b'"%d"' % order)) for order, kind in records]
        return dict(change for _, change in tasks.changes(rows))

    def test_groups(self):
        z, e, o = tasks.TRANSLATION, tasks.ENGLISH, tasks.EXTERNAL
        self.assertEqual(self.outcome((1, z)), {})
        self.assertEqual(self.outcome((2, e), (1, e), (3, o)), {2: None, 3: None, 1: ['"2"', '"3"']})
        self.assertEqual(self.outcome((1, z), (2, z)), {2: None, 1: ['"2"']})
        # An original with a translation's text finds no translation.
        self.assertEqual(self.outcome((1, z), (2, o)), {2: None})
        self.assertEqual(self.outcome((1, e), (2, z)), {})

    def test_units_are_cut_apart(self):
        text = (b'{"id":"x","pair":{"id":"x","extra":",\\"units\\":["},"units":[{"id":"x:0","p":{"a":"b"}},'
                b'{"id":"x:1"}],"counts":{"aligned":2}}')
        record, units, counts = tasks._split(text)
        self.assertEqual(record, b'"pair":{"id":"x","extra":",\\"units\\":["}')
        self.assertEqual(units, b'{"id":"x:0","p":{"a":"b"}}\n{"id":"x:1"}')
        self.assertEqual(counts, {"aligned": 2})
        self.assertEqual(tasks._split(
            b'{"id":"x","unpaired":{"id":"x"},"units":[],"counts":{"aligned":0}}')[1], b"")


@unittest.skipUnless(os.path.exists(BITEXT), f"no {BITEXT}")
class Worker(unittest.TestCase):
    def test_answers_are_counted_and_hashed(self):
        command = worker.command(BITEXT, "segment")
        given = [b'{"id":"%d","text":"One. Two."}' % number for number in range(1000)]
        self.assertEqual(len(list(worker.answers(command, given))), 1000)
        self.assertEqual(list(worker.answers(command, [])), [])

    def test_what_fails_is_raised(self):
        with self.assertRaisesRegex(worker.WorkerFailure, "code 64"):
            list(worker.answers([BITEXT, "worker", "nonsense"], [b"{}"]))
        with self.assertRaisesRegex(worker.WorkerFailure, "lines given"):
            list(worker.answers(["/bin/cat"], [b"{}"]))
        with self.assertRaisesRegex(worker.WorkerFailure, "code -9"):
            list(worker.answers(["/bin/sh", "-c", "read line; kill -9 $$"], [b"{}"] * 9))

        def broken():
            yield b'{"id":"1","text":"x"}'
            raise OSError("the disk is gone")

        with self.assertRaisesRegex(OSError, "disk is gone"):
            list(worker.answers(worker.command(BITEXT, "segment"), broken()))

    def test_a_reader_that_stops_leaves_no_process(self):
        stream = worker.answers(worker.command(BITEXT, "segment"), iter(
            [b'{"id":"1","text":"One."}'] * 100000))
        next(stream)
        stream.close()


if __name__ == "__main__":
    unittest.main()
