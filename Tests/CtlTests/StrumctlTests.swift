import ArgumentParser
import Testing

@testable import Ctl

@Suite struct StrumctlTests {
  @Test func `check takes several files`() throws {
    let command = try #require(
      try Strumctl.parseAsRoot(["check", "a.yaml", "b.yaml", "--json"]) as? CheckCommand)
    #expect(command.files == ["a.yaml", "b.yaml"])
    #expect(command.json)
  }

  @Test func `a bad patch ends with exit code 1`() throws {
    var command = try Strumctl.parseAsRoot(["check", "/nowhere/x.yaml"])
    let error = #expect(throws: ExitCode.self) { try command.run() }
    #expect(error == ExitCode(1))
  }

  @Test func `a misspelt kind is corrected`() throws {
    var command = try Strumctl.parseAsRoot(["nodes", "captur"])
    let error = #expect(throws: ValidationError.self) { try command.run() }
    #expect(error?.message == "unknown kind 'captur'; did you mean 'capture'?")
  }
}
