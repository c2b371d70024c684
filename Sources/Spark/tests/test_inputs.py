# SPDX-License-Identifier: Apache-2.0
import gzip
import json
import os
import tempfile
import unittest

from bitext_spark import inputs


class Inputs(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)

    def file(self, name, data):
        path = os.path.join(self._folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    def test_stems_are_those_of_the_command(self):
        for path, stem in [
                ("a/b.txt.gz", "b"), ("x.warc.wet.gz", "x"), ("noext", "noext"), (".hidden", ".hidden"),
                ("a.b.c", "a.b"), ("n.jsonl.zst", "n")]:
            self.assertEqual(inputs.stem(path), stem)

    def test_files_of_one_stem_are_told_apart(self):
        for name in ("p/a.txt", "p/a.html", "p/q/a.txt", "p/.no", "p/a~2.txt"):
            self.file(name, b"x")
        found = inputs.files([os.path.join(self._folder.name, "p")])
        self.assertEqual(
            [(os.path.relpath(file.path, self._folder.name), file.stem) for file in found],
            [("p/a.html", "a"), ("p/a.txt", "a~2"), ("p/a~2.txt", "a~2~2"), ("p/q/a.txt", "a~3")])
        with self.assertRaises(FileNotFoundError):
            inputs.files(["/no/such"])

    def test_lines_are_the_same_however_the_file_is_cut(self):
        lines = [json.dumps({"id": str(n), "text": "t" * (n % 50)}).encode() for n in range(300)]
        path = self.file("d.jsonl", b"\n".join(lines[:100] + [b"", b"  \r"] + lines[100:]))
        whole = inputs.files([path])

        def read(size):
            first, rows = 0, []
            for chunk in inputs.chunks([], whole, size=size):
                chunk = inputs.Chunk(**{**chunk.__dict__, "first_record": first})
                found = [json.loads(line) for line in inputs.lines(chunk)]
                self.assertEqual(len(found), inputs.record_count(chunk))
                first += len(found)
                rows += found
            return rows

        self.assertEqual(len(inputs.chunks([], whole, size=700)) > 10, True)
        self.assertEqual(read(700), read(1 << 30))
        self.assertEqual([row["item"] for row in read(700)], list(range(300)))
        with open(path, "rb") as file:
            data = file.read()
        for row in read(700):
            self.assertEqual(json.loads(data[row["start"]:row["end"]]), row["record"])

    def test_a_bad_line_stays_a_line(self):
        path = self.file("d.jsonl.gz", b'{"id":1\n{"id":"2","text":"x"}\n')
        chunk, = inputs.chunks([], inputs.files([path]))
        self.assertEqual(len(list(inputs.lines(chunk))), 2)

    def test_pages_share_chunks_and_keep_their_order(self):
        paths = [self.file(f"p{n}.txt", b"x" * 100) for n in range(7)]
        paths.insert(3, self.file("d.jsonl", b'{"id":"1","text":"x"}\n'))
        chunks = inputs.chunks(inputs.files(paths), [], size=250)
        self.assertEqual([chunk.number for chunk in chunks], list(range(len(chunks))))
        self.assertEqual([chunk.kind for chunk in chunks], ["files", "files", "lines", "files", "files"])
        self.assertEqual([file.stem for chunk in chunks for file in chunk.files],
                         ["p0", "p1", "p2", "d", "p3", "p4", "p5", "p6"])
        self.assertEqual([chunk.first_file for chunk in chunks], [0, 2, 3, 4, 6])

    def test_a_wet_file_is_cut_at_its_records(self):
        def record(kind, body):
            return b"WARC/1.0\r\nWARC-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
                kind, len(body), body)

        data = record(b"warcinfo", b"about") + b"".join(
            record(b"conversion", b"page %d" % n * 30) for n in range(20))
        chunk, = inputs.chunks(inputs.files([self.file("c.warc.wet.gz", data)]), [])
        self.assertEqual(chunk.kind, inputs.WET)
        lines = [json.loads(line) for line in inputs._wet_lines(chunk, size=1000)]
        self.assertGreater(len(lines), 3)
        self.assertEqual(lines[0]["first_page"], 0)
        self.assertEqual(lines[0]["id"], "c")
        starts = [line["first_page"] for line in lines]
        self.assertEqual(starts, sorted(set(starts)))


if __name__ == "__main__":
    unittest.main()
