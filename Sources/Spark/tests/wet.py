# SPDX-License-Identifier: Apache-2.0
"""WET files for the tests, of pages of text."""
import gzip
import os


def write(pages, path):
    """Writes the files of a folder as the pages of one WET file, a gzip member each, as Common Crawl does."""
    with open(path, "wb") as file:
        file.write(_record(b"warcinfo", b"", b"software: tests\r\n"))
        for name in sorted(os.listdir(pages), key=os.fsencode):
            with open(os.path.join(pages, name), "rb") as page:
                file.write(_record(b"conversion", b"https://example.org/" + os.fsencode(name), page.read()))


def _record(kind, address, body):
    head = b"WARC/1.0\r\nWARC-Type: %s\r\n" % kind
    if address:
        head += b"WARC-Target-URI: %s\r\n" % address
    head += b"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body)
    return gzip.compress(head + body + b"\r\n\r\n", mtime=0)
