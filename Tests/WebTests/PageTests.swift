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
          "F♯m7♭5", "12.3,112,E minor,B −5", "0010", "ready", "now", "True", "True",
        ])
    #expect(rig.target.commands.contains(.panic))
    #expect(
      rig.target.commands.contains { command in
        if case .tap = command { true } else { false }
      })
  }

  private static var quoted: String { "\"\(folder)\"" }
}
