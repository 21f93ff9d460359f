"""Takes the pictures of the page in docs/: scripts/screenshots.py STRUMD

The demo guitar plays, the band joins in, and each view is shown on a phone and on a large screen.
"""

import pathlib
import re
import subprocess
import sys
import threading
import time

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "Tests/WebTests"))

from browser import Browser

PHONE, SCREEN = (360, 640), (1920, 1080)

#: Seconds after which the form of the demo is known, and of sound that the listen view shows.
KNOWN, SHOWN = 45, 14


def page(strumd):
    """The page's address, once strumd says it; the rest of what it says is read away."""
    for line in strumd.stderr:
        found = re.search(r"the page is at (http://\S+)", line)
        if found:
            threading.Thread(target=strumd.stderr.read, daemon=True).start()
            return found[1]
    raise RuntimeError("strumd does not start")


def take(browser, name, size):
    browser.size(*size)
    time.sleep(1)
    file = root / "docs" / f"{name}.png"
    browser.picture(file)
    print(f"screenshots: {file.relative_to(root)}", flush=True)


def main(program):
    strumd = subprocess.Popen(
        [program, "run", "--patch", root / "patches/trio.yaml", "--input", root / "demo/take.flac",
         "--loop", "--osc-port", "0", "--web-port", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        with Browser() as browser:
            browser.size(*PHONE)
            browser.open(page(strumd))
            browser.wait("document.getElementById('status').dataset.state !== 'lost'")
            browser.press("[data-view=listen]")
            browser.press("#colours:not([hidden])")
            time.sleep(KNOWN)
            browser.press("[data-view=stage]")
            browser.wait("document.getElementById('chord').dataset.symbol?.length > 0")
            take(browser, "page-phone", PHONE)
            browser.press("#theme")
            take(browser, "page-phone-sun", PHONE)
            browser.press("#theme")
            take(browser, "page-screen", SCREEN)
            browser.press("[data-view=listen]")
            time.sleep(SHOWN)
            take(browser, "page-listen-screen", SCREEN)
            take(browser, "page-listen-phone", PHONE)
            browser.press("[data-view=rig]")
            browser.wait("document.querySelector('.wire.active')")
            take(browser, "page-rig-phone", PHONE)
            browser.size(*SCREEN)
            time.sleep(1)
            browser.press("[data-key='node room']")
            browser.wait("document.querySelector('#panel output')")
            take(browser, "page-rig-screen", SCREEN)
    finally:
        strumd.terminate()
        strumd.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
