"""Takes the pictures of the page in docs/: scripts/screenshots.py STRUMD

The demo guitar plays, the band joins in, and each view is shown on a phone and on a large screen.
"""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "Tests/WebTests"))

from browser import Browser

PHONE, SCREEN = (360, 640), (1920, 1080)

#: Seconds until a view has settled.
SETTLED = 0.6

#: Notes when hardly anything sounded last: the take is played over and over, and between its end and its beginning is a
#: pause, though the chord may go on in it.
NOTE_PAUSES = """import("/page/link.js").then(({ on }) => {
  window.paused = performance.now();
  on("*", (address, peak) => { if (address.startsWith("/meter/") && peak < -40) window.paused = performance.now(); });
})"""

#: Holds while the listen view, and a little more, shows music only.
MUSIC = "performance.now() - window.paused > 14000"

#: Milliseconds from the address to the first letters.
PAINT = """new Promise((done) => new PerformanceObserver((list, observer) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (paint) { observer.disconnect(); done(paint.startTime); }
}).observe({ type: "paint", buffered: true }))"""

#: How often the page is opened to see how soon it shows something.
OPENINGS = 9

#: Holds once the form of the song is known, with the bars that are left of a part.
KNOWN = "document.getElementById('section').textContent.includes('−')"

#: The song of the demo take.
CHART = """{title: Demo}
{key: G}
{tempo: 116}
{start_of_grid: verse}
| G . . . | Em . . . | Cmaj7 . . . | D7 . . . |
{end_of_grid}
{start_of_grid: bridge}
| Bm7 . . . | E7 . . . | Am . . . | D7 . . . |
{end_of_grid}
"""

#: Notes when the chord became another one.
CHORD_CHANGES = """import("/page/link.js").then(({ on }) => {
  let symbol;
  on("/chord", (now) => { if (now !== symbol) [symbol, window.begun] = [now, performance.now()]; });
})"""

#: Holds as a chord with a tail begins, so that it is there for the picture, while others are known that may follow.
TAILED = """document.getElementById('chord').dataset.symbol?.length > 1 && document.querySelector('#trail .next')
  && performance.now() - window.begun < 700"""
CHORD = f"{TAILED} && {KNOWN}"


def page(strumd):
    """The page's address, once strumd says it; the rest of what it says is read away."""
    for line in strumd.stderr:
        found = re.search(r"the page is at (http://\S+)", line)
        if found:
            threading.Thread(target=strumd.stderr.read, daemon=True).start()
            return found[1]
    raise RuntimeError("strumd does not start")


def tell_first_paint(browser, address):
    """Says how soon the page shows something, in a browser that has none of it yet, and in one that runs on."""
    browser.call("Network.setCacheDisabled", cacheDisabled=True)
    times = []
    for _ in range(OPENINGS):
        browser.open("about:blank")
        browser.open(address)
        times.append(browser.run(PAINT))
    browser.call("Network.setCacheDisabled", cacheDisabled=False)
    print(f"screenshots: first paint after {times[0]:.0f} ms in a browser that has just begun, "
          f"then after {statistics.median(times[1:]):.0f} ms ({min(times[1:]):.0f} to {max(times[1:]):.0f})",
          flush=True)


def take(browser, name):
    time.sleep(SETTLED)
    browser.wait("document.getElementById('status').dataset.state === 'good'")
    file = root / "docs" / f"{name}.png"
    browser.picture(file)
    print(f"screenshots: {file.relative_to(root)}", flush=True)


def stage(browser):
    browser.run(CHORD_CHANGES)
    browser.wait(KNOWN, 240)
    for name, size, is_sunny in (
            ("page-phone", PHONE, False), ("page-phone-sun", PHONE, True), ("page-screen", SCREEN, False)):
        browser.size(*size)
        if is_sunny:
            browser.press("#theme")
        browser.wait(CHORD)
        take(browser, name)
        if is_sunny:
            browser.press("#theme")


def chart(browser, file):
    """The place in a chart that the band plays from."""
    browser.size(*PHONE)
    browser.run(f"""import("/page/link.js").then(({{ send }}) => send("/chart/load", {json.dumps(str(file))}))""")
    browser.wait("document.getElementById('section').textContent.startsWith('bridge')", 120)
    browser.wait(TAILED)
    take(browser, "page-phone-chart")
    browser.run("""import("/page/link.js").then(({ send }) => send("/chart/load", ""))""")


def listen(browser):
    browser.size(*SCREEN)
    browser.press("[data-view=listen]")
    browser.press("#colours:not([hidden])")
    browser.run(NOTE_PAUSES)
    browser.wait("window.paused")
    browser.wait(MUSIC, 120)
    take(browser, "page-listen-screen")
    browser.size(*PHONE)
    take(browser, "page-listen-phone")


def rig(browser):
    browser.press("[data-view=rig]")
    browser.wait("document.querySelector('.wire.active')")
    browser.run("document.querySelector('[data-node=band]').scrollIntoView({ inline: 'center' })")
    take(browser, "page-rig-phone")
    browser.press("#whole")
    take(browser, "page-rig-phone-whole")
    browser.press("#whole")
    browser.size(*SCREEN)
    browser.run("document.getElementById('board').scrollTo(0, 0)")
    browser.press("[data-key='node room']")
    browser.wait("document.querySelector('#panel output')")
    take(browser, "page-rig-screen")


def main(program):
    scratch = tempfile.TemporaryDirectory()
    folder = pathlib.Path(scratch.name)
    patch, song = folder / "trio.yaml", folder / "demo.cho"
    patch.write_text((root / "patches/trio.yaml").read_text())
    song.write_text(CHART)
    strumd = subprocess.Popen(
        [program, "run", "--patch", patch, "--input", root / "demo/take.flac",
         "--loop", "--osc-port", "0", "--web-port", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        with Browser() as browser:
            browser.size(*PHONE)
            tell_first_paint(browser, page(strumd))
            browser.wait("document.getElementById('status').dataset.state !== 'lost'")
            stage(browser)
            chart(browser, song)
            listen(browser)
            rig(browser)
    finally:
        strumd.terminate()
        strumd.wait()
        scratch.cleanup()


if __name__ == "__main__":
    main(*sys.argv[1:])
