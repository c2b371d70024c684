# SPDX-License-Identifier: Apache-2.0
"""What is read: files in the order of `bitext build`, cut into chunks that tasks read apart."""
import base64
import glob
import gzip
import json
import os
from dataclasses import dataclass

PAGE, ORIGINAL = "page", "original"
#: Kinds of chunks: pages that the worker opens itself, lines of documents, pages of a WET file.
FILES, LINES, WET = "files", "lines", "wet"
#: The bits of an order that number what stands in one chunk.
CHUNK_BITS = 40


#: Pages of a WET file go to the worker in lines of about so many bytes.
WET_BYTES = 1 << 20


@dataclass(frozen=True)
class File:
    """One file and the first part of the ids of its items."""

    path: str
    stem: str


@dataclass(frozen=True)
class Chunk:
    """What one task reads: some files, or a stretch of one."""

    number: int
    role: str
    kind: str
    files: tuple
    start: int = 0
    end: int = -1
    #: The number of the first file among all, by which pages are told apart.
    first_file: int = 0
    #: The number of the first record, where the file is cut.
    first_record: int = 0


def stem(path):
    """The last part of a path without its extensions of format and compression."""
    name = path.rstrip("/").split("/")[-1]
    for suffix in (".gz", ".zst"):
        if name.endswith(suffix):
            name = name[: -len(suffix)]
    dot = name.rfind(".")
    if dot > 0:
        name = name[:dot]
    return name[:-5] if name.endswith(".warc") else name


def _below(path):
    if not os.path.isdir(path):
        return [path]
    found = []
    for name in sorted(os.listdir(path), key=os.fsencode):
        if not name.startswith("."):
            found += _below(os.path.join(path, name))
    return found


def files(paths):
    """The files behind paths: folders with all below them, patterns; stems that repeat get `~2`."""
    found, stems, taken = [], {}, set()
    for path in paths:
        if os.path.exists(path):
            matches = [path]
        else:
            matches = sorted(glob.glob(path), key=os.fsencode)
        if not matches:
            raise FileNotFoundError(f"{path}: no such file or folder")
        for match in matches:
            for file in _below(match):
                name = stem(file)
                while True:
                    stems[name] = stems.get(name, 0) + 1
                    unique = name if stems[name] == 1 else f"{name}~{stems[name]}"
                    if unique not in taken:
                        break
                taken.add(unique)
                found.append(File(os.path.abspath(file), unique))
    return found


def _open(path):
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")


def _kind(file, role, form, container):
    if file.path.endswith(".zst"):
        return LINES if role == ORIGINAL else FILES
    if role == ORIGINAL:
        return LINES
    with _open(file.path) as stream:
        head = stream.read(1 << 14).lstrip()
    if container == "wet" or (container is None and head.startswith(b"WARC/")):
        return WET
    if form == "documents" or (form is None and head.startswith(b"{")):
        return LINES
    return FILES


def _cuts(path, size):
    """Places in a file behind a line's end, about `size` bytes apart."""
    length = os.path.getsize(path)
    places = [0]
    with open(path, "rb") as stream:
        while places[-1] + size < length:
            stream.seek(places[-1] + size)
            stream.readline()
            if stream.tell() >= length:
                break
            places.append(stream.tell())
    return places + [length]


def chunks(pages, originals, form=None, container=None, size=32 << 20):
    """Cuts files into chunks; their numbers follow the order in which a build reads.

    Small pages share a chunk, long plain files of lines are cut; compressed files are one chunk each.
    """
    made = []

    def add(role, kind, members, first, start=0, end=-1):
        made.append(Chunk(len(made), role, kind, tuple(members), start, end, first))

    numbered = 0
    for role, group in ((PAGE, pages), (ORIGINAL, originals)):
        waiting, first, weight = [], numbered, 0
        for file in group:
            kind = _kind(file, role, form, container)
            length = os.path.getsize(file.path)
            if kind == FILES and (not waiting or weight + length <= size):
                if not waiting:
                    first = numbered
                waiting.append(file)
                weight += length
                numbered += 1
                continue
            if waiting:
                add(role, FILES, waiting, first)
                waiting, weight = [], 0
            if kind == FILES:
                waiting, first, weight = [file], numbered, length
            elif kind == LINES and not file.path.endswith((".gz", ".zst")):
                places = _cuts(file.path, size)
                for start, end in zip(places, places[1:]):
                    add(role, LINES, [file], numbered, start, end)
            else:
                add(role, kind, [file], numbered)
            numbered += 1
        if waiting:
            add(role, FILES, waiting, first)
    return made


_SPACE = bytes(range(33))


def _blank(line):
    return not line.strip(_SPACE)


def _raw_lines(chunk):
    path = chunk.files[0].path
    with _open(path) as stream:
        if chunk.start:
            stream.seek(chunk.start)
        place = chunk.start
        for line in stream:
            yield place, line
            place += len(line)
            if 0 <= chunk.end <= place:
                return


def record_count(chunk):
    """The number of records of a chunk of lines."""
    return sum(1 for _, line in _raw_lines(chunk) if not _blank(line))


def _documents(chunk):
    path = json.dumps(chunk.files[0].path, ensure_ascii=False).encode()
    number = chunk.first_record
    for place, line in _raw_lines(chunk):
        if _blank(line):
            continue
        body = line.rstrip(b"\n")
        yield b'{"path":%s,"item":%d,"start":%d,"end":%d,"record":%s}' % (
            path, number, place, place + len(body), body.rstrip(b"\r"))
        number += 1


def _wet_records(stream):
    """The records of a WET file: whether each is a page, and its bytes. What is damaged is one record."""
    while True:
        head = stream.readline()
        if not head:
            return
        if not head.strip():
            continue
        parts, length, kind = [head], None, b"conversion"
        if head.startswith(b"WARC/"):
            while True:
                line = stream.readline()
                parts.append(line)
                if not line.strip():
                    break
                name, _, value = line.partition(b":")
                if name.strip().lower() == b"content-length" and value.strip().isdigit():
                    length = int(value)
                if name.strip().lower() == b"warc-type":
                    kind = value.strip().lower()
        if length is None:
            yield None, b"".join(parts) + stream.read()
            return
        body = stream.read(length)
        # A record that is cut short must look so to the worker too.
        parts += [body, b"\r\n\r\n" if len(body) == length else b""]
        yield kind == b"conversion", b"".join(parts)


def _wet_lines(chunk, size=None):
    file = chunk.files[0]
    first, pages, held, weight = 0, 0, [], 0
    size = size or WET_BYTES

    def line():
        return json.dumps({
            "id": file.stem, "path": file.path, "container": "wet", "first_page": first,
            "bytes": base64.b64encode(b"".join(held)).decode()}, ensure_ascii=False).encode()

    with _open(file.path) as stream:
        for is_page, record in _wet_records(stream):
            if held and weight + len(record) > size:
                yield line()
                first, held, weight = pages, [], 0
            held.append(record)
            weight += len(record)
            pages += bool(is_page)
    if held:
        yield line()


def lines(chunk):
    """The lines that `bitext worker read` takes for a chunk."""
    if chunk.kind == WET:
        return _wet_lines(chunk)
    if chunk.kind == LINES and not chunk.files[0].path.endswith(".zst"):
        return _documents(chunk)
    form = {"form": "documents"} if chunk.kind == LINES else {}
    return (
        json.dumps({"id": file.stem, "path": file.path, **form}, ensure_ascii=False).encode()
        for file in chunk.files)
