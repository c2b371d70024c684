# SPDX-License-Identifier: Apache-2.0
"""CPU seconds of a command and of all that comes of it, whatever else the machine does.

usage: meter.py [--kinds] COMMAND [ARGUMENT…]      meter.py --check

Measured by a control group of its own where one can be made (version 1 or 2; root), which counts every process to its
end. Else by wait4: orphans come to this process, which waits for them; only children whose parents ignore their ends
are lost then. --check makes a known load, orphans and killed ones among it, and compares.
"""
import argparse
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

#: Where control groups count processor time: the folder, the file, its unit in seconds.
PLACES = [
    ("/sys/fs/cgroup/cpuacct", "cpuacct.usage", 1e-9), ("/sys/fs/cgroup/unified", "cpu.stat", 1e-6),
    ("/sys/fs/cgroup", "cpu.stat", 1e-6)]
#: Kinds of processes, told by what stands in their command line; the first that fits.
KINDS = [
    ("master and workers", "deploy.master.Master"), ("master and workers", "deploy.worker.Worker"),
    ("executors", "CoarseGrainedExecutorBackend"), ("driver's virtual machine", "SparkSubmit"),
    ("Python of executors", "pyspark.daemon"), ("Python of executors", "pyspark/daemon"),
    ("bitext index", "bitext\0index"), ("driver", "bitext_spark")]


def kind(command):
    words = command.split("\0")
    if os.path.basename(words[0]) == "bitext" and "worker" in words[1:2]:
        return "bitext worker " + " ".join(
            word for word in words[2:4] if not word.startswith("-"))
    return next((name for name, mark in KINDS if mark in command), "other")


def adopt():
    """Makes orphans among the descendants children of this process."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


class Group:
    """A control group for one command; its folder is gone behind the block."""

    @staticmethod
    def place():
        """The first place where a group can be made; None without the right to."""
        for folder, name, unit in PLACES:
            try:
                path = tempfile.mkdtemp(prefix="bitext-", dir=folder)
            except OSError:
                continue
            if os.path.exists(os.path.join(path, name)):
                return path, name, unit
            os.rmdir(path)
        return None

    def __init__(self, place):
        self.path, self._name, self._unit = place
        self._kinds = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for path in [*(entry[0] for entry in self._kinds.values()), self.path]:
            for _ in range(100):
                try:
                    os.rmdir(path)
                    break
                except OSError:
                    time.sleep(0.1)
        return False

    def enter(self):
        """Puts the calling process into the group."""
        with open(os.path.join(self.path, "cgroup.procs"), "w", encoding="ascii") as file:
            file.write(str(os.getpid()))

    def members(self):
        """The processes of the group, with the kind they are counted under."""
        found = {}
        for name, path in [(None, self.path), *((name, entry[0]) for name, entry in self._kinds.items())]:
            with open(os.path.join(path, "cgroup.procs"), encoding="ascii") as file:
                found.update((int(line), name) for line in file)
        return found

    def seconds(self, path=None):
        with open(os.path.join(path or self.path, self._name), encoding="ascii") as file:
            text = file.read()
        return int(text.split()[1] if self._name == "cpu.stat" else text) * self._unit

    def sort(self):
        """Puts each process into the group of its kind, from now on; counts those met."""
        for process, known in self.members().items():
            try:
                with open(f"/proc/{process}/cmdline", encoding="utf-8", errors="replace") as file:
                    command = file.read()
                wanted = kind(command)
                if not command or wanted == known:
                    continue
                if wanted not in self._kinds:
                    path = os.path.join(self.path, f"kind-{len(self._kinds)}")
                    os.mkdir(path)
                    self._kinds[wanted] = (path, set())
                self._kinds[wanted][1].add(process)
                with open(
                        os.path.join(self._kinds[wanted][0], "cgroup.procs"), "w",
                        encoding="ascii") as file:
                    file.write(str(process))
            except (FileNotFoundError, ProcessLookupError):
                continue

    def table(self):
        """CPU seconds and number of processes by kind."""
        rows = {name: (self.seconds(path), len(met)) for name, (path, met) in self._kinds.items()}
        rest = self.seconds() - sum(seconds for seconds, _ in rows.values())
        return {**dict(sorted(rows.items(), key=lambda row: -row[1][0])), "not told apart": (rest, 0)}


def reap(seconds):
    """Waits for orphans, which are ours by `adopt`; returns their CPU seconds."""
    used, deadline = 0.0, time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            process, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if process == 0:
            time.sleep(0.05)
        else:
            used += usage.ru_utime + usage.ru_stime
    return used


def waited(arguments, patience=20, **more):
    """CPU seconds by wait4 alone: of the command and of what it waited for, and of the orphans."""
    process = subprocess.Popen(arguments, **more)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime + reap(patience), process.returncode


def measured(arguments, kinds=False, patience=20, **more):
    """Runs a command and all that comes of it to its end.

    Returns CPU seconds, seconds, and the table of kinds where it was asked for. Nothing else may be a child
    of the calling process meanwhile. Raises where the command ends badly.
    """
    adopt()
    start = time.monotonic()
    place = Group.place()
    if place is None:
        used, code = waited(arguments, patience, **more)
        table = {}
    else:
        with Group(place) as group:
            ended = threading.Event()

            def watch():
                while not ended.wait(0.02):
                    group.sort()

            watcher = threading.Thread(target=watch, daemon=True)
            if kinds:
                watcher.start()
            by_wait, code = waited(arguments, patience, preexec_fn=group.enter, **more)
            ended.set()
            if kinds:
                watcher.join()
            used, table = group.seconds(), {**group.table(), "all, by wait4": (by_wait, 0)}
            left = group.members()
            if left:
                raise RuntimeError(f"still running after {patience} s: {sorted(left)}")
    if code != 0:
        raise subprocess.CalledProcessError(code, arguments)
    return used, time.monotonic() - start, table


def _burn(seconds):
    """Keeps a processor busy for so many CPU seconds."""
    while time.process_time() < seconds:
        pass


def _load(seconds):
    """A family that spends a known time: a child waited for, a grandchild, an orphan, one that is killed, one whose
    parent is killed, and, of the kind that waiting misses, one whose parent ignores its end."""

    def child(work, wait=True):
        process = os.fork()
        if process == 0:
            # A fork's clock begins at zero.
            work()
            os._exit(0)
        if wait:
            os.waitpid(process, 0)
        return process

    def burn():
        _burn(seconds)

    def killed():
        _burn(seconds)
        os.kill(os.getpid(), signal.SIGKILL)

    def grandchild():
        child(burn)

    def orphan():
        child(burn, wait=False)

    def orphan_of_a_killed():
        child(burn, wait=False)
        os.kill(os.getpid(), signal.SIGKILL)

    def ignored():
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        process = os.fork()
        if process == 0:
            _burn(seconds)
            os._exit(0)
        try:
            os.waitpid(process, 0)
        except ChildProcessError:
            pass

    loads = [burn, killed, grandchild, orphan, orphan_of_a_killed, ignored]
    for load in loads:
        child(load)
    return len(loads) * seconds


def check(seconds=0.5):
    """Compares what is measured of a made load with what it spends; returns whether that is right."""
    adopt()
    expected = 6 * seconds
    arguments = [sys.executable, os.path.abspath(__file__), "--load", str(seconds)]
    start, _, _ = measured([sys.executable, os.path.abspath(__file__), "--load", "0"])
    by_wait, _ = waited(arguments)
    right = True
    place = Group.place()
    if place is not None:
        os.rmdir(place[0])
        by_group = measured(arguments)[0] - start
        right = abs(by_group - expected) < 0.05 * expected
        print(f"a load of {expected:.2f} CPU s: {by_group:.2f} by a control group")
    by_wait -= start
    # The one whose parent ignores its end is lost to waiting, and nothing else.
    right = right and abs(by_wait - 5 * seconds) < 0.06 * expected
    print(f"a load of {expected:.2f} CPU s: {by_wait:.2f} by wait4, which misses {seconds:.2f} of it")
    return right


def main():
    if sys.argv[1:2] == ["--load"]:
        _load(float(sys.argv[2]))
        return 0
    if sys.argv[1:] == ["--check"]:
        return 0 if check() else 1
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", action="store_true", help="by kinds of processes, within some 20 ms each")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    chosen = parser.parse_args()
    used, wall, table = measured(chosen.command, chosen.kinds)
    for name, (seconds, count) in table.items() if chosen.kinds else ():
        print(f"{seconds:8.2f} CPU s  {count or '':>4} processes  {name}", file=sys.stderr)
    print(f"{used:8.2f} CPU s in {wall:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
