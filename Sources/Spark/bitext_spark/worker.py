# SPDX-License-Identifier: Apache-2.0
"""Runs `bitext worker` over lines, and holds it to its word: as many lines out, and the hash of them."""
import fcntl
import hashlib
import os
import subprocess
import tempfile
import threading


#: How much is written to a worker, and read from it, at once; pipes are made to hold as much.
BLOCK = 1 << 18


class WorkerFailure(RuntimeError):
    """A worker that ended badly, or did not answer every line."""


def answers(arguments, lines):
    """The lines that a worker answers with, without their line feeds.

    `lines` are bytes without line feeds. The generator ends by raising where the process did not end
    well, where counts differ, or where the bytes are not those that the worker says it wrote: so a task
    that was consumed to its end has lost nothing. The environment is empty, as under Spark's own pipe.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env={},
            bufsize=0)
        for pipe in (process.stdin, process.stdout):
            _widen(pipe)
        given, problems = [0], []

        def feed():
            try:
                held, weight = [], 0
                for line in lines:
                    held.append(line)
                    weight += len(line)
                    given[0] += 1
                    if weight >= BLOCK:
                        _write(process.stdin, b"\n".join(held) + b"\n")
                        held, weight = [], 0
                if held:
                    _write(process.stdin, b"\n".join(held) + b"\n")
            except BrokenPipeError:
                pass  # The process ended; its exit code tells why.
            except BaseException as problem:  # noqa: B036 - raised again by the reader
                problems.append(problem)
            finally:
                try:
                    process.stdin.close()
                except BrokenPipeError:
                    pass

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        digest, taken, rest = hashlib.sha256(), 0, b""
        try:
            while block := process.stdout.read(BLOCK):
                digest.update(block)
                found = block.split(b"\n")
                found[0] = rest + found[0]
                rest = found.pop()
                taken += len(found)
                yield from found
            # What ends without a line feed is no line: the counts below tell.
            feeder.join()
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()
        if problems:
            raise problems[0]
        errors.seek(0)
        said = errors.read().decode(errors="replace").splitlines()
        if code != 0:
            raise WorkerFailure(f"{' '.join(arguments[:4])} ended with code {code}: {said[-1:]}")
        done = dict(
            field.split("=", 1) for field in (said[-1] if said else "").split("\t") if "=" in field)
        if not (given[0] == taken == int(done.get("in", -1)) == int(done.get("out", -1))):
            raise WorkerFailure(
                f"{' '.join(arguments[:4])}: {given[0]} lines given, {taken} taken, said: {said[-1:]}")
        if done.get("sha256") != digest.hexdigest():
            raise WorkerFailure(f"{' '.join(arguments[:4])}: the output's hash is another than it said")


def _widen(pipe):
    """Lets a pipe hold a block, so that the two processes take turns less often."""
    try:
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, BLOCK)
    except (AttributeError, OSError):
        pass  # Another system, or no right to so much: the pipe stays as it is.


def _write(pipe, block):
    """Writes all of a block to an unbuffered pipe."""
    rest = memoryview(block)
    while rest:
        rest = rest[pipe.write(rest):]


def located(binary):
    """The path of the command, which may be the name of a file that Spark shipped."""
    if not os.path.isabs(binary):
        from pyspark import SparkFiles

        binary = SparkFiles.get(binary)
        if not os.access(binary, os.X_OK):
            os.chmod(binary, 0o755)
    return binary


def command(binary, *arguments):
    """The arguments of a worker."""
    return [located(binary), "worker", *arguments, "--progress", "0"]
