"""A patch for many bands at once: one ear, and beside the patch's band others that hear the same."""

import re

def nodes(text):
    """The nodes of a patch, by id, each as its lines are written; and what stands before and after them."""
    head, rest = re.split(r"^nodes:\n", text, maxsplit=1, flags=re.MULTILINE)
    body = re.match(r"(?:[ #].*\n|\n)*", rest)[0]
    found = {}
    for block in re.split(r"^(?=  - id: )", body, flags=re.MULTILINE)[1:]:
        plain = re.sub(r"^ *(#.*)?\n", "", block, flags=re.MULTILINE)
        found[re.match(r"  - id: (\S+)", block)[1]] = plain.rstrip()
    return head, found, rest[len(body):]


def wires(tail):
    """The wires, each as its two ends."""
    ends = []
    for line in re.findall(r"^  - (.* -> .*)$", tail, flags=re.MULTILINE):
        chain = [end.strip() for end in line.split("->")]
        ends += zip(chain, chain[1:])
    return ends


def kind(block):
    return re.search(r"^    kind: (\S+)", block, flags=re.MULTILINE)[1]


def ancestors(node, links):
    """The node, and those that reach it."""
    found, fresh = {node}, {node}
    while fresh:
        fresh = {source for source, target in links if target in fresh} - found
        found |= fresh
    return found


def rig(text, bands):
    """The patch with no more than its band needs, and a band for each of `bands`: what is added to the names
    of its nodes, and a setting that it has beside the patch's, or none.

    What sounds, shows or suggests is left out. What is left hears and plays as it does in the patch."""
    head, blocks, tail = nodes(text)
    ends = wires(tail)
    name = lambda end: end.split(".")[0]
    links = [(name(source), name(target)) for source, target in ends]
    band = next(node for node, block in blocks.items() if kind(block) == "accompaniment")
    clock = re.search(r"^clock: (\S+)", head, flags=re.MULTILINE)
    needed = ancestors(band, links) | (ancestors(clock[1], links) if clock else set())
    outs = {target for source, target in links
            if source == band and kind(blocks[target]) == "midi_out"}
    lines = [block for node, block in blocks.items() if node in needed - {band}]
    wired = [f"{source} -> {target}" for source, target in ends
             if name(source) in needed and name(target) in needed - {band}]
    for suffix, settings in bands.items():
        copy = {node: node + suffix for node in {band} | outs}
        for node in sorted(copy):
            block = re.sub(r"^  - id: .*$", f"  - id: {copy[node]}", blocks[node], count=1,
                           flags=re.MULTILINE)
            lines.append("\n".join([block] + ([f"    {settings}"] if node == band and settings else [])))
        wired += [f"{renamed(source, copy)} -> {renamed(target, copy)}" for source, target in ends
                  if name(target) == band or name(source) == band and name(target) in outs]
    return (head + "nodes:\n" + "\n".join(lines) + "\n\nwires:\n"
            + "".join(f"  - {wire}\n" for wire in wired))


def renamed(end, copy):
    node, dot, port = end.partition(".")
    return copy.get(node, node) + dot + port
