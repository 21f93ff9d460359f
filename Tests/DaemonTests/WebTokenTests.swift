import Foundation
import TestSupport
import Testing

@testable import Daemon

/// The file that holds what callers from other machines have to know.
@Suite struct WebTokenTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test func `where there is no file, one is made, and holds from then on`() throws {
    let path = scratch.path("token")
    let token = try WebToken(file: path).text
    #expect(token.count == 32)
    #expect(try scratch.text("token") == token + "\n")
    #expect(try WebToken(file: path).text == token)
  }

  @Test func `an empty file is filled`() throws {
    let path = try scratch.write("", to: "token")
    #expect(try WebToken(file: path).text + "\n" == scratch.text("token"))
  }

  @Test(arguments: ["secret\n", "\n", "open sesame, open sesame\n"])
  func `a file that holds something else stays as it is`(content: String) throws {
    let path = try scratch.write(content, to: "token")
    let failure = try #require(throws: PatchFailure.self) { try WebToken(file: path) }
    #expect(try scratch.text("token") == content)
    #expect(failure.text.contains("\(path) begins with no token of 16 characters or more"))
    #expect(failure.text.contains("write one there, or remove the file"))
  }
}
