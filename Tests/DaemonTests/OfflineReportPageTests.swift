import Foundation
import Sound
import TestSupport
import Testing

@testable import Daemon

/// The report of a take, in a Chromium that nobody sees.
@Suite(
  .timeLimit(.minutes(10)),
  .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")))
struct OfflineReportPageTests {
  private static let script = """
    import sys
    sys.path.insert(0, sys.argv[1])
    from browser import Browser, PALE, SMALL
    with Browser() as browser:
      browser.before("window.faults = []; window.onerror = (text) => faults.push(text);")
      for width, height in ((360, 640), (1400, 900)):
        browser.size(width, height)
        browser.open(sys.argv[2])
        browser.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        print(browser.run("faults"), browser.run("document.documentElement.scrollWidth <= innerWidth"))
        for theme in ("light", "dark"):
          browser.run(f"document.documentElement.dataset.theme = '{theme}'")
          print(browser.run(PALE), browser.run(SMALL))
        print(browser.run(\"\"\"lanes.map(({ name }) => name).join()\"\"\"))
        print(browser.run(\"\"\"(() => {
          const { width, height } = canvas;
          const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          return new Set(data.filter((_, index) => index % 4 === 0)).size > 20;
        })()\"\"\"))
        browser.run("canvas.focus()")
        browser.key("+")
        print(browser.run("view.end - view.start < 9"))
    """

  @Test func `a take is drawn, can be read, and is zoomed by the keys`() throws {
    let scratch = try ScratchFolder()
    let root = Checkout.root
    let file = try AudioFile.read(root + "/demo/take.flac", rate: nil)
    let samples = Array(file.channels[0].prefix(Int(9 * file.sampleRate)))
    let input = try scratch.wave("take.wav", [samples], rate: file.sampleRate)
    let page = scratch.path("take.html")
    let status = RenderCommand.run(
      [input, "--patch", root + "/patches/trio.yaml", "--quiet", "--report", page])
    #expect(status == 0)
    let process = try LiveProcess(
      [Checkout.python, "-c", Self.script, root + "/Tests/WebTests", "file://" + page],
      environment: [:], output: scratch.path("said"))
    let lines = try process.end(seconds: 200).split(separator: "\n").map(String.init)
    let lanes = "bars,sections,key,chords,sound,chroma,beats,tempo,drums,bass,comping"
    #expect(
      lines
        == Array(repeating: ["[] True", "[] []", "[] []", lanes, "True", "True"], count: 2)
        .flatMap(\.self))
  }
}
