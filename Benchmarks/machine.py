"""Where the programs are, and a JACK server to run them at."""

import os
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ENGINE = ROOT / ".build/release/EngineBenchmark"
STRUMD = ROOT / ".build/release/strumd"


class Server:
    """A dummy JACK server of our own, and whatever runs at it."""

    def __init__(self, name: str, frames: int):
        self.environment = dict(os.environ, JACK_DEFAULT_SERVER=name, JACK_NO_AUDIO_RESERVATION="1")
        self.process = subprocess.Popen(
            ["jackd", "-n", name, "-R", "-P", "20", "-d", "dummy", "-r", "48000", "-p", str(frames)],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.5)

    def launch(self, *command) -> subprocess.Popen:
        """Starts a program here, without waiting for it."""
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self, *command) -> subprocess.Popen:
        """Starts a program here, and gives it time to come up."""
        process = self.launch(*command)
        time.sleep(2)
        return process

    def stop(self, *processes) -> None:
        for process in (*processes, self.process):
            process.terminate()
            process.wait(timeout=10)
