"""The page that `make eval-band` writes: tables, and a plot of how often the bass is right."""

import html
import math
import re
import statistics

from band_scores import Scores, median, share

TURNS = {1: "first", 2: "second", 3: "third on"}
# What the band is to reach: of bass and comping, percent, by how often the progression has come round.
GOALS = {"bass": {1: 88, 2: None, 3: 97}, "comping": {1: 88, 2: None, 3: 95}}
GROUPS = {"steady": "steady", "ramp": "ramps of 15 %", "step": "steps of 8 %"}
COLOURS = ["#6fbf8b", "#e0a458", "#c792d6", "#7aa2d8", "#8b8f98"]


def number(value, form=".1f"):
    return "–" if value != value else "never" if math.isinf(value) else format(value, form)


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines] + [""]


def remark(page):
    """The paragraph of a page that is written by hand: what is not reached, and why."""
    found = re.search(r"^What is not reached:.*?\n$", page, flags=re.MULTILINE | re.DOTALL)
    return [found[0]] if found else []


class Page:
    """Rows are (folder, take, scores by band); `before` is the page as it was, of which the remark is kept."""

    def __init__(self, rows, bands, cost, before=""):
        self.rows, self.bands, self.cost, self.before = rows, bands, cost, before
        self.folders = list(dict.fromkeys(folder for folder, _, _ in rows))

    def scores(self, band, folder, group=""):
        total = Scores()
        for place, take, result in self.rows:
            if place == folder and take.startswith(group) and band in result:
                total.add(result[band])
        return total

    def text(self):
        lines = [
            "# The band, measured", "",
            "`make eval-band` has the band play to takes whose chords and beats are known, live mode, "
            "through `patches/trio.yaml`, and wrote this page; `make eval-band TAKES=folder` adds a "
            "folder of yours (`.lab` and `.beats` beside each recording). Beside it: the same band that "
            "plays only chords it has heard (`harmony: heard`), the band with a "
            "[chart](charts.md) of the first pass, [MMA](https://www.mellowood.ca/mma/) "
            "from the *true* chords at the take's mean tempo, and a loop of MMA's first pass at that "
            "pass's tempo, as a looper would have it.", "",
            "Times are told against beats and chords as they are written down: a player's strokes scatter about "
            "them by 3 to 8 ms, a strum takes up to 30 ms, and the band's own players by some ms, as the "
            "style has it.", "",
            *remark(self.before),
            "![share of bass notes on a chord tone](accuracy-band.svg)", "",
        ]
        for folder in self.folders:
            lines += self.section(folder)
        return "\n".join(lines + self.costs())

    def section(self, folder):
        takes = [take for place, take, _ in self.rows if place == folder]
        named = "Takes made for this" if folder == "band-takes" else f"Takes of `{folder}`"
        return ([f"## {named} ({len(takes)})", ""] + self.harmony(folder) + self.time(folder)
                + self.each(folder))

    def harmony(self, folder):
        head = ["Band"] + [f"{part}, {turn}" for part in GOALS for turn in TURNS.values()] + [
            "late, first", "late, later", "missed"]
        goal = ["*to reach*"] + [f"*{GOALS[part][turn]}*" if GOALS[part][turn] else "" for part in
                                 GOALS for turn in TURNS] + ["*0.25*", "*0*", ""]
        rows = [goal]
        for band in self.bands:
            scores = self.scores(band, folder)
            late = scores.late
            later = late[2] + late[3]
            rows.append(
                [band] + [number(share(getattr(scores, part)[turn])) for part in GOALS
                          for turn in TURNS]
                + [number(median(late[1]), ".3f"), number(median(late[3]), ".3f"),
                   number(share([wait is None for wait in late[1] + later]))])
        return ["Percent of notes on a tone of the true chord, by how often the progression had come "
                "round; median seconds from a true change to the band's first note of the new chord "
                "(first pass; third and later), and percent of changes that it never played.", ""
                ] + table(head, rows)

    def time(self, folder):
        head = ["Band", "Takes", "mean distance, ms", "scatter, ms", "beats missed, %", "caught after"]
        rows = [["*to reach*", "steady", "*12*", "*6*", "*0*", ""],
                ["", "steps", "", "", "", "*4*"]]
        groups = GROUPS if any(take.startswith("steady") for place, take, _ in self.rows
                               if place == folder) else {"": "all"}
        for group, name in groups.items():
            for band in self.bands:
                scores = self.scores(band, folder, group)
                hits = [gap for take in scores.asynchrony for gap in take]
                scatter = [statistics.pstdev(take) for take in scores.asynchrony if len(take) > 1]
                caught = ", ".join("never" if wait is None else str(wait) for wait in scores.caught)
                rows.append([
                    band, name,
                    number(1000 * statistics.mean(map(abs, hits))) if hits else "–",
                    number(1000 * statistics.mean(scatter)) if scatter else "–",
                    number(100 - share(scores.struck)), caught])
        return ["Drums and bass against the true beats, from the band's fifth bar on: how far from the "
                "beat, the scatter within a take, beats that nothing came within 70 ms of, and beats "
                "until four in a row were within 35 ms after the tempo stepped.", ""
                ] + table(head, rows)

    def each(self, folder):
        head = ["Take", "bass, first", "bass, third on", "comping, third on", "late, third on",
                "distance, ms", "scatter, ms", "beats missed, %"]
        rows = []
        for place, take, result in self.rows:
            if place != folder:
                continue
            scores = result[self.bands[0]]
            hits = [gap for one in scores.asynchrony for gap in one]
            rows.append([
                take, number(share(scores.bass[1])), number(share(scores.bass[3])),
                number(share(scores.comping[3])), number(median(scores.late[3]), ".3f"),
                number(1000 * statistics.mean(map(abs, hits))) if hits else "–",
                number(1000 * statistics.pstdev(hits)) if hits else "–",
                number(100 - share(scores.struck))])
        return ["Take by take, strumd:", ""] + table(head, rows)

    def costs(self):
        rows = []
        for band in self.bands:
            moved = [step for folder in self.folders
                     for step in self.scores(band, folder).movement]
            rows.append([band, number(statistics.mean(moved), ".2f") if moved else "–"])
        lines = ["## Voices and cost", "",
                 "Semitones that a voice of the comping moves from a chord to the next, to be 2 at most:",
                 ""] + table(["Band", "Semitones"], rows)
        return lines + ["What the band takes: composing by `Benchmarks/Band` (all styles, processor "
                        "time), the audio thread by the ledger's median cycle.", ""] + table(
            ["What", "Figure", "To reach"],
            [["composing, percent of a core", number(self.cost["composing"], ".3f"), "2 with the next"],
             ["on the audio thread, percent of a core", number(self.cost["audio thread"], ".3f"), ""],
             ["composing a bar, p50, ms", number(self.cost["bar p50"], ".3f"), ""],
             ["composing a bar, p99, ms", number(self.cost["bar p99"], ".3f"), "5"]]) + [
            "How well the next chord is told beside n-grams is in the [model's card](../training/CHORDS-LM.md#what-it-can-do); "
            "that voices keep their range and spacing, and no note is left sounding, over all styles and 500 "
            "progressions of chance, is a test (`VoiceLeadingTests`, `CleanlinessTests`).", ""]

    def data(self):
        """All figures, for a program."""
        result = {"cost": self.cost, "takes": []}
        for folder, take, scores in self.rows:
            result["takes"].append({"folder": folder, "take": take, "bands": {
                band: {
                    "bass": {turn: share(values) for turn, values in found.bass.items()},
                    "comping": {turn: share(values) for turn, values in found.comping.items()},
                    "late": {turn: values for turn, values in found.late.items()},
                    "asynchrony": [1000 * gap for one in found.asynchrony for gap in one],
                    "struck": share(found.struck), "caught": found.caught,
                    "movement": (statistics.mean(found.movement) if found.movement else None),
                } for band, found in scores.items()}})
        return blank(result)

    def summary(self):
        return "\n".join(line for line in self.text().splitlines() if line.startswith(("|", "##")))

    def plot(self):
        """Bars: the share of bass notes on a chord tone, by band, pass and folder."""
        left, width, row = 230, 880, 15
        parts, y = [], 20
        for folder in self.folders:
            parts.append(f'<text x="16" y="{y}" font-size="13">{html.escape(folder)}</text>')
            y += 10
            for turn, name in TURNS.items():
                for place, band in enumerate(self.bands):
                    value = share(self.scores(band, folder).bass[turn])
                    if value != value:
                        continue
                    label = f"{band}, {name}"
                    length = (width - left - 60) * max(0, value - 40) / 60
                    parts += [
                        f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{html.escape(label)}</text>',
                        f'<rect x="{left}" y="{y + 1}" width="{length:.0f}" height="{row - 3}" rx="2" '
                        f'fill="{COLOURS[place]}"/>',
                        f'<text x="{left + length + 6:.0f}" y="{y + 11}">{value:.1f} %</text>']
                    y += row
                y += 6
            y += 18
        head = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" width="{width}">',
                f'<rect width="{width}" height="{y}" rx="8" fill="#16181d"/>',
                '<g font-family="sans-serif" font-size="11" fill="#c9c5ba">']
        return "\n".join([*head, *parts, "</g></svg>"]) + "\n"


def blank(value):
    """The same, with null for what is not a number."""
    if isinstance(value, dict):
        return {key: blank(item) for key, item in value.items()}
    if isinstance(value, list):
        return [blank(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
