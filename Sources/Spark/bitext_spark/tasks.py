# SPDX-License-Identifier: Apache-2.0
"""What the tasks of each stage do: parts in, lines through a worker, parts out, a report."""
import json
import os
import re
import subprocess

from . import inputs, shards, worker

_decode = json.JSONDecoder().raw_decode
#: Kinds of records where texts are told apart: a translation, an English item, a record of a collection.
TRANSLATION, ENGLISH, EXTERNAL = b"z", b"e", b"o"


def numbered(path):
    """The order and the line of each line of a part."""
    for line in shards.read(path):
        order, _, rest = line.partition(b"\t")
        yield int(order), rest


#: Where the records of a page's answer part; within a string its quotes would be escaped.
_CUT = re.compile(rb',(?=\{"(?:document|titles|rejected|furniture)":\{)')
_STRING = rb'[^"\\]*(?:\\.[^"\\]*)*'
_DOCUMENT = re.compile(rb'\{"document":\{"id":("' + _STRING + rb'"),"language":"([^"\\]*)"')
_FINGERPRINT = re.compile(rb',"fingerprint":"([0-9a-f]{16})"(?:,"page":(\d+))?(?:,"shard":\d+)?\}\Z')


def records(line):
    """The records of an answer of `read`, each with its text and, where it is a document, its id, language,
    fingerprint and page; else what it says.

    Texts are not parsed where their shape is the usual one, which is most of what a task would do.
    """
    texts = _CUT.split(line[1:-1]) if line.startswith(b"[") else [line]
    if texts == [b""]:
        return
    found = []
    for text in texts:
        head = _DOCUMENT.match(text)
        tail = _FINGERPRINT.match(text, text.rfind(b',"fingerprint":"')) if head else None
        if tail:
            found.append((text, (head[1], head[2].decode(), tail[1], int(tail[2] or 0)), None))
            continue
        try:
            record = json.loads(text)
        except ValueError:
            # An answer of another shape, such as records that hold records.
            yield from _parsed(line)
            return
        found.append(_record(record, text))
    yield from found


def _parsed(line):
    text = line.decode()
    place = 1
    while place < len(text) and text[place] != "]":
        if text[place] == ",":
            place += 1
        value, end = _decode(text, place)
        yield _record(value, text[place:end].encode())
        place = end


def _record(record, text):
    document = record.get("document")
    if not document:
        return text, None, record
    identity = json.dumps(document["id"], ensure_ascii=False).encode()
    fingerprint = record["fingerprint"].encode()
    return text, (identity, document["language"], fingerprint, record.get("page", 0)), None


def read(chunk, command, stage):
    """Reads a chunk: documents and titles numbered in the order of a build, rejects, fingerprints."""
    known = stage.report(chunk.number)
    if known:
        return known
    is_page = chunk.role == inputs.PAGE
    counts = dict.fromkeys(
        ("lines", "pages", "furniture", "items", "rejected", "other", "documents", "chinese", "titles"), 0)
    order = chunk.number << inputs.CHUNK_BITS
    layout = {"items": "", "keys": "", "rejected": ".jsonl"}
    file_pages = {}
    with shards.Parts(stage.folder, chunk.number, layout) as parts:
        for place, line in enumerate(worker.answers(command, inputs.lines(chunk))):
            counts["lines"] += 1
            # Items of a page say which of the file's pages they stand on; the file comes in front.
            file = chunk.first_file + (place if chunk.kind == inputs.FILES else 0)
            for text, document, record in records(line):
                order += 1
                if document:
                    identity, language, fingerprint, page = document
                    file_pages[file] = max(file_pages.get(file, 0), page)
                    kind = EXTERNAL if not is_page else _kind(language)
                    counts["documents"] += 1
                    counts["items"] += is_page
                    counts["chinese"] += kind == TRANSLATION
                    if kind is None:
                        counts["other"] += 1
                        continue
                    where = (file << 32) + page
                    parts["items"].write(b"%d\t%s\t%d\t%s" % (order, kind, where, text))
                    parts["keys"].write(b"%s\t%d\t%s\t%s" % (fingerprint, order, kind, identity))
                elif "titles" in record:
                    counts["titles"] += 1
                    parts["items"].write(b"%d\tt\t0\t%s" % (order, text))
                elif "furniture" in record:
                    counts["furniture"] += 1
                    parts["rejected"].write(_inner(record["furniture"]))
                else:
                    rejection = record.get("rejected")
                    if rejection is None:
                        rejection = {"file": chunk.files[0].path, **record["error"]}
                    counts["rejected"] += 1
                    counts["items"] += is_page
                    parts["rejected"].write(_inner(rejection))
        if is_page:
            whole = len(chunk.files) if chunk.start == 0 else 0
            counts["pages"] = whole + sum(file_pages.values())
        files = parts.finish()
    return stage.done(chunk.number, {"counts": counts, "rejected_part": [
        {"part": chunk.number, **files["rejected"]}] if files["rejected"]["lines"] else []})


def _kind(language):
    primary = language.split("-")[0].lower()
    return TRANSLATION if primary == "zh" else ENGLISH if primary == "en" else None


def _inner(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


#: Lines that go from task to task travel by the block: Spark would handle each by itself.
BLOCK = 1 << 20


class _Blocks:
    """Lines for other tasks, put together: `add` and `rest` give (task, block)."""

    def __init__(self):
        self._held = {}

    def add(self, task, line):
        lines, weight = self._held.get(task, ([], 0))
        lines.append(line)
        weight += len(line)
        self._held[task] = (lines, weight)
        if weight >= BLOCK:
            del self._held[task]
            yield task, b"\n".join(lines)

    def rest(self):
        for task, (lines, _) in self._held.items():
            yield task, b"\n".join(lines)


def keys(stage, count, number):
    """Fingerprints of a chunk with what has them, for one of so many tasks each."""
    blocks = _Blocks()
    for line in shards.read(stage.path("keys", number)):
        yield from blocks.add(int(line[:16], 16) % count, line)
    yield from blocks.rest()


def equal(blocks):
    """The changes of what met in one task."""
    seen, twice, lines = set(), set(), []
    for _, block in blocks:
        found = block.split(b"\n")
        lines += found
        for line in found:
            fingerprint = line[:16]
            if fingerprint in seen:
                twice.add(fingerprint)
            else:
                seen.add(fingerprint)

    def rows():
        for line in lines:
            if line[:16] in twice:
                fingerprint, order, kind, identity = line.split(b"\t", 3)
                yield fingerprint, (int(order), kind, identity)

    return changes(rows())


def changes(records):
    """What equal texts change: of each group the first stands for all, as in a build.

    Gives (chunk, (order, change)), where a change is None for what is dropped, or the ids of further
    records for what stays.
    """
    groups = {}
    for fingerprint, record in records:
        groups.setdefault(fingerprint, []).append(record)
    for group in groups.values():
        if len(group) == 1:
            continue
        group.sort()
        translation, original, ids = None, None, {}
        for order, kind, identity in group:
            if kind == TRANSLATION:
                holder = translation
                translation = translation or order
            else:
                # A text that a translation has, too, finds no translation, and is no original.
                holder = original if translation is None or original else translation
                if holder is None:
                    original = order
                    continue
                if holder == translation:
                    holder = -1
            if holder is None:
                continue
            yield order >> inputs.CHUNK_BITS, (order, None)
            if holder >= 0:
                ids.setdefault(holder, []).append(identity.decode())
        for holder, further in ids.items():
            yield holder >> inputs.CHUNK_BITS, (holder, further)


def sort(number, changed, stage, reading, is_page, count):
    """Sorts a chunk's documents: originals to the index, translations and titles to one of so many shards.

    Yields (shard, block of lines); the rest goes into parts and the report.
    """
    changed, blocks = dict(changed), _Blocks()
    counts = dict.fromkeys(("translations", "titles", "originals", "duplicates", "english"), 0)
    layout = {"originals": ".jsonl", "places": ".jsonl"}
    with shards.Parts(stage.folder, number, layout) as parts:
        for line in shards.read(reading.path("items", number)):
            order, kind, where, text = line.split(b"\t", 3)
            place = int(order)
            change = changed.get(place, ())
            if change is None:
                counts["duplicates"] += 1
                continue
            if kind == b"t":
                counts["titles"] += 1
                yield from blocks.add(_shard(text) % count, b"%d\t%s\t%s" % (place, kind, text))
            elif kind == TRANSLATION:
                counts["translations"] += 1
                copies = b",".join(identity.encode() for identity in change)
                body = b'%s,"page":%d%s}' % (
                    _without_page(text), int(where), b',"copies":[%s]' % copies if copies else b"")
                yield from blocks.add(_shard(text) % count, b"%d\t%s\t%s" % (place, kind, body))
            else:
                ordinal = counts["originals"]
                counts["originals"] += 1
                counts["english"] += is_page
                parts["originals"].write(_document(text))
                if is_page or change:
                    parts["places"].write(b'%d\t%s"same_as":[%s]}' % (
                        ordinal, b'"page":%d,' % int(where) if is_page else b"",
                        b",".join(identity.encode() for identity in change)))
        parts.finish()
    yield from blocks.rest()
    stage.done(number, {"counts": counts})


def _document(text):
    """The document alone of `{"document":{…},"fingerprint":…}`."""
    return text[len(b'{"document":'):text.rindex(b',"fingerprint":"')]


def _without_page(text):
    """A record without its own page, open at the end."""
    return b'{"document":' + _document(text)


def _shard(text):
    return int(text[text.rindex(b'"shard":') + 8:].rstrip(b"}"))


def shard(number, records, stage):
    """Writes the translations and titles of a shard, in their order."""
    known = stage.report(number)
    if known:
        return known
    counts = {"translations": 0, "titles": 0}
    with shards.Parts(stage.folder, number, {"translations": "", "titles": ""}) as parts:
        lines = (line.split(b"\t", 2) for _, block in records for line in block.split(b"\n"))
        for order, kind, text in sorted((int(order), kind, text) for order, kind, text in lines):
            key = "titles" if kind == b"t" else "translations"
            counts[key] += 1
            parts[key].write(b"%d\t%s" % (order, text))
        parts.finish()
    return stage.done(number, {"counts": counts})


_CANDIDATE = re.compile(rb'\{"ordinal":(\d+),"score":[^,]+,"probability":([^,]+),"shared":')


def _compact(order, judgement, kept, ordinals):
    """What the assignment needs of a judgement; ordinals of a shard's own index become the collection's.

    Quotes within strings are escaped, so that the keys searched for stand only where they are keys.
    """
    end = judgement.find(b',"judgement":{"reason":"')
    if end < 0:
        raise worker.WorkerFailure(f"a translation was not judged: {judgement[:300]!r}")
    candidates = b",".join(
        b'{"ordinal":%d,"probability":%s}' % (
            ordinals[int(ordinal)] if ordinals else int(ordinal), probability)
        for ordinal, probability in _CANDIDATE.findall(judgement, end))
    return b'%d\t%s,"judgement":{"candidates":[%s]}%s}' % (
        order, judgement[:end], candidates, b',"kept":true' if kept else b"")


def _ordinals(number, joined):
    return [int(line) for line in shards.read(joined.path("ordinals", number))] if joined else None


def judge(number, command, stage, sharded, joined):
    """Judges the translations of a shard, each alone."""
    known = stage.report(number)
    if known:
        return known
    records = list(numbered(sharded.path("translations", number)))
    ordinals = _ordinals(number, joined)
    with shards.Parts(stage.folder, number, {"judgements": "", "compact": ""}) as parts:
        answers = worker.answers(command, (text for _, text in records))
        for (order, _), judgement in zip(records, answers, strict=True):
            parts["judgements"].write(judgement)
            parts["compact"].write(_compact(order, judgement, False, ordinals))
        parts.finish()
    return stage.done(number, {"counts": {"judged": len(records)}})


def judge_again(number, command, stage, sharded, first, claims, joined):
    """Judges what was not sure again, with what the first pass taught; what was sure stays."""
    known = stage.report(number)
    if known:
        return known
    records = list(numbered(sharded.path("translations", number)))
    ordinals = _ordinals(number, joined)
    sure = [_is_sure(claim) for claim in shards.read(claims.path("claims", number))]
    with shards.Parts(stage.folder, number, {"judgements": "", "compact": ""}) as parts:
        answers = worker.answers(
            command, (text for (_, text), kept in zip(records, sure, strict=True) if not kept))
        old = shards.read(first.path("judgements", number))
        for (order, _), judgement, kept in zip(records, old, sure, strict=True):
            if not kept:
                judgement = next(answers)
            parts["judgements"].write(judgement)
            parts["compact"].write(_compact(order, judgement, kept, ordinals))
        # The worker's last word is heard only when its answers are asked for to the end.
        if next(answers, None) is not None:
            raise worker.WorkerFailure("more answers than lines")
        parts.finish()
    return stage.done(number, {"counts": {"judged": len(records), "again": sure.count(False)}})


def _is_sure(claim):
    return b',"sure":true' in claim


def _joined(number, sharded, judged, claims, only_lessons=False):
    """Documents, judgements and claims of a shard as the lines that `settle` takes, with their order."""
    for (order, text), judgement, claim in zip(
            numbered(sharded.path("translations", number)),
            shards.read(judged.path("judgements", number)),
            shards.read(claims.path("claims", number)), strict=True):
        if only_lessons and not claim.endswith(b'"lesson":true}'):
            continue
        yield order, b"{%s,%s,%s}" % (text[1:-1], judgement[1:-1], claim[1:-1])


def lessons(number, command, stage, tally, sharded, judged, claims):
    """What the pairs that the assignment chose teach: the texts, and their statistics."""
    known = stage.report(number)
    if known:
        return known
    records = list(_joined(number, sharded, judged, claims, only_lessons=True))
    with shards.Parts(stage.folder, number, {"lessons": ".jsonl"}) as parts:
        answers = worker.answers(command, (line for _, line in records))
        for (order, _), answer in zip(records, answers, strict=True):
            parts["lessons"].write(b'{"order":%d,%s' % (order, answer[1:]))
        parts.finish()
    _tally(tally, [stage.path("lessons", number, ".jsonl")], stage, number)
    return stage.done(number, {"counts": {"lessons": len(records)}})


#: How many statistics one task adds.
TALLIES = 64


def add_statistics(number, command, stage, given):
    """Adds the statistics of some tasks, those from 64 times the number on."""
    known = stage.report(number)
    if known:
        return known
    _tally(command, given[number * TALLIES:(number + 1) * TALLIES], stage, number)
    return stage.done(number, {"counts": {}})


def _tally(command, paths, stage, number):
    """Has the sum of some files of lessons or statistics written."""
    path = stage.path("statistics", number, ".jsonl")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    done = subprocess.run(
        [*command, "-o", path], input=b"".join(map(_whole, paths)), capture_output=True, env={})
    if done.returncode != 0:
        raise worker.WorkerFailure(f"tally: {done.stderr.decode(errors='replace')[-300:]}")


def _whole(path):
    with open(path, "rb") as file:
        return file.read()


#: The parts that a shard's units, pairs and the rest go into.
OUTPUTS = {"jsonl": ".jsonl", "tsv": ".tsv", "pairs": ".jsonl", "unpaired": ".jsonl", "titles": ".jsonl"}
TSV_HEADER = b"id\tsource\ttarget\tbead\tscore\tpair\tengine"


def align(number, command, stage, sharded, judged, claims):
    """Pairs and units of a shard."""
    known = stage.report(number)
    if known:
        return known
    totals = dict.fromkeys(
        ("paired", "unpaired", "from_pages", "aligned", "written", "titles", "source_sentences",
         "covered_sentences", "source_words", "omitted_words"), 0)

    def lines():
        for _, line in _joined(number, sharded, judged, claims):
            yield line
        for _, text in numbered(sharded.path("titles", number)):
            yield text

    with shards.Parts(stage.folder, number, OUTPUTS) as parts:
        parts["tsv"].write(TSV_HEADER)
        for answer in worker.answers(command, lines()):
            record, units, counts = _split(answer)
            if record.startswith(b'"pair":'):
                totals["paired"] += 1
                totals["from_pages"] += b'"evidence":{"placement":"external"' not in record
                parts["pairs"].write(record[len(b'"pair":'):])
            elif record.startswith(b'"unpaired":'):
                totals["unpaired"] += 1
                parts["unpaired"].write(record[len(b'"unpaired":'):])
            else:
                parts["titles"].write(record[len(b'"titles":'):])
            if units:
                count = units.count(b"\n") + 1
                parts["jsonl"].write_lines(units, count)
                parts["tsv"].write_lines(rows(units, count), count)
            for key, value in counts.items():
                totals[key] += value
        files = parts.finish()
    written = files["jsonl"]["lines"]
    if written != totals["written"] or files["tsv"]["lines"] != written + 1:
        raise worker.WorkerFailure(f"shard {number}: {totals['written']} units, {written} lines")
    return stage.done(number, {"counts": totals, "files": [
        {"path": f"{key}/{shards.name(number, OUTPUTS[key])}", **file}
        for key, file in files.items()]})


def _split(answer):
    """The record of an answer, with its key; its units, a line each; its counts.

    Quotes within strings are escaped, so that the keys searched for stand only where they are keys.
    """
    if b'"units":[' not in answer:
        raise worker.WorkerFailure(f"a pair was not aligned: {answer[:200]!r}")
    body, _, counts = answer.rpartition(b'],"counts":')
    head, _, units = body.rpartition(b',"units":[')
    start = min(
        place for key in (b',"pair":', b',"unpaired":', b',"titles":')
        if (place := head.find(key)) >= 0)
    return head[start + 1:], units.replace(b'},{"id":', b'}\n{"id":'), json.loads(counts[:-1])


_UNIT = re.compile(
    rb'^\{"id":"(S)","source":"(S)","target":"(S)","source_language":"[^"]*","target_language":"[^"]*"'
    rb'(?:,"bead":"([^"\\]*)")?(?:,"score":([^,}]+))?(?:,"pair":"(S)")?(?:,"engine":"(S)")?[,}]'
    .replace(b"S", _STRING), re.MULTILINE)
#: Escapes of JSON that are none of TSV, once pairs of backslashes are away.
_OTHER_ESCAPE = re.compile(rb"\\[ubf/]")


def rows(units, count):
    """Units, a line each, as lines of TSV.

    Most of JSON's escapes are those of TSV, so that units of the usual shape need not be parsed.
    """
    found = _UNIT.findall(units)
    escaped = b"\\" in units
    usual = len(found) == count and not (
        escaped and _OTHER_ESCAPE.search(units.replace(b"\\\\", b"")))
    if not usual or any(b"e" in fields[4] or fields[4].endswith(b".0") for fields in found):
        return b"\n".join(row(json.loads(unit)) for unit in units.split(b"\n"))
    text = b"\n".join(map(b"\t".join, found))
    return text.replace(b'\\"', b'"') if escaped else text


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def row(unit):
    """A unit as a line of TSV."""
    score = unit.get("score")
    fields = [
        unit["id"], unit["source"], unit["target"], unit.get("bead", ""),
        "" if score is None else _decimal(score), unit.get("pair", ""), unit.get("engine", "")]
    return "\t".join(field.translate(_ESCAPES) for field in fields).encode()


def _decimal(score):
    return str(int(score)) if score == int(score) else repr(score)


def digest(path):
    """The size and SHA-256 of an input."""
    import hashlib

    found = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return {"path": path, "bytes": os.path.getsize(path), "sha256": found.hexdigest()}
