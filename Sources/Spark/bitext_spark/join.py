# SPDX-License-Identifier: Apache-2.0
"""Pairing against a collection too large for one index: a join by keys, capped and salted.

The candidates of a translation are found by the keys that it shares with originals and that few originals hold; those
of a shard's translations become an index of their own, asked with the whole collection's frequencies. Judgements
then weigh as an index of the whole would.
"""
import json
import math
import os
import subprocess
import zlib

from . import shards, tasks, worker

#: Keys that more originals hold find nobody: uncapped, a handful of them would make most of all candidates.
CAP = 200
#: Candidates of a translation.
LIMIT = 24
#: A key that more translations hold is spread over several tasks.
HOT = 2000
WEIGHTS = b'],"weights":['


def _keyed(command, documents):
    """Of each document its keys, as hexadecimal text, and their weights."""
    for answer in worker.answers(command, documents):
        head, _, weights = answer.partition(WEIGHTS)
        _, _, keys = head.partition(b'"keys":[')
        yield keys.replace(b'"', b"").split(b",") if keys else [], weights[:-2].split(b",")


def original_keys(command, stage, bases, number):
    """(key, ordinal) of a chunk's originals."""
    path = stage.path("originals", number, ".jsonl")
    for offset, (keys, _) in enumerate(_keyed(command, shards.read(path))):
        for key in keys:
            yield key, bases[number] + offset


def translation_keys(command, stage, number):
    """(key, (translation, weight)) of a shard's translations; a translation is its shard and its order."""
    records = list(tasks.numbered(stage.path("translations", number)))
    answers = _keyed(command, (text for _, text in records))
    for (order, _), (keys, weights) in zip(records, answers, strict=True):
        for key, weight in zip(keys, weights):
            yield key, ((number, order), float(weight))


def counted(rows):
    """(key, how many) of (key, anything), summed within a partition."""
    sums = {}
    for key, _ in rows:
        sums[key] = sums.get(key, 0) + 1
    return sums.items()


def place(key):
    """The number of a key by which it is spread; the same in every process."""
    return zlib.crc32(repr(key).encode())


def salted(rows, hot, is_original):
    """Spreads hot keys: a translation takes one of a key's salts, an original all of them."""
    for key, value in rows:
        salts = hot.get(key, 1)
        if is_original:
            for salt in range(salts):
                yield (key, salt), (None, value)
        else:
            yield (key, place(value[0]) % salts), value


def met(rows, total):
    """(translation, {original: weight}) of what shares a key.

    Weights are whole millionths, so that their sums do not depend on the order in which Spark adds.
    """
    groups = {}
    for key, (translation, value) in rows:
        sides = groups.setdefault(key, ([], []))
        if translation is None:
            sides[0].append(value)
        else:
            sides[1].append((translation, value))
    sums = {}
    for originals, translations in groups.values():
        if not originals or not translations or len(originals) > CAP:
            continue
        rarity = math.log((total + 1) / (len(originals) + 0.5))
        for translation, weight in translations:
            scores, share = sums.setdefault(translation, {}), round(weight * rarity * 1e6)
            for original in originals:
                scores[original] = scores.get(original, 0) + share
    return sums.items()


def best(rows):
    """(original, shard) of the best candidates of each translation; ties go to the earlier original."""
    sums = {}
    for translation, scores in rows:
        known = sums.setdefault(translation, {})
        for original, score in scores.items():
            known[original] = known.get(original, 0) + score
    found = set()
    for (shard, _), scores in sums.items():
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        found.update((original, shard) for original, _ in ranked[:LIMIT])
    return found


def documents(stage, bases, number, wanted):
    """(shard, (ordinal, document)) of a chunk's originals that shards ask for."""
    asking = {}
    for ordinal, shard in wanted:
        asking.setdefault(ordinal, []).append(shard)
    for offset, line in enumerate(shards.read(stage.path("originals", number, ".jsonl"))):
        for shard in asking.get(bases[number] + offset, ()):
            yield shard, (bases[number] + offset, line)


def index(number, found, binary, stage, places):
    """Makes the index of a shard's candidates; its ordinals are told from those of the collection."""
    known = stage.report(number)
    if known:
        return known
    found = sorted(set(found))
    ordinals = {ordinal: local for local, (ordinal, _) in enumerate(found)}
    with shards.Parts(stage.folder, number, {"documents": ".jsonl", "ordinals": "", "places": ".jsonl"}) as parts:
        for ordinal, line in found:
            parts["documents"].write(line)
            parts["ordinals"].write(b"%d" % ordinal)
        for line in shards.read(places):
            record = json.loads(line)
            if record["ordinal"] in ordinals:
                record["ordinal"] = ordinals[record["ordinal"]]
                parts["places"].write(json.dumps(record, ensure_ascii=False).encode())
        parts.finish()
    if found:
        path = stage.path("index", number, ".bitextindex")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run(
            [worker.located(binary), "index", stage.path("documents", number, ".jsonl"), "-o", path,
             "--keep-keys", "--quiet", "--jobs", "1"], check=True, env={})
    return stage.done(number, {"counts": {"candidates": len(found)}})
