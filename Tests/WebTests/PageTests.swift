import Foundation
import OSCControl
import Testing

@testable import Web

/// The page in a Chromium that nobody sees.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")))
struct PageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path

  private func publishSong(_ rig: WebRig) {
    rig.server.publish(
      "/chord",
      ["F#m7b5", "F#:hdim7", "F#", "hdim7"].map(OSCArgument.string) + [.float(0.9), .float(1)])
    rig.server.publish("/beat", [.int(12), .int(3), .int(4), .float(112), .float(0.9)])
    rig.server.publish("/tempo", [.float(112.4)])
    rig.server.publish(
      "/key", ["E minor", "E", "minor"].map(OSCArgument.string) + [.float(0.8), .float(1)])
    rig.server.publish(
      "/section",
      [.string("B"), .float(1), .float(8), .float(8), .float(0.9), .float(1)])
    rig.server.publish(
      "/suggest", [.float(2), .float(8), .string("B7"), .float(0.6), .string("Em"), .float(0.2)])
    rig.server.publish("/band/next", [.string("ending"), .float(3), .string("B")])
    rig.server.publish("/engine/xruns", [.int(0), .int(0)])
  }

  /// A busy machine that runs tests is given more time than a player is.
  @Test func `the stage can be read at three metres, pressed with a thumb, and comes back`() throws
  {
    let rig = try WebRig()
    publishSong(rig)
    let output = try rig.python(
      """
      sys.path.insert(0, \(Self.quoted))
      from browser import Browser, PALE, SMALL, CUT, GLYPH
      with Browser() as browser:
        for width, height in ((360, 640), (640, 360), (1920, 1080)):
          browser.size(width, height)
          browser.open(f"http://127.0.0.1:{port}/")
          browser.wait("document.getElementById('chord').dataset.symbol === 'F#m7b5'")
          browser.wait("document.querySelector('[data-send=\\"/tap\\"]')")
          print(browser.run(GLYPH) >= 0.25, browser.run(SMALL), browser.run(CUT))
          for theme in ("dark", "sun"):
            browser.run(f"document.documentElement.dataset.theme = '{theme}'")
            print(browser.run(PALE))
        print(browser.run("document.getElementById('chord').innerText.replace(/\\s/g, '')"))
        print(browser.run("['bar', 'tempo', 'key', 'section'].map((i) => document.getElementById(i).textContent).join()"))
        print(browser.run("[...document.querySelectorAll('#beats li')].map((i) => Number(i.classList.contains('now'))).join('')"))
        print(browser.run("[...document.querySelectorAll('#trail li')].map((i) => i.textContent).join()"))
        print(browser.run("document.querySelector('#part dt').textContent"))
        print(browser.run("document.getElementById('status').textContent.trim()"))
        browser.press("#panic")
        browser.press("[data-send='/tap']")
        browser.run("window.lost = 0; new MutationObserver(() => { if (document.getElementById('status').dataset.state === 'lost') lost = performance.now(); }).observe(document.getElementById('status'), {attributes: true})")
        print("now")
        browser.wait("window.lost > 0")
        browser.wait("document.getElementById('status').dataset.state === 'good'")
        print(browser.run("performance.now() - lost < 2000"))
        print(browser.run("performance.getEntriesByName('first-contentful-paint')[0].startTime < 2000"))
      """
    ) { rig.web.dropSockets() }
    let sizes = ["True [] []", "[]", "[]"]
    #expect(
      output.split(separator: "\n").map(String.init)
        == sizes + sizes + sizes + [
          "F♯m7♭5", "12.3,112,E minor,B −5", "0010", "F♯m7♭5,B7,Em", "ending in 3", "ready",
          "now", "True", "True",
        ])
    #expect(rig.target.commands.contains(.panic))
    #expect(
      rig.target.commands.contains { command in
        if case .tap = command { true } else { false }
      })
  }

  @Test func `the band is heard in the browser, until it is not wanted any more`() throws {
    let rig = try WebRig()
    let output = try rig.python(
      """
      sys.path.insert(0, \(Self.quoted))
      from browser import Browser
      def loud(browser): return browser.run("import('/page/play.js').then((play) => play.level() > 0.001)")
      with Browser() as browser:
        browser.size(360, 640)
        browser.open(f"http://127.0.0.1:{port}/")
        browser.wait("document.getElementById('status').dataset.state === 'good'")
        print(loud(browser))
        browser.press("#play")
        browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'true'")
        time.sleep(1)
        print("now")
        end = time.monotonic() + 20
        while not loud(browser) and time.monotonic() < end: time.sleep(0.05)
        print(loud(browser))
        browser.run("navigator.requestMIDIAccess = undefined")
        browser.press("#play")
        browser.wait("document.getElementById('play').getAttribute('aria-pressed') === 'false'")
        print(loud(browser))
      """
    ) { rig.web.tell(PlayedMessage(time: 12.25, port: "keys", bytes: [0x90, 60, 100])) }
    #expect(output == "False\nnow\nTrue\nFalse\n")
  }

  private static var quoted: String { "\"\(folder)\"" }
}
