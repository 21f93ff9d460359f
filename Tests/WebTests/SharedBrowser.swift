import Foundation
import TestSupport
import Testing

@testable import Web

/// One Chromium for all tests of the page; it ends with them, since it reads from us.
final class SharedBrowser {
  nonisolated(unsafe) private static let shared = SharedBrowser()
  private let process = Process()
  private let input = Pipe()
  private let address: String

  private init() {
    let output = Pipe()
    process.executableURL = URL(filePath: Checkout.python)
    process.arguments = ["-u", Self.folder + "/browser.py"]
    process.standardInput = input
    process.standardOutput = output
    try? process.run()
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte != Data([10]),
      !byte.isEmpty
    { line += byte }
    address = String(decoding: line, as: UTF8.self)
  }

  private static let folder = Checkout.path("Tests/WebTests")

  /// Runs a Python script, in which `Browser` and what it is asked with are known, against the page
  /// of `rig`; see ``WebRig/python(_:environment:now:)``.
  static func run(
    _ rig: WebRig, _ script: String, now event: () -> Void = {}
  ) throws -> [String] {
    let head = """
      sys.path.insert(0, "\(folder)")
      from browser import Browser, PALE, SMALL, CUT, COVERED, WIDE, GLYPH, COUNTED
      page = f"http://127.0.0.1:{port}/"

      """
    return try rig.python(
      head + script, environment: ["STRUMD_BROWSER": shared.address], now: event
    ).split(separator: "\n").map(String.init)
  }
}

/// All tests that drive the browser, one after the other.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")))
enum BrowserTests {}
