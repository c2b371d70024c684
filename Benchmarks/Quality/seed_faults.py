#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the faults of `bitext check` against a list of faults that a person marked in pages.

    Benchmarks/Quality/seed_faults.py .build/release/bitext SEEDS DATA

SEEDS is a folder of pages, DATA holds pairing/seed_originals.jsonl and quality/seed_faults.tsv: columns file, unit,
excerpt, verbatim_in_file, suggestion, mqm_category, mqm_subcategory, severity, detector, auto_class. A row is found where a
fault of its main category overlaps its excerpt; of an excerpt such as `A / B` or `A … B` in any of its parts. A control (a row
without category) is flagged where any fault overlaps it, faults of whole units apart.

    --list             the rows that were missed
    --sheet FILE       all faults with both texts, for a reader who fills in the columns verdict and reason; not to be kept
    --verdicts FILE    a filled sheet without its texts: document, rule, source, target, verdict, reason; how many of the faults
                       reported now are in it and right, and those that are not in it
    --strip FILE       takes the texts out of a filled sheet, onto standard output
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile


def documents(folder):
    """Document id: the texts of both sides, and where each unit stands in them."""
    texts, units, places = {}, {}, {}
    for line in open(folder / "pairs.jsonl", encoding="utf-8"):
        pair = json.loads(line)
        texts[pair["id"]] = {side: pair[side]["text"] for side in ("source", "target")}
    for line in open(folder / "corpus.jsonl", encoding="utf-8"):
        unit = json.loads(line)
        document = unit["pair"]
        if document not in texts:
            continue
        units[unit["id"]] = (document, {})
        for side in ("source", "target"):
            start = places.get((document, side), 0)
            found = texts[document][side].find(unit[side], start)
            if found < 0:
                found = texts[document][side].find(unit[side])
            units[unit["id"]][1][side] = max(found, 0)
            if found >= 0:
                places[document, side] = found + len(unit[side])
    return texts, units


def spans(fault, units, texts):
    """The stretches of documents that a fault marks."""
    document, starts = units[fault["unit"]]
    for side in ("source", "target"):
        if side in fault:
            start = starts[side]
            yield document, side, start + fault[side]["start"], start + fault[side]["end"]


def places(excerpt, file, texts):
    """Where a marked excerpt stands, over all documents of its file."""
    parts = [excerpt] + [p for p in re.split(r" / | … |…", excerpt) if p != excerpt]
    for part in parts:
        part = part.strip()
        if len(part) < 2:
            continue
        for document, sides in texts.items():
            if not document.startswith(file):
                continue
            for side, text in sides.items():
                for match in re.finditer(re.escape(part), text):
                    yield document, side, match.start(), match.end()


KEPT = ["document", "rule", "source", "target", "verdict", "reason"]


def option(name):
    """The value of an option, taken out of the arguments."""
    if name not in sys.argv:
        return None
    place = sys.argv.index(name)
    value = sys.argv[place + 1]
    del sys.argv[place : place + 2]
    return value


def rows_of(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


def row_of(fault, units, texts):
    """A fault as a row of a sheet."""
    document, starts = units.get(fault["unit"], (fault["unit"], {}))
    row = {"document": document, "rule": fault["rule"], "source": "", "target": "", "verdict": "", "reason": ""}
    for side in ("source", "target"):
        if side in fault:
            start = starts.get(side, 0)
            row[side] = f"{start + fault[side]['start']}-{start + fault[side]['end']}"
        text = texts.get(document, {}).get(side, "")
        if row[side]:
            start, end = map(int, row[side].split("-"))
            text = text[max(0, start - 90) : start] + "[[" + text[start:end] + "]]" + text[end : end + 60]
        row[side + "_text"] = re.sub(r"\s+", " ", text)
    row["message"] = fault["message"]
    return row


def judge(path, rows):
    """Prints what a reader said of the faults reported now."""
    known = {tuple(r[c] for c in KEPT[:4]): r for r in rows_of(path)}
    right, judged, rules = 0, 0, {}
    for row in rows:
        verdict = known.get(tuple(row[c] for c in KEPT[:4]))
        if verdict is None:
            print("not judged:", *(row[c] for c in KEPT[:4]))
            continue
        judged += 1
        right += verdict["verdict"] == "right"
        count = rules.setdefault(row["rule"], [0, 0])
        count[0] += verdict["verdict"] == "right"
        count[1] += 1
    for rule in sorted(rules):
        print(f"  {rule}: {rules[rule][0]} of {rules[rule][1]}")
    print(f"right: {right} of {judged} judged, {right / max(1, judged):.3f}; {len(rows)} reported")


def main():
    stripped = option("--strip")
    if stripped:
        print(*KEPT, sep="\t")
        for row in rows_of(stripped):
            print(*(row[c] for c in KEPT), sep="\t")
        return
    sheet, verdicts = option("--sheet"), option("--verdicts")
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(arguments) != 3:
        sys.exit(__doc__)
    command, seeds, data = arguments
    with tempfile.TemporaryDirectory() as name:
        out = pathlib.Path(name) / "out"
        subprocess.run(
            [command, "build", seeds, "--originals", f"{data}/pairing/seed_originals.jsonl", "-o", out, "-q"],
            check=True, stdout=subprocess.DEVNULL)
        lines = subprocess.run(
            [command, "check", out, "--format", "jsonl", "-q"], check=True, capture_output=True, text=True).stdout
        texts, units = documents(out)
    faults = [json.loads(line) for line in lines.splitlines()]
    marked = []
    table = [row_of(fault, units, texts) for fault in faults]
    if sheet:
        with open(sheet, "w", encoding="utf-8") as file:
            columns = KEPT + ["message", "source_text", "target_text"]
            print(*columns, sep="\t", file=file)
            for row in table:
                print(*(row[c] for c in columns), sep="\t", file=file)
    for fault in faults:
        if fault["unit"] in units:
            for document, side, start, end in spans(fault, units, texts):
                whole = end - start > 60
                marked.append((document, side, start, max(end, start + 1), fault["category"].split("/")[0], fault["rule"], whole))
    totals, missed, flagged, controls = {}, [], [], 0
    rows = open(f"{data}/quality/seed_faults.tsv", encoding="utf-8").read().splitlines()
    for line in rows[1:]:
        row = line.split("\t")
        file, unit, excerpt, category, kind = row[0], row[1], row[2], row[5], row[9]
        stem = file.removesuffix(".txt")
        stands = list(places(excerpt, "" if file == "*" else stem, texts))
        hits = [
            m for m in marked for p in stands if m[0] == p[0] and m[1] == p[1] and m[2] < p[3] and p[2] < m[3]]
        category = re.sub(r"^\(source\) ", "", category)
        if category == "(none)" or row[4] == "-":
            controls += 1
            rules = sorted({m[5] for m in hits if not m[6]})
            if rules:
                flagged.append((unit, rules))
            continue
        found = any(m[4] == category for m in hits)
        count = totals.setdefault(kind, [0, 0])
        count[1] += 1
        count[0] += found
        if not found:
            missed.append((kind, unit, excerpt, category, sorted({m[5] for m in hits})))
    known = [sum(totals.get(k, [0, 0])[i] for k in "RST") for i in (0, 1)]
    for kind in sorted(totals):
        print(f"{kind}: {totals[kind][0]} of {totals[kind][1]}")
    print(f"R, S and T: {known[0]} of {known[1]}, {known[0] / max(1, known[1]):.3f}")
    print(f"controls flagged: {len(flagged)} of {controls}")
    print(f"{len(faults)} faults in {len(texts)} pairs")
    if verdicts:
        judge(verdicts, table)
    if "--list" in sys.argv:
        for row in missed + flagged:
            print(*row, sep="\t")


if __name__ == "__main__":
    main()
