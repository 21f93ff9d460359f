import OSCControl
import Testing

@testable import Daemon

/// What `strumd run` and `strumd render` are asked for, without anything being run.
@Suite struct RunOptionsTests {
  /// The options that stand first in a line of `help`.
  private static func options(_ help: String) -> [String] {
    help.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("--") }.map {
      String($0.prefix { $0 != " " })
    }
  }

  @Test(arguments: options(Program.help))
  func `what the help of run names is an option of it`(option: String) {
    let error = #expect(throws: UsageError.self) { try RunOptions([option + "="]) }
    #expect(error?.message.contains("is no option") == false)
  }

  @Test(arguments: options(RenderOptions.help))
  func `what the help of render names is an option of it`(option: String) {
    let error = #expect(throws: UsageError.self) { try RenderOptions([option + "="]) }
    #expect(error?.message.contains("is no option") == false)
  }

  @Test func `the helps name options`() {
    #expect(Self.options(Program.help).contains("--no-own-server"))
    #expect(Self.options(RenderOptions.help).contains("--quiet"))
  }

  @Test func `every option of run sets what its help says`() throws {
    let options = try RunOptions(
      [
        "--setlist", "l", "--no-watch", "--osc-port", "1", "--web-port", "2", "--listen", "lan",
        "--allow", "192.168.1.0/24", "--osc-lan", "--token-file", "t", "--play-token-file", "u",
        "--admin", "socket", "--server", "s", "--cores", "1", "--name", "n", "--input", "i",
        "--exit-at-end", "--record-wav", "w", "--record-midi", "m", "--display", "--no-own-server",
      ])
    let isOff = [options.watches, options.startsServer, options.loops]
    #expect(isOff == [false, false, false])
    #expect(options.exitsAtEnd && options.displays)
    let texts = [
      options.setlist, options.server, options.name, options.input, options.wavPath,
      options.midiPath, options.web.tokenFile, options.web.playTokenFile,
    ]
    #expect(texts == ["l", "s", "n", "i", "w", "m", "t", "u"])
    #expect(options.oscPort == 1 && options.web.port == 2)
    #expect(options.helperCount == 0)
    #expect(options.web.listensOnLAN)
    #expect(options.web.datagramNetworks.count == 1)
    #expect(options.web.localRight == .playing)
    #expect(try RunOptions(["--patch", "p", "--no-web"]).web.port == nil)
    #expect(try RunOptions(["--patch", "p", "--input", "i", "--loop"]).loops)
  }

  @Test(arguments: [
    (["--listen", "lan"], "--listen lan needs --allow NETWORK, such as --allow 192.168.1.0/24"),
    (["--listen", "all"], "--listen takes loopback or lan, not 'all'"),
    (
      ["--allow", "10.0.0.0/8"],
      "--allow needs --listen lan, without which only this machine may call"
    ),
    (
      ["--listen", "lan", "--allow", "home"],
      "--allow takes a network such as 192.168.1.0/24, not 'home'"
    ),
    (["--osc-lan"], "--osc-lan needs --listen lan and --allow NETWORK"),
    (
      ["--token-file", "t"],
      "--token-file needs --listen lan: who calls from this machine is asked for no token"
    ),
    (
      ["--listen", "loopback", "--play-token-file", "t"],
      "--play-token-file needs --listen lan: who calls from this machine is asked for no token"
    ),
    (["--admin", "root"], "--admin takes local or socket, not 'root'"),
    (["--cores", "0"], "--cores takes a number from 1 to 64, not '0'"),
    (["--name", "a:b"], "--name takes up to 32 letters without a colon, not 'a:b'"),
    (["--web-port", "65536"], "--web-port takes a number from 0 to 65535, not '65536'"),
    (["--no-web=yes"], "--no-web takes no value"),
  ])
  func `what lets others in by mistake is refused`(_ words: [String], _ message: String) {
    #expect(throws: UsageError(message)) { try RunOptions(["--patch", "p"] + words) }
  }
}
