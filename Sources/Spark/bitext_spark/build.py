# SPDX-License-Identifier: Apache-2.0
"""The build, stage after stage: what the driver does between the tasks."""
import bisect
import fcntl
import hashlib
import heapq
import json
import math
import os
import resource
import shutil
import subprocess
from dataclasses import asdict, dataclass, field
from functools import partial, reduce

from . import inputs, join, shards, tasks, worker


#: Translations of a shard where nobody says how many shards there are: a worker gets faster with its first thousands.
SHARD_SIZE = 10_000
#: What ids are hashed to: the shard is this modulo the number of shards.
HASHES = 1 << 16


class BuildFailure(RuntimeError):
    """A build that cannot be made, in one line."""


@dataclass
class Options:
    """What a build is told; the names are those of `bitext build`."""

    pages: list
    output: str
    originals: list = field(default_factory=list)
    bitext: str = "bitext"
    #: A power of two; 0 lets the number of translations say.
    shards: int = 0
    chunk_bytes: int = 32 << 20
    min_probability: float = 0.5
    min_score: float = 0.0
    allow_many: bool = False
    one_pass: bool = False
    lexicon: list = field(default_factory=list)
    provenance: list = field(default_factory=list)
    input_format: str = None
    container: str = None
    encoding: str = None
    record_limit: int = 16 << 20
    parquet: bool = False
    join: bool = False
    ship: bool = False
    force: bool = False
    keep: bool = False


class Build:
    """One build. Stages that an earlier driver finished are not done again."""

    def __init__(self, context, options, log=lambda text: None):
        self.context = context
        self.options = options
        self.log = log
        self.shards = options.shards
        if options.shards < 0 or options.shards & (options.shards - 1):
            raise BuildFailure(f"shards needs a power of two, found {options.shards}")
        if os.path.exists(options.output) and not options.force:
            raise BuildFailure(f"{options.output}: exists already; force replaces it")
        self.binary = shutil.which(options.bitext) or ""
        if not self.binary:
            raise BuildFailure(f"{options.bitext}: no such command")
        self.binary = os.path.abspath(self.binary)
        self.version = self._bitext("--version").strip()
        self.pages = inputs.files(options.pages)
        self.originals = inputs.files(options.originals)
        self.work = f"{os.path.abspath(options.output)}.work-{self._key()}"
        self.remote = self.binary
        if options.ship:
            context.addFile(self.binary)
            self.remote = os.path.basename(self.binary)
        self.lexicons = [os.path.abspath(path) for path in options.lexicon]

    def _bitext(self, *arguments):
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True, env={})
        if done.returncode != 0:
            raise BuildFailure((done.stderr.strip().splitlines() or ["bitext failed"])[-1])
        return done.stdout

    def _key(self):
        """Of inputs, options and version: a work folder belongs to one build."""
        chosen = asdict(self.options)
        for name in ("output", "bitext", "ship", "force", "keep"):
            del chosen[name]
        files = [
            (file.path, os.path.getsize(file.path), os.stat(file.path).st_mtime_ns)
            for file in self.pages + self.originals]
        files.append((self.version, os.path.getsize(self.binary)))
        text = json.dumps([chosen, files], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    # Stages

    def run(self):
        """Makes the corpus; returns the manifest."""
        os.makedirs(self.work, exist_ok=True)
        with open(os.path.join(self.work, ".lock"), "w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as problem:
                raise BuildFailure(f"{self.work}: another driver is at it") from problem
            manifest = self._run()
        if not self.options.keep:
            shutil.rmtree(self.work)
        return manifest

    def _run(self):
        options = self.options
        reading = self._read()
        self._choose_shards(reading)
        sharded = self._shard(reading)
        index = self._join(sharded) if options.join else self._index()
        judged, claims, learnt = self._settle(sharded, index)
        aligned = self._stage(
            "align", self.shards, tasks.align,
            self._command(
                "settle", "align", "--counts", *self._index_options(index, places=True),
                *self._lexicon_options(learnt), "--min-score", repr(options.min_score),
                *(part for note in options.provenance for part in ("--provenance", note))),
            sharded, judged, claims)
        return self._finish(reading, sharded, aligned)

    def _stage(self, title, count, task, command, *given, numbers=None):
        """Runs a task for each part that is not done; returns the stage, with its sums."""
        stage = shards.Stage(self.work, title)
        if stage.is_done:
            self.log(f"{title}: done before")
            return stage
        open_numbers = [
            number for number in numbers or range(count)
            if stage.report(number if isinstance(number, int) else number.number) is None]
        self.log(f"{title}: {len(open_numbers)} of {count} parts")
        if open_numbers:
            run = partial(_call, task, command, stage, given)
            used = sum(self.context.parallelize(open_numbers, len(open_numbers)).map(run).collect())
            self.log(f"{title}: {used:.1f} CPU s in its tasks, Spark's own apart")
        stage.succeed(reduce(shards.added, (stage.report(number) for number in range(count)), {}))
        return stage

    def _read(self):
        options = self.options
        chunks = inputs.chunks(
            self.pages, self.originals, options.input_format, options.container, options.chunk_bytes)
        if not chunks:
            raise BuildFailure("expected pages, found none")
        self.chunks = self._numbered(chunks)
        hashes = str(max(HASHES, options.shards))
        arguments = ["--shards", hashes, "--record-limit", str(options.record_limit)]
        for name in ("container", "encoding"):
            if getattr(options, name):
                arguments += [f"--{name}", getattr(options, name)]
        pages = arguments + (
            ["--input-format", options.input_format] if options.input_format else [])
        commands = {
            inputs.PAGE: self._command("read", *pages),
            inputs.ORIGINAL: self._command(
                "read", "--known-keys-only", "--shards", hashes, "--record-limit",
                str(options.record_limit))}
        stage = self._stage(
            "read", len(self.chunks), tasks.read, commands, numbers=self.chunks)
        counts = stage.total["counts"]
        if counts["documents"] + counts["titles"] == 0:
            raise BuildFailure("expected items, found none")
        return stage

    def _choose_shards(self, reading):
        """The power of two nearest to a shard for ten thousand translations, two at least."""
        if self.shards == 0:
            wanted = reading.total["counts"]["chinese"] / SHARD_SIZE
            self.shards = max(2, 1 << round(math.log2(max(1, wanted))))

    def _numbered(self, chunks):
        """Chunks with the numbers of their first records, where files are cut."""
        cut = [chunk for chunk in chunks if chunk.kind == inputs.LINES and chunk.start > 0]
        if not cut:
            return chunks
        paths = {chunk.files[0].path for chunk in cut}
        parts = [
            chunk for chunk in chunks
            if chunk.kind == inputs.LINES and chunk.files[0].path in paths]
        counts = dict(zip(
            (chunk.number for chunk in parts),
            self.context.parallelize(parts, len(parts)).map(inputs.record_count).collect()))
        numbered, first = [], 0
        for chunk in chunks:
            first = first if chunk.start > 0 else 0
            numbered.append(
                inputs.Chunk(**{**chunk.__dict__, "first_record": first})
                if chunk.number in counts else chunk)
            first += counts.get(chunk.number, 0)
        return numbered

    def _shard(self, reading):
        """Of equal texts the first stays; translations go to their shards, originals in order."""
        sorted_stage = shards.Stage(self.work, "sort")
        stage = shards.Stage(self.work, "shard")
        count = len(self.chunks)
        if stage.is_done:
            self.log("shard: done before")
            return stage
        self.log(f"shard: {count} chunks to {self.shards} shards")
        total = self.shards
        is_page = [chunk.role == inputs.PAGE for chunk in self.chunks]
        changed = (
            self.context.parallelize(range(count), count)
            .flatMap(partial(tasks.keys, reading, count))
            .partitionBy(count, lambda task: task)
            .mapPartitions(tasks.equal)
            .partitionBy(count, lambda chunk: chunk))

        def sort(number, records):
            return tasks.sort(
                number, (change for _, change in records), sorted_stage, reading, is_page[number], total)

        def write(number, records):
            yield tasks.shard(number, records, stage)

        (changed.mapPartitionsWithIndex(sort)
         .partitionBy(total, lambda shard: shard)
         .mapPartitionsWithIndex(write).count())
        sorted_stage.succeed(
            reduce(shards.added, (sorted_stage.report(number) for number in range(count))))
        stage.succeed(reduce(
            shards.added, (stage.report(number) for number in range(total))))
        for key in ("translations", "titles"):
            self._check(
                f"{key} in shards", sorted_stage.total["counts"][key], stage.total["counts"][key])
        return stage

    def _places(self):
        """Where originals of pages stand, by their ordinals; and the ordinal of each chunk's first."""
        stage = shards.Stage(self.work, "sort")
        path = os.path.join(self.work, "places.jsonl")
        bases, base = [], 0
        with open(path, "wb") as places:
            for number in range(len(self.chunks)):
                bases.append(base)
                for line in shards.read(stage.path("places", number, ".jsonl")):
                    ordinal, _, rest = line.partition(b"\t")
                    places.write(b'{"ordinal":%d,%s\n' % (base + int(ordinal), rest))
                base += stage.report(number)["counts"]["originals"]
        return path, bases

    def _index(self):
        """The index of originals, made by the driver and sent to every executor."""
        stage = shards.Stage(self.work, "sort")
        path = os.path.join(self.work, "originals.bitextindex")
        count = stage.total["counts"]["originals"]
        places, _ = self._places()
        if count == 0:
            return _Index("none", _Shipped(self._ship(places)), None)
        if not os.path.exists(path):
            self.log(f"index: {count} originals")
            parts = (
                stage.path("originals", number, ".jsonl") for number in range(len(self.chunks)))
            self._bitext(
                "index", *(part for part in parts if os.path.getsize(part)), "-o", path,
                "--keep-keys", "--quiet")
        said = json.loads(self._bitext("index", path, "--stats", "--json"))
        self._check("documents in the index", count, said["documents"])
        return _Index(_Shipped(self._ship(path)), _Shipped(self._ship(places)), None)

    def _join(self, sharded):
        """An index for each shard, of the originals that share rare keys with its translations."""
        stage = shards.Stage(self.work, "join")
        places, bases = self._places()
        frequencies = os.path.join(self.work, "frequencies")
        index = _Index(
            _PerPart(stage.path("index", 0, ".bitextindex")),
            _PerPart(stage.path("places", 0, ".jsonl")), stage, frequencies)
        if stage.is_done:
            self.log("join: done before")
            return index
        sort = shards.Stage(self.work, "sort")
        chunks, count, total = len(self.chunks), self.shards, sort.total["counts"]["originals"]
        parts = max(chunks, count)
        command = self._command("keys", *self._lexicon_options())

        def originals(number):
            return join.original_keys(_resolved(command, number), sort, bases, number)

        def translations(number):
            return join.translation_keys(_resolved(command, number), sharded, number)

        def summed(rows):
            sums = {}
            for key, value in rows:
                sums[key] = sums.get(key, 0) + value
            return sums.items()

        left = self.context.parallelize(range(chunks), chunks).flatMap(originals).persist()
        right = self.context.parallelize(range(count), count).flatMap(translations).persist()
        held = left.mapPartitions(join.counted).partitionBy(parts, join.place).mapPartitions(summed)
        self._frequencies(held, frequencies, total)
        common = set(held.filter(lambda entry: entry[1] > join.CAP).keys().collect())
        hot = dict(
            right.filter(lambda entry: entry[0] not in common).mapPartitions(join.counted)
            .partitionBy(parts, join.place).mapPartitions(summed)
            .filter(lambda entry: entry[1] > join.HOT)
            .mapValues(lambda value: value // join.HOT + 1).collect())
        self.log(f"join: {total} originals, {len(common)} keys left out, {len(hot)} salted")

        def side(rows, is_original):
            return rows.filter(lambda entry: entry[0] not in common).mapPartitions(
                lambda part: join.salted(part, hot, is_original))

        chosen = (
            side(left, True).union(side(right, False)).partitionBy(parts, join.place)
            .mapPartitions(lambda part: join.met(part, total))
            .partitionBy(parts, join.place).mapPartitions(join.best))

        def chunk(ordinal):
            return bisect.bisect_right(bases, ordinal) - 1

        def fetched(number, wanted):
            return join.documents(sort, bases, number, wanted)

        def local(number, found):
            yield join.index(number, (document for _, document in found), self_remote, stage, places)

        self_remote = self.remote
        (chosen.partitionBy(chunks, chunk).mapPartitionsWithIndex(fetched)
         .partitionBy(count, lambda shard: shard).mapPartitionsWithIndex(local).count())
        left.unpersist()
        right.unpersist()
        stage.succeed(reduce(shards.added, (stage.report(number) for number in range(count))))
        return index

    def _frequencies(self, held, path, total):
        """How many originals hold each key, as a file that every worker maps."""
        if os.path.exists(path):
            return
        lines = f"{path}.txt"
        with open(lines, "wb") as file:
            for key, number in held.sortByKey().toLocalIterator():
                file.write(b'{"key":"%s","count":%d}\n' % (key, number))
        self._bitext(
            "worker", "frequencies", "--documents", str(total), "--input", lines, "-o", path)
        os.unlink(lines)

    def _ship(self, path):
        self.context.addFile(path)
        return os.path.basename(path)

    def _settle(self, sharded, index):
        """Judges translations, gives originals out, and learns for a second pass where it is worth while."""
        count = self.shards
        judged = self._stage(
            "judge", count, tasks.judge,
            self._command("judge", *self._index_options(index), *self._lexicon_options()), sharded, index.joined)
        translations = sharded.total["counts"]["translations"]
        self._check("judgements", translations, judged.total["counts"]["judged"])
        claims = self._assign("assign", judged, translations)
        lessons = claims.total["counts"]["lessons"]
        if lessons == 0:
            return judged, claims, None
        taught = self._stage(
            "lessons", count, tasks.lessons,
            self._command(
                "settle", "lessons", *self._index_options(index), *self._lexicon_options()),
            self._command("tally", *self._lexicon_options()), sharded, judged, claims)
        self._check("lessons", lessons, taught.total["counts"]["lessons"])
        learnt = self._learn(taught)
        again = self._stage(
            "judge-again", count, tasks.judge_again,
            self._command("judge", *self._index_options(index), *self._lexicon_options(learnt)),
            sharded, judged, claims, index.joined)
        self._check("judgements", translations, again.total["counts"]["judged"])
        return again, self._assign("assign-again", again, translations), learnt

    def _assign(self, title, judged, translations):
        """Gives originals out: the one step that sees all translations, as some 60 bytes each."""
        stage = shards.Stage(self.work, title)
        if stage.is_done:
            return stage
        self.log(f"{title}: {translations} translations")

        def stream(number):
            for order, line in tasks.numbered(judged.path("compact", number)):
                yield order, number, line

        def merged():
            return heapq.merge(*(stream(number) for number in range(self.shards)))

        options = self.options
        arguments = ["--min-probability", repr(options.min_probability), "--temporary", self.work]
        arguments += ["--allow-many"] if options.allow_many else []
        arguments += ["--one-pass"] if options.one_pass else []
        command = [self.binary, "worker", "assign", *arguments]
        parts = [
            shards.Part(os.path.join(stage.folder, "claims"), number)
            for number in range(self.shards)]
        counts = dict.fromkeys(("claims", "sure", "lessons", "taken"), 0)
        answers = worker.answers(command, (line for _, _, line in merged()))
        for (_, number, _), claim in zip(merged(), answers, strict=True):
            parts[number].write(claim)
            counts["claims"] += 1
            counts["sure"] += b'"sure":true' in claim
            counts["taken"] += b'"taken":true' in claim
            counts["lessons"] += claim.endswith(b'"lesson":true}')
        for part in parts:
            part.finish()
        self._check("claims", translations, counts["claims"])
        stage.succeed({"counts": counts})
        return stage

    def _learn(self, taught):
        """The lexicon of the second pass: statistics of the shards, added by tasks, and their sum learnt from."""
        path = os.path.join(self.work, "learnt.bitextlexicon")
        if not os.path.exists(path):
            parts = self._statistics(taught, self.shards)
            level = 0
            while len(parts) > tasks.TALLIES:
                level += 1
                count = -(-len(parts) // tasks.TALLIES)
                added = self._stage(
                    f"add-{level}", count, tasks.add_statistics,
                    self._command("tally", *self._lexicon_options()), parts)
                parts = self._statistics(added, count)
            lines = os.path.join(self.work, "statistics.jsonl")
            with open(lines, "wb") as file:
                for part in parts:
                    with open(part, "rb") as stream:
                        shutil.copyfileobj(stream, file)
            self._bitext(
                "worker", "learn", "--input", lines, "-o", path, "--jobs",
                str(os.cpu_count() or 1), *self._lexicon_options())
        return _Shipped(self._ship(path))

    @staticmethod
    def _statistics(stage, count):
        return [stage.path("statistics", number, ".jsonl") for number in range(count)]

    # Commands

    def _command(self, *arguments):
        return _Command((self.remote, arguments))

    def _index_options(self, index, places=False):
        chosen = ["--index", index.path, "--min-probability", repr(self.options.min_probability)]
        if index.frequencies:
            chosen += ["--frequencies", index.frequencies]
        return chosen + (["--places", index.places] if places else [])

    def _lexicon_options(self, learnt=None):
        chosen = [part for path in self.lexicons for part in ("--lexicon", path)]
        return chosen + (["--learnt", learnt] if learnt else [])

    # The end

    def _check(self, what, expected, found):
        if expected != found:
            raise BuildFailure(f"{what}: expected {expected}, found {found}")

    def _finish(self, reading, sharded, aligned):
        counts = self._counts(reading.total["counts"], aligned.total["counts"])
        self._check(
            "translations with a verdict", sharded.total["counts"]["translations"],
            counts["items"]["translation_paired"] + counts["items"]["translation_unpaired"])
        self._check("items", counts["items"]["read"], sum(counts["items"].values())
                    - counts["items"]["read"])
        self._check(
            "units", counts["units"]["aligned"],
            counts["units"]["written"] + counts["units"]["filtered"])
        partial_folder = f"{self.work}.partial"
        shutil.rmtree(partial_folder, ignore_errors=True)
        outputs = sorted(aligned.total["files"], key=lambda file: file["path"])
        for file in outputs:
            self._link(os.path.join(aligned.folder, file["path"]), partial_folder, file["path"])
        for file in sorted(reading.total["rejected_part"], key=lambda part: part["part"]):
            name = f"rejected/{shards.name(file.pop('part'), '.jsonl')}"
            self._link(os.path.join(reading.folder, name), partial_folder, name)
            outputs.append({"path": name, **file})
        for key in tasks.OUTPUTS:
            open(os.path.join(partial_folder, key, "_SUCCESS"), "w", encoding="utf-8").close()
        if self.options.parquet:
            from . import tables

            tables.write_parquet(
                self.context, os.path.join(partial_folder, "jsonl"),
                os.path.join(partial_folder, "parquet"), counts["units"]["written"])
        manifest = self._manifest(counts, aligned.total["counts"], outputs)
        shards.write_json(os.path.join(partial_folder, "manifest.json"), manifest)
        if self.options.force:
            shutil.rmtree(self.options.output, ignore_errors=True)
        os.rename(partial_folder, self.options.output)
        return manifest

    @staticmethod
    def _link(path, folder, name):
        place = os.path.join(folder, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        try:
            os.link(path, place)
        except OSError:
            shutil.copyfile(path, place)

    def _counts(self, read, aligned):
        """The counts of a build's manifest, by its names."""
        sort = shards.Stage(self.work, "sort")
        pages, originals = {}, {}
        for chunk in self.chunks:
            sums = pages if chunk.role == inputs.PAGE else originals
            found = shards.added(
                shards.Stage(self.work, "read").report(chunk.number)["counts"],
                sort.report(chunk.number)["counts"])
            sums.update(shards.added(sums, found))
        read = {**dict.fromkeys(read, 0), "duplicates": 0, "english": 0, **pages}
        external = {**dict.fromkeys(read, 0), **originals}
        used = aligned["from_pages"]
        return {
            "pages": {"read": read["pages"], "furniture_lines": read["furniture"]},
            "items": {
                "read": read["items"], "translation_paired": aligned["paired"],
                "translation_unpaired": aligned["unpaired"], "used_as_original": used,
                "other_text": read["other"] + read["english"] - used,
                "duplicate": read["duplicates"], "rejected": read["rejected"]},
            "originals": {
                "read": external["documents"] + external["rejected"],
                "duplicate": external["duplicates"], "rejected": external["rejected"]},
            "units": {
                "aligned": aligned["aligned"], "written": aligned["written"],
                "filtered": aligned["aligned"] - aligned["written"], "titles": aligned["titles"]}}

    def _manifest(self, counts, aligned, outputs):
        options = self.options
        files = self.pages + self.originals
        digests = self.context.parallelize(
            [file.path for file in files], min(len(files), 64)).map(tasks.digest).collect()
        sentences, words = aligned["source_sentences"], aligned["source_words"]
        return {
            "tool": "bitext", "version": self.version, "driver": "spark",
            "options": {
                "shards": self.shards, "min-probability": options.min_probability,
                "min-score": options.min_score, "allow-many": options.allow_many,
                "one-pass": options.one_pass, "input-format": options.input_format,
                "container": options.container, "encoding": options.encoding,
                "record-limit": options.record_limit, "provenance": options.provenance,
                "lexicon": options.lexicon},
            "inputs": digests, "outputs": outputs, "counts": counts,
            "headline": {
                "source_sentences": sentences, "covered_sentences": aligned["covered_sentences"],
                "coverage": round(aligned["covered_sentences"] / sentences, 4) if sentences else 1,
                "source_words": words, "omitted_words": aligned["omitted_words"],
                "omission_rate": round(aligned["omitted_words"] / words, 4) if words else 0}}


class _Command(tuple):
    """The binary and the arguments of a worker, before their names are paths."""


class _Shipped(str):
    """The name of a file that every executor has got from the driver."""


class _PerPart(str):
    """The path of the first of files that stand one a part."""


@dataclass(frozen=True)
class _Index:
    """Where workers find originals; `joined` where each shard has an index of its own."""

    path: str
    places: str
    joined: shards.Stage
    frequencies: str = None


def _call(task, command, stage, given, number):
    """Runs a task of a stage where it is; returns the CPU seconds that it took, its worker's included."""
    before = _cpu()
    if isinstance(command, dict):
        command = command[number.role]
    part = number if isinstance(number, int) else number.number
    task(number, _resolved(command, part), stage, *(
        _resolved(one, part) if isinstance(one, _Command) else one for one in given))
    return _cpu() - before


def _cpu():
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _resolved(command, number):
    """A worker's arguments: names of shipped files, and of a part's own, become paths."""
    binary, arguments = command

    def path(argument):
        if isinstance(argument, _Shipped):
            from pyspark import SparkFiles

            return SparkFiles.get(str(argument))
        if isinstance(argument, _PerPart):
            found = argument.replace(shards.name(0), shards.name(number))
            return found if os.path.exists(found) else "none"
        return argument

    return worker.command(binary, *(path(argument) for argument in arguments))
