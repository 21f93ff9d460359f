"""What each analyser takes of a processor, in seconds for a second of sound."""

import resource
import subprocess

KINDS = ["onset", "tuner", "beat", "chroma", "chord", "key", "spectrum", "loudness", "descriptors",
         "structure"]
RUNS = 3


def patch(kinds, path):
    """A patch in which nodes of these kinds, each named for its kind, hear the recording."""
    nodes = "".join(f"  - {{id: {kind}, kind: {kind}}}\n" for kind in kinds)
    wires = "".join(f"  - input -> {kind}.in\n" for kind in kinds)
    path.write_text("version: 1\nnodes:\n  - {id: input, kind: capture}\n" + nodes
                    + ("wires:\n" + wires if wires else ""))
    return path


def work():
    """Processor time of the programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def costs(strumd, audio, seconds, scratch):
    """For each kind of node alone, and for all that hear the same sound together, beyond what a patch
    without any takes; the least of three runs."""
    def least(kinds):
        path, times = patch(kinds, scratch / "costs.yaml"), []
        for _ in range(RUNS):
            before = work()
            subprocess.run([strumd, "render", audio, "--patch", path, "--key", scratch / "k",
                            "--tail", "0", "--quiet"], check=True)
            times.append(work() - before)
        return min(times) / seconds
    bare = least([])
    rows = {kind: max(0.0, least([kind]) - bare) for kind in KINDS}
    return rows | {"all together": max(0.0, least(KINDS) - bare)}
