# SPDX-License-Identifier: Apache-2.0
"""What the tasks of each stage do: parts in, lines through a worker, parts out, a report."""
import json
import os

from . import inputs, shards, worker

_decode = json.JSONDecoder().raw_decode
#: Kinds of records where texts are told apart: a translation, an English item, a record of a collection.
TRANSLATION, ENGLISH, EXTERNAL = b"z", b"e", b"o"


def numbered(path):
    """The order and the line of each line of a part."""
    for line in shards.read(path):
        order, _, rest = line.partition(b"\t")
        yield int(order), rest


def _elements(line):
    """The values of an array, or the value alone, each with its text."""
    text = line.decode()
    if not text.startswith("["):
        yield _decode(text)[0], line
        return
    place = 1
    while place < len(text) and text[place] != "]":
        if text[place] == ",":
            place += 1
        value, end = _decode(text, place)
        yield value, text[place:end].encode()
        place = end


def read(chunk, command, stage):
    """Reads a chunk: documents and titles numbered in the order of a build, rejects, fingerprints."""
    known = stage.report(chunk.number)
    if known:
        return known
    is_page = chunk.role == inputs.PAGE
    counts = dict.fromkeys(
        ("lines", "pages", "furniture", "items", "rejected", "other", "documents", "titles"), 0)
    order = chunk.number << inputs.CHUNK_BITS
    layout = {"items": "", "keys": "", "rejected": ".jsonl"}
    file_pages = {}
    with shards.Parts(stage.folder, chunk.number, layout) as parts:
        for place, line in enumerate(worker.answers(command, inputs.lines(chunk))):
            counts["lines"] += 1
            # Items of a page say which of the file's pages they stand on; the file comes in front.
            file = chunk.first_file + (place if chunk.kind == inputs.FILES else 0)
            for record, text in _elements(line):
                order += 1
                document = record.get("document")
                if document:
                    page = record.get("page", 0)
                    file_pages[file] = max(file_pages.get(file, 0), page)
                    kind = EXTERNAL if not is_page else _kind(document["language"])
                    counts["documents"] += 1
                    counts["items"] += is_page
                    if kind is None:
                        counts["other"] += 1
                        continue
                    where = (file << 32) + page
                    parts["items"].write(b"%d\t%s\t%d\t%s" % (order, kind, where, text))
                    identity = json.dumps(document["id"], ensure_ascii=False).encode()
                    parts["keys"].write(
                        b"%s\t%d\t%s\t%s" % (record["fingerprint"].encode(), order, kind, identity))
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


def keys(stage, number):
    """Fingerprints of a chunk with what has them."""
    for line in shards.read(stage.path("keys", number)):
        fingerprint, order, kind, identity = line.split(b"\t", 3)
        yield fingerprint, (int(order), kind, identity)


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


def sort(number, changed, stage, reading, is_page):
    """Sorts a chunk's documents: originals to the index, translations and titles to their shards.

    Yields (shard, (order, line)); the rest goes into parts and the report.
    """
    changed = dict(changed)
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
                yield _shard(text), (place, kind, text)
            elif kind == TRANSLATION:
                counts["translations"] += 1
                copies = b",".join(identity.encode() for identity in change)
                body = b'%s,"page":%d%s}' % (
                    _without_page(text), int(where), b',"copies":[%s]' % copies if copies else b"")
                yield _shard(text), (place, kind, body)
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
        for order, kind, text in sorted(record for _, record in records):
            key = "titles" if kind == b"t" else "translations"
            counts[key] += 1
            parts[key].write(b"%d\t%s" % (order, text))
        parts.finish()
    return stage.done(number, {"counts": counts})


def _compact(order, judgement, kept, ordinals):
    """What the assignment needs of a judgement; ordinals of a shard's own index become the collection's."""
    record = json.loads(judgement)
    if "error" in record:
        raise worker.WorkerFailure(f"a translation was not judged: {record}")
    candidates = b",".join(
        b'{"ordinal":%d,"probability":%r}' % (
            ordinals[one["ordinal"]] if ordinals else one["ordinal"], float(one["probability"]))
        for one in record["judgement"]["candidates"])
    return b'%d\t{"id":%s,"judgement":{"candidates":[%s]}%s}' % (
        order, json.dumps(record["id"], ensure_ascii=False).encode(), candidates,
        b',"kept":true' if kept else b"")


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


def lessons(number, command, stage, sharded, judged, claims):
    """The texts that a lexicon is learnt from, of the pairs that the assignment chose."""
    known = stage.report(number)
    if known:
        return known
    records = list(_joined(number, sharded, judged, claims, only_lessons=True))
    with shards.Parts(stage.folder, number, {"lessons": ""}) as parts:
        answers = worker.answers(command, (line for _, line in records))
        for (order, _), answer in zip(records, answers, strict=True):
            parts["lessons"].write(b"%d\t%s" % (order, answer))
        parts.finish()
    return stage.done(number, {"counts": {"lessons": len(records)}})


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
            for unit in units:
                parts["jsonl"].write(unit)
                parts["tsv"].write(row(json.loads(unit)))
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
    """The record of an answer, with its key; the texts of its units; its counts.

    Quotes within strings are escaped, so that the keys searched for stand only where they are keys.
    """
    if b'"units":[' not in answer:
        raise worker.WorkerFailure(f"a pair was not aligned: {answer[:200]!r}")
    body, _, counts = answer.rpartition(b'],"counts":')
    head, _, units = body.rpartition(b',"units":[')
    start = min(
        place for key in (b',"pair":', b',"unpaired":', b',"titles":')
        if (place := head.find(key)) >= 0)
    list_of_units = []
    if units:
        parts = units.split(b'},{"id":')
        for index, part in enumerate(parts):
            if index:
                part = b'{"id":' + part
            if index + 1 < len(parts):
                part += b"}"
            list_of_units.append(part)
    return head[start + 1:], list_of_units, json.loads(counts[:-1])


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
