# SPDX-License-Identifier: Apache-2.0
"""A standalone cluster on loopback: a master and some workers, for a laptop and for tests."""
import os
import shutil
import socket
import subprocess
import tempfile
import time

#: Short-lived virtual machines: the second compiler and collectors in threads of their own would not pay.
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
#: One core a worker; nothing is compressed on its way through memory and loopback, nothing is reported to anybody.
SETTINGS = {
    "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.cores": "1", "spark.executor.memory": "512m",
    "spark.driver.extraJavaOptions": JAVA, "spark.executor.extraJavaOptions": JAVA,
    "spark.executorEnv.PYTHONDONTWRITEBYTECODE": "1",
    "spark.shuffle.compress": "false", "spark.shuffle.spill.compress": "false",
    "spark.broadcast.compress": "false", "spark.locality.wait": "0",
    "spark.executor.heartbeatInterval": "30s",
}


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class LocalCluster:
    """A cluster that ends with its block."""

    def __init__(self, workers):
        self._workers = workers
        self.processes = []

    def __enter__(self):
        import pyspark

        home = os.path.dirname(pyspark.__file__)
        self._folder = tempfile.mkdtemp(prefix="bitext-cluster-")
        port = _free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self._environment = {
            **os.environ, "SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_DIRS": self._folder,
            "SPARK_DAEMON_JAVA_OPTS": JAVA}
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        self._class = os.path.join(home, "bin", "spark-class")
        self._start("master.Master", "--host", "127.0.0.1", "--port", str(port))
        deadline = time.monotonic() + 600
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline or self.processes[0].poll() is not None:
                    self.__exit__()
                    raise RuntimeError("Spark's master did not start; is Java 17 there?") from None
                time.sleep(0.2)
        for number in range(self._workers):
            self._start(
                "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                "--work-dir", os.path.join(self._folder, f"worker-{number}"), self.url)
        return self

    def _start(self, name, *arguments):
        log = open(os.path.join(self._folder, f"log-{len(self.processes)}"), "wb")
        with log:
            self.processes.append(subprocess.Popen(
                [self._class, f"org.apache.spark.deploy.{name}", "--webui-port", "0", *arguments],
                env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
        return False
