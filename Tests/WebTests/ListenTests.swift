import Foundation
import OSCControl
import Testing

@testable import Web

extension BrowserTests {
  /// The listen view in a Chromium that nobody sees.
  struct ListenTests {
    @Test func `what is heard is drawn, and what the band plays as a piano roll`() throws {
      let rig = try WebRig()
      rig.server.publish(
        "/key", ["E minor", "E", "minor"].map(OSCArgument.string) + [.float(0.8), .float(1)])
      let output = try SharedBrowser.run(
        rig,
        """
        def ink(browser, name):
          browser.run(f"window.wanted = getComputedStyle(document.documentElement).getPropertyValue('{name}')")
          return browser.run(\"\"\"(() => {
            const canvas = document.getElementById('scroll');
            const wanted = parseInt(window.wanted.trim().slice(1), 16);
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            let count = 0;
            for (let at = 0; at < data.length; at += 4) count += (data[at] << 16 | data[at + 1] << 8 | data[at + 2]) === wanted;
            return count; })()\"\"\")
        with Browser() as browser:
          for width, height in ((360, 640), (1920, 1080)):
            browser.size(width, height)
            browser.open(page)
            browser.wait("document.getElementById('status').dataset.state === 'good'")
            browser.press("[data-view=listen]")
            browser.wait("!document.getElementById('colours').hidden")
            for theme in ("sun", "dark"):
              browser.run(f"document.documentElement.dataset.theme = '{theme}'")
              print(browser.run(SMALL), browser.run(PALE))
          print(ink(browser, "--roll-1"), ink(browser, "--good"))
          browser.wait("import('/page/band.js').then((band) => band.isOpen())")
          print("now")
          browser.wait("import('/page/roll.js').then((roll) => roll.kept().length === 3)")
          print(browser.run("import('/page/roll.js').then((roll) => roll.kept().map(({ port, key, end }) => [port, key, end > 0].join()).join(' '))"))
          end = time.monotonic() + patience
          while not (ink(browser, "--roll-1") > 100 and ink(browser, "--roll-2") > 20 and ink(browser, "--good") > 20) and time.monotonic() < end: time.sleep(0.1)
          print(ink(browser, "--roll-1") > 100, ink(browser, "--roll-2") > 20, ink(browser, "--good") > 20)
          browser.press("#colours")
          browser.wait("document.getElementById('colours').hidden")
          browser.press("[data-view=stage]")
          browser.wait("import('/page/band.js').then((band) => !band.isOpen())")
        """
      ) {
        rig.awaitListener()
        rig.server.publish("/onset", [.float(0.9), .float(12)])
        let messages: [(Double, String, [UInt8])] = [
          (12.2, "bass", [0x91, 40, 127]), (12.22, "drums", [0x99, 36, 127]),
          (12.23, "bass", [0x81, 40, 0]), (12.24, "bass", [0x91, 43, 127]),
        ]
        for (time, port, bytes) in messages {
          rig.web.tell(PlayedMessage(time: time, port: port, bytes: bytes))
        }
      }
      #expect(
        output == ["[] []", "[] []", "[] []", "[] []", "0 0", "now"] + [
          "bass,40,true drums,36,false bass,43,false", "True True True",
        ])
      rig.turn(until: { !rig.target.board.edits.isEmpty })
      #expect(
        rig.target.board.edits == [
          [.addNode(id: "chroma", kind: "chroma", values: []), .addWire("clean.out -> chroma")]
        ])
    }

    @Test func `what the patch has is looked up again after a lost connection`() throws {
      let rig = try WebRig()
      let output = try SharedBrowser.run(
        rig,
        """
        with Browser() as browser:
          browser.open(page)
          browser.wait("document.getElementById('status').dataset.state === 'good'")
          browser.press("[data-view=listen]")
          browser.wait("!document.getElementById('colours').hidden")
          browser.run("document.getElementById('colours').hidden = true")
          print("now")
          browser.wait("!document.getElementById('colours').hidden")
        """
      ) { rig.web.dropSockets() }
      #expect(output == ["now"])
    }
  }
}
