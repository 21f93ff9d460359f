"""Writes SuperCollider synth definitions (file format 2) and non-realtime scores."""

import struct


def pascal(text: str) -> bytes:
    return bytes([len(text)]) + text.encode()


def definition(name: str, constants: list[float], units: list[tuple]) -> bytes:
    """A definition without parameters; a unit is (class, rate, inputs, outputs), an input
    (unit, output), with unit -1 for a constant."""
    data = b"SCgf" + struct.pack(">ih", 2, 1) + pascal(name)
    data += struct.pack(">i", len(constants))
    data += b"".join(struct.pack(">f", value) for value in constants)
    data += struct.pack(">ii", 0, 0)
    data += struct.pack(">i", len(units))
    for kind, rate, inputs, outputs in units:
        data += pascal(kind) + struct.pack(">biih", rate, len(inputs), len(outputs), 0)
        data += b"".join(struct.pack(">ii", *each) for each in inputs)
        data += bytes(outputs)
    return data + struct.pack(">h", 0)


def filter_chain(count: int) -> bytes:
    """White noise through `count` second-order low-pass filters at 8 kHz."""
    units = [("WhiteNoise", 2, [], [2])]
    units += [("LPF", 2, [(index, 0), (-1, 0)], [2]) for index in range(count)]
    units.append(("Out", 2, [(-1, 1), (count, 0)], []))
    return definition("chain", [8000.0, 0.0], units)


def idle() -> bytes:
    """Two units at control rate: as little as a synth can do."""
    return definition(
        "idle", [0.0], [("DC", 1, [(-1, 0)], [1]), ("Out", 1, [(-1, 0), (0, 0)], [])]
    )


def message(address: str, *arguments) -> bytes:
    def padded(data: bytes) -> bytes:
        return data + bytes(4 - len(data) % 4)

    tags, body = ",", b""
    for argument in arguments:
        if isinstance(argument, int):
            tags, body = tags + "i", body + struct.pack(">i", argument)
        elif isinstance(argument, str):
            tags, body = tags + "s", body + padded(argument.encode())
        else:
            blob = struct.pack(">i", len(argument)) + argument
            tags, body = tags + "b", body + blob + bytes(-len(blob) % 4)
    return padded(address.encode()) + padded(tags.encode()) + body


def score(path: str, synthdef: bytes, name: str, copies: int, seconds: float) -> None:
    """A score that lets `copies` synths run for `seconds`."""
    bundles = [(0.0, [message("/d_recv", synthdef)])]
    bundles += [
        (0.0, [message("/s_new", name, 1000 + index, 1, 0)]) for index in range(copies)
    ]
    bundles.append((seconds, [message("/c_set", 0, 0)]))
    with open(path, "wb") as file:
        for time, messages in bundles:
            tag = struct.pack(">II", int(time), int(time % 1 * 2**32))
            body = b"#bundle\0" + tag
            body += b"".join(struct.pack(">i", len(each)) + each for each in messages)
            file.write(struct.pack(">i", len(body)) + body)
