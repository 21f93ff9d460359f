private import Glibc
import OSCControl
import Web

/// Where the page is reached, and by whom, as the command line says it.
struct WebAccess: Equatable {
  /// The TCP port of the page and of OSCQuery; `nil` for neither.
  var port: UInt16? = 9441

  /// Whether other machines may call.
  var listensOnLAN = false

  /// The networks they may call from.
  var networks: [Network] = []

  /// Whether machines of those networks may also play by OSC datagrams, which show no token.
  var takesDatagrams = false

  /// The networks from which OSC datagrams are taken.
  var datagramNetworks: [Network] { takesDatagrams ? networks : [] }

  /// The file that holds what they have to know.
  var tokenFile: String?

  /// The file that holds what those have to know who may only play.
  var playTokenFile: String?

  /// Whether callers of this machine may load and change patches, by the page and by OSC.
  var localRight = OSCRight.administration

  /// Says what is wrong with the options, if anything is.
  func check() throws(UsageError) {
    if listensOnLAN, networks.isEmpty {
      throw UsageError("--listen lan needs --allow NETWORK, such as --allow 192.168.1.0/24")
    }
    if takesDatagrams, networks.isEmpty {
      throw UsageError("--osc-lan needs --listen lan and --allow NETWORK")
    }
    guard !listensOnLAN else { return }
    if !networks.isEmpty {
      throw UsageError("--allow needs --listen lan, without which only this machine may call")
    }
    for (option, file) in [("--token-file", tokenFile), ("--play-token-file", playTokenFile)]
    where file != nil {
      throw UsageError(
        "\(option) needs --listen lan: who calls from this machine is asked for no token")
    }
  }

  static func network(_ text: String) throws(UsageError) -> Network {
    guard let network = Network(text) else {
      throw UsageError("--allow takes a network such as 192.168.1.0/24, not '\(text)'")
    }
    return network
  }

  static func listens(_ text: String) throws(UsageError) -> Bool {
    switch text {
    case "lan": return true
    case "loopback": return false
    default: throw UsageError("--listen takes loopback or lan, not '\(text)'")
    }
  }

  static func right(_ text: String) throws(UsageError) -> OSCRight {
    switch text {
    case "local": return .administration
    case "socket": return .playing
    default: throw UsageError("--admin takes local or socket, not '\(text)'")
    }
  }

  /// What the server is to be told; reads the token, or makes one, where others may call.
  func options(port: UInt16) throws(PatchFailure) -> WebOptions {
    var options = WebOptions(port: port)
    options.localRight = localRight
    guard listensOnLAN else { return options }
    options.networks = networks
    options.token = try WebToken(file: tokenFile).text
    options.playToken = try WebToken(file: playTokenFile, name: "play-token").text
    options.hostname = Self.hostname
    return options
  }

  private static var hostname: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
