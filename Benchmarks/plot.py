"""The plot of a report: how much of what a peer takes we take."""

import html
import math

WIDTH, ROW, LEFT, TOP = 880, 30, 430, 40


def ratios(rows: list[tuple[str, str, float]]) -> str:
    """Bars of ours against the peer's, (what, peer, ratio) each, on a logarithmic scale."""
    height = TOP + ROW * len(rows) + 16
    low = min(0.01, *(ratio for _, _, ratio in rows))
    high = max(2, *(ratio for _, _, ratio in rows))

    def x(ratio: float) -> float:
        share = math.log(ratio / low) / math.log(high / low)
        return LEFT + share * (WIDTH - LEFT - 70)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">',
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#16181d"/>',
        '<g font-family="sans-serif" font-size="11" fill="#c9c5ba">',
        f'<text x="{x(1):.0f}" y="16" text-anchor="middle">as much as the peer</text>',
        f'<path d="M{x(1):.0f} 22V{height - 10}" stroke="#e8e6df" stroke-dasharray="3 3"/>',
    ]
    for row, (what, peer, ratio) in enumerate(rows):
        y = TOP + row * ROW
        start, end = sorted((x(low), x(ratio)))
        colour = "#6fbf8b" if ratio <= 1 else "#e0a458"
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 8}" text-anchor="end">{html.escape(what)}</text>',
            f'<text x="{LEFT - 8}" y="{y + 20}" text-anchor="end" font-size="9" fill="#8b8f98">'
            f'{html.escape(peer)}</text>',
            f'<rect x="{start:.0f}" y="{y}" width="{max(2, end - start):.0f}" height="16" rx="2" '
            f'fill="{colour}"/>',
            f'<text x="{end + 6:.0f}" y="{y + 12}">{ratio:.2g}</text>',
        ]
    return "\n".join([*parts, "</g></svg>"]) + "\n"
