#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records what sacreBLEU says of segments.tsv.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install sacrebleu==2.6.0
    RECORD_GOLDEN=1 /tmp/v/bin/python Tests/Fixtures/quality/record.py

Columns of segments.tsv, all written for this project: hypothesis, a second system's hypothesis, and
two references. The files of a command line are c1.txt to c4.txt, a column each; pairs.txt has both
references in a line.
"""
import json
import os
import pathlib
import platform
import shlex
import subprocess
import sys
import tempfile

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF, TER

HERE = pathlib.Path(__file__).resolve().parent
NAME = "sacrebleu.golden.json"


def commands():
    """Command lines, the references first."""
    one, two = "c3.txt -i c1.txt", "c3.txt c4.txt -i c1.txt"
    for shape in ("", "-f text", "-f text -sh", "-b", "-f text -b", "-w 4", "--confidence",
                  "-f text --confidence --confidence-n 200", "-b --confidence -f text"):
        yield f"{two} -m bleu chrf ter -l en-zh {shape}"
    for tokenizer in ("none", "13a", "intl", "char", "zh"):
        for smoothing in ("none", "floor", "add-k", "exp", "floor -sv 0.02", "add-k -sv 0.5"):
            yield f"{two} -f text -w 9 -tok {tokenizer} -s {smoothing}"
        yield f"{one} -f text -w 9 -tok {tokenizer} -lc"
        yield f"{one} -w 9 -b -sl -tok {tokenizer}"
    for flags in ("", "--chrf-word-order 2", "--chrf-whitespace --chrf-word-order 1",
                  "--chrf-lowercase", "--chrf-eps-smoothing", "--chrf-beta 3 --chrf-char-order 4"):
        yield f"{two} -f text -w 9 -m chrf {flags}"
        yield f"{one} -w 9 -b -sl -m chrf {flags}"
    for bits in range(16):
        names = ("normalized", "no-punct", "asian-support", "case-sensitive")
        flags = " ".join(f"--ter-{n}" for i, n in enumerate(names) if bits >> i & 1)
        yield f"{two} -f text -w 9 -m ter {flags}"
    yield f"{one} -w 9 -b -sl -m ter --ter-normalized --ter-asian-support"
    yield "pairs.txt -nr 2 -i c1.txt -m bleu chrf -f text -w 9"
    many = "c3.txt c4.txt -i c1.txt c2.txt"
    for shape in ("", "-f text", "-f text -w 5 --paired-bs", "-f text -w 5 --paired-ar",
                  "-f text -sh --paired-bs --paired-bs-n 100"):
        yield f"{many} -m chrf bleu ter -tok zh --ter-normalized --ter-asian-support {shape}"
    # sacreBLEU 2.6.0 cannot write float32 as JSON: BLEU alone, and what has no interval.
    yield f"{many} -m bleu -tok zh --paired-bs --paired-bs-n 250"
    yield f"{many} -m bleu chrf ter --paired-ar --paired-ar-n 250 -s add-k -sv 0.5"
    yield "c3.txt -i c1.txt c1.txt c2.txt -m bleu -tok zh -f text --paired-ar --paired-ar-n 50"


def run(folder, line):
    tool = pathlib.Path(sys.executable).parent / "sacrebleu"
    done = subprocess.run([tool, *shlex.split(line), "-q"], cwd=folder, capture_output=True,
                          text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    return {"command": line, "output": done.stdout}


def varying(columns):
    """Scores where a segment has one, two or three references."""
    hypotheses = columns[0]
    streams = [columns[2], [r if i % 2 else None for i, r in enumerate(columns[3])],
               [r if i % 3 == 0 else None for i, r in enumerate(columns[1])]]
    metrics = {"BLEU": BLEU(tokenize="zh"), "chrF": CHRF(word_order=2),
               "TER": TER(normalized=True, asian_support=True)}
    for name, metric in metrics.items():
        score = metric.corpus_score(hypotheses, streams)
        yield {"metric": name, "score": score.score, "signature": str(metric.get_signature())}


def main():
    if not os.environ.get("RECORD_GOLDEN"):
        sys.exit("set RECORD_GOLDEN=1 to write " + NAME)
    lines = (HERE / "segments.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    columns = list(zip(*(line.split("\t") for line in lines)))
    with tempfile.TemporaryDirectory() as folder:
        for number, column in enumerate(columns, 1):
            pathlib.Path(folder, f"c{number}.txt").write_text("".join(f"{s}\n" for s in column),
                                                              encoding="utf-8")
        pairs = "".join(f"{a}\t{b}\n" for a, b in zip(columns[3], columns[2]))
        pathlib.Path(folder, "pairs.txt").write_text(pairs, encoding="utf-8")
        golden = {"tool": "sacrebleu", "version": sacrebleu.__version__,
                  "python": platform.python_version(), "recorded_by": "record.py",
                  "tolerance": "text equal; numbers in JSON to 1e-9",
                  "cli": [run(folder, line) for line in commands()],
                  "varying": list(varying([list(c) for c in columns]))}
    text = json.dumps(golden, ensure_ascii=False, indent=1)
    (HERE / NAME).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
