#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what bitext reads and writes with what other tools see.

    python3 -m venv venv && venv/bin/pip install lxml translate-toolkit opustools
    venv/bin/python Benchmarks/Interchange/peers.py --bitext .build/release/bitext \
        --tmx ../shared/data/tmx --units out/corpus.tmx --schemas SCHEMAS

Prints a line for each comparison and exits with 1 where one fails. --tmx is a folder of TMX files with
LISTING.tsv and tmx14.dtd; without it only --units is compared. Needs xmllint and msgfmt beside the packages. --schemas
is a folder with xliff-core-1.2-strict.xsd, xliff-core-2.0.xsd and xml.xsd of OASIS, as in Debian's php-symfony-translation
(apt-get download, dpkg-deb -x; Symfony/Component/Translation/Resources/schemas).
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile

from lxml import etree

CODES = {"bpt", "ept", "ph", "it", "ut"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
failures = 0


def say(name, is_good, detail=""):
    global failures
    failures += not is_good
    print(f"{'ok  ' if is_good else 'FAIL'} {name} {detail}".rstrip())


def local(element):
    return etree.QName(element).localname


def text(element):
    """The text of a segment without the content of codes."""
    out = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and local(child) not in CODES:
            out += text(child)
        out += child.tail or ""
    return out


def rows(data):
    return [json.loads(line) for line in data.decode().split("\n") if line]


class Peers:
    def __init__(self, bitext, folder):
        self.bitext, self.folder = bitext, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments):
        return subprocess.run([self.bitext, *arguments], capture_output=True)

    def convert(self, source, target, *options):
        done = self.run("convert", source, target, "-q", *options)
        if done.returncode:
            sys.exit(done.stderr.decode())
        return done.stdout

    def units(self, source, *options):
        return rows(self.convert(source, "-", "--format", "jsonl", *options))

    # Real TMX files against lxml and the DTD.
    def tmx(self, folder):
        count = bad = 0
        for row in csv.DictReader(open(os.path.join(folder, "LISTING.tsv")), delimiter="\t"):
            path = os.path.join(folder, row["file"])
            wanted = []
            tree = etree.parse(path, etree.XMLParser(load_dtd=False, resolve_entities=False))
            for tu in tree.iter("{*}tu"):
                sides = [
                    (v.get(LANG) or v.get("lang") or "", text(v.find("{*}seg")))
                    for v in tu.findall("{*}tuv")
                ]
                codes = sum(
                    local(e.getparent()) in ("seg", "hi")
                    for e in tu.iter(*("{*}" + c for c in CODES))
                )
                if len(sides) >= 2:
                    wanted.append((sorted(sides), codes))
            found = [self.view(unit) for unit in self.units(path)]
            count += len(found)
            again = self.path("again.tmx")
            self.convert(path, again)
            is_equal = self.units(again) == self.units(path)
            dtd = os.path.join(folder, "tmx14.dtd")
            lint = subprocess.run(
                ["xmllint", "--noout", "--nonet", "--dtdvalid", dtd, again], capture_output=True)
            is_good = found == wanted and is_equal and lint.returncode == 0
            bad += not is_good
            if not is_good:
                say(row["file"], False, f"{found == wanted} {is_equal} {lint.returncode == 0}")
        say("tmx: units, texts and codes as lxml; written valid and read equal", not bad, f"{count} units")

    @staticmethod
    def view(unit):
        sides = [(unit["source_language"], unit["source"]), (unit["target_language"], unit["target"])]
        sides += [(v["language"], v["text"]) for v in unit.get("further", [])]
        lists = [unit.get("source_codes", []), unit.get("target_codes", [])]
        lists += [v.get("codes", []) for v in unit.get("further", [])]
        codes = sum(not c["kind"].startswith("highlight") for codes in lists for c in codes)
        return sorted(sides), codes

    # Formats against translate-toolkit, both ways.
    def toolkit(self, units):
        from translate.storage import po, tbx, tmx, xliff, xliff2

        wanted = [(u["source"], u["target"]) for u in self.units(units)]
        classes = {
            "tmx": tmx.tmxfile, "xliff": xliff.xlifffile, "xliff2": xliff2.Xliff2File, "po": po.pofile,
            "tbx": tbx.tbxfile,
        }
        for name, kind in classes.items():
            path = self.path("units." + name)
            self.convert(units, path, "--format", name)
            store = kind.parsefile(path)
            found = [(str(u.source), str(u.target)) for u in store.units if not u.isheader()]
            say(f"{name}: read by translate-toolkit", found == wanted, f"{len(found)} units")
            with open(path + ".toolkit", "wb") as file:
                file.write(bytes(store))
            back = self.units(path + ".toolkit", "--input-format", name)
            is_same = [(u["source"], u["target"]) for u in back] == wanted
            say(f"{name}: written by translate-toolkit and read here", is_same)
        done = subprocess.run(
            ["msgfmt", "-c", "-o", os.devnull, self.path("units.po")], capture_output=True)
        say("po: accepted by msgfmt -c", done.returncode == 0)

    # OPUS links against OpusTools.
    def opus(self, units):
        from opustools import OpusRead

        links = self.path("units.xces")
        self.convert(units, links)
        names = [n for n in os.listdir(self.folder) if n.startswith("units.") and n.endswith(".xml")]
        output = self.path("units.moses.txt")
        previous = os.getcwd()
        os.chdir(self.folder)
        try:
            tree = etree.parse(links)
            group = tree.find("linkGrp")
            import zipfile

            for side, name in (("en", group.get("fromDoc")), ("zh", group.get("toDoc"))):
                with zipfile.ZipFile(self.path(f"{side}.zip"), "w") as archive:
                    archive.write(self.path(name), f"set/raw/{name}")
            OpusRead(
                directory="set", source="en", target="zh", alignment_file=links, preprocess="raw",
                source_zip="en.zip", target_zip="zh.zip", write_mode="moses", write=[output],
                leave_non_alignments_out=True, suppress_prompts=True,
            ).printPairs()
        finally:
            os.chdir(previous)
        found = [tuple(line.rstrip("\n").split("\t")) for line in open(output, encoding="utf8")]
        wanted = [(" ".join(u["source"].split()), " ".join(u["target"].split())) for u in self.units(units)]
        found = [tuple(" ".join(t.split()) for t in pair) for pair in found]
        say(f"xces: read by OpusTools with {len(names)} documents", found == wanted, f"{len(found)} pairs")

    # XLIFF against the schemas of OASIS, PO against msgfmt.
    def schemas(self, folder, sources):
        own = os.path.join(os.path.dirname(__file__), "../../Docs/Formats/bitext-unit-1.xsd")
        known = {
            "xliff": ("urn:oasis:names:tc:xliff:document:1.2", "xliff-core-1.2-strict.xsd"),
            "xliff2": ("urn:oasis:names:tc:xliff:document:2.0", "xliff-core-2.0.xsd"),
        }
        for name, (space, file) in known.items():
            imports = [(space, os.path.join(folder, file)), ("urn:bitext:unit:1", os.path.abspath(own))]
            files = {os.path.basename(file): file for _, file in imports}

            class Local(etree.Resolver):
                def resolve(self, url, public, context):
                    base = os.path.basename(url)
                    return self.resolve_filename(files.get(base, os.path.join(folder, base)), context)

            driver = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">' + "".join(
                f'<xs:import namespace="{space}" schemaLocation="{os.path.basename(file)}"/>' for space, file in imports
            ) + "</xs:schema>"
            parser = etree.XMLParser()
            parser.resolvers.add(Local())
            schema = etree.XMLSchema(etree.fromstring(driver, parser))
            bad = []
            for source in sources:
                self.convert(source, self.path("schema.xlf"), "--format", name)
                if not schema.validate(etree.parse(self.path("schema.xlf"))):
                    bad.append(f"{os.path.basename(source)}: {schema.error_log[0].message}")
            say(f"{name}: valid by {file}", not bad, f"{len(sources)} files " + "; ".join(bad[:3]))
        bad = []
        for source in sources:
            self.convert(source, self.path("catalogue.po"))
            done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, self.path("catalogue.po")], capture_output=True)
            if done.returncode:
                bad.append(os.path.basename(source))
        say("po: accepted by msgfmt", not bad, f"{len(sources)} files " + " ".join(bad[:3]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bitext", default=".build/release/bitext")
    parser.add_argument("--tmx", help="a folder of TMX files with LISTING.tsv and tmx14.dtd")
    parser.add_argument("--units", default="out/corpus.tmx", help="units to be written in every format")
    parser.add_argument("--schemas", help="a folder with the schemas of XLIFF")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peers = Peers(os.path.abspath(options.bitext), folder)
        units = os.path.abspath(options.units)
        if options.tmx:
            peers.tmx(options.tmx)
        peers.toolkit(units)
        peers.opus(units)
        if options.schemas:
            folder = options.tmx or ""
            files = [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".tmx")] if folder else []
            peers.schemas(os.path.abspath(options.schemas), files + [units])
    sys.exit(1 if failures else 0)


main()
