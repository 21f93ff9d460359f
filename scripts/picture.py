#!/usr/bin/env python3
"""Draws what a terminal shows, from standard input, as an SVG: scripts/picture.py <screen >picture.svg

    tmux capture-pane -p | scripts/picture.py >docs/running.svg
"""

import html
import sys

WIDTH, HEIGHT, MARGIN = 9, 20, 16


def row(number: int, line: str) -> str:
    """A line of the screen: full blocks as rectangles, which join without gaps, the rest as text."""
    top = MARGIN + number * HEIGHT
    parts = []
    for column, character in enumerate(line):
        left = MARGIN + column * WIDTH
        if character in "█░":
            shade = "#e8e6df" if character == "█" else "#3b3e45"
            parts.append(f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="{shade}"/>')
        elif character != " ":
            parts.append(f'<text x="{left}" y="{top + 15}">{html.escape(character)}</text>')
    return "".join(parts)


def main() -> None:
    lines = [line.rstrip() for line in sys.stdin.read().rstrip().splitlines()]
    width = 2 * MARGIN + WIDTH * max(map(len, lines))
    height = 2 * MARGIN + HEIGHT * len(lines)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">')
    print(f'<rect width="{width}" height="{height}" rx="8" fill="#16181d"/>')
    print('<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15" fill="#e8e6df">')
    print("\n".join(row(number, line) for number, line in enumerate(lines)))
    print("</g></svg>")


if __name__ == "__main__":
    main()
