private import Glibc
private import Platform

/// What `strumd run` was asked for.
struct RunOptions: Equatable {
  var patch = ""

  /// The file that names the patches of an evening.
  var setlist: String?

  /// Whether files that change on disk are loaded again.
  var watches = true
  var oscPort: UInt16 = 9440

  /// Where the page and OSCQuery are reached.
  var web = WebAccess()

  /// A sound file that takes the player's place.
  var input: String?

  /// Whether that file begins again at its end.
  var loops = false

  /// The JACK server's name; `nil` for the default one.
  var server: String?

  /// Where a session manager listens that is to say what to play; `nil` where there is none.
  var sessionURL: String?

  /// Processor cores to work on; `nil` for all there are.
  var cores: Int?

  /// What we are called in JACK.
  var name = "strumd"
  var wavPath: String?
  var midiPath: String?

  /// Whether the run ends with the input.
  var exitsAtEnd = false

  /// Whether the terminal shows what is heard.
  var displays = false

  /// Whether we start a server where none runs.
  var startsServer = true

  /// Reads what follows the word `run`.
  init(_ arguments: [String]) throws(UsageError) {
    server = environmentVariable("JACK_DEFAULT_SERVER")
    if server == "" { server = nil }
    sessionURL = environmentVariable("NSM_URL")
    if sessionURL == "" { sessionURL = nil }
    var rest = ArgumentList(arguments)
    while let option = rest.next() {
      switch option {
      case "--patch": patch = try rest.value("a patch file")
      case "--setlist": setlist = try rest.value("a set list")
      case "--no-watch": watches = !(try rest.flag())
      case "--osc-port": oscPort = try Self.port(rest.value("a port number"), option)
      case "--web-port": web.port = try Self.port(rest.value("a port number"), option)
      case "--no-web": web.port = try rest.flag() ? nil : web.port
      case "--listen": web.listensOnLAN = try WebAccess.listens(rest.value("loopback or lan"))
      case "--allow": web.networks.append(try WebAccess.network(rest.value("a network")))
      case "--osc-lan": web.takesDatagrams = try rest.flag()
      case "--token-file": web.tokenFile = try rest.value("a file")
      case "--play-token-file": web.playTokenFile = try rest.value("a file")
      case "--admin": web.localRight = try WebAccess.right(rest.value("local or socket"))
      case "--input": input = try rest.value("a sound file")
      case "--loop": loops = try rest.flag()
      case "--server": server = try rest.value("a server's name")
      case "--cores": cores = try Self.cores(rest.value("a number of cores"))
      case "--name": name = try Self.clientName(rest.value("a client's name"))
      case "--record-wav": wavPath = try rest.value("the WAV file to write")
      case "--record-midi": midiPath = try rest.value("the MIDI file to write")
      case "--exit-at-end": exitsAtEnd = try rest.flag()
      case "--display": displays = try rest.flag()
      case "--no-own-server": startsServer = !(try rest.flag())
      default:
        throw UsageError("'\(option)' is no option of strumd run; see strumd --help")
      }
    }
    if setlist != nil { sessionURL = nil }
    if patch.isEmpty, setlist == nil, sessionURL == nil { throw Self.nothing }
    try web.check()
    if exitsAtEnd, input == nil {
      throw UsageError("--exit-at-end needs --input FILE, whose end it waits for")
    }
    if loops, input == nil {
      throw UsageError("--loop needs --input FILE, which it plays again and again")
    }
    if loops, exitsAtEnd {
      throw UsageError("--loop has no end for --exit-at-end to wait for; leave one of them out")
    }
  }

  static let nothing = UsageError("say what to play: strumd run --patch FILE")

  private static func cores(_ text: String) throws(UsageError) -> Int {
    guard let count = Int(text), 1...64 ~= count else {
      throw UsageError("--cores takes a number from 1 to 64, not '\(text)'")
    }
    return count
  }

  /// Threads that share the audio thread's work: one a core but for its own.
  var helperCount: Int { max(0, min(cores ?? .max, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) - 1) }

  private static func port(_ text: String, _ option: String) throws(UsageError) -> UInt16 {
    guard let port = UInt16(text) else {
      throw UsageError("\(option) takes a number from 0 to 65535, not '\(text)'")
    }
    return port
  }

  /// JACK refuses longer names, and a colon ends the client's part of a port's name.
  private static func clientName(_ text: String) throws(UsageError) -> String {
    guard !text.isEmpty, text.utf8.count <= 32, !text.contains(":") else {
      throw UsageError("--name takes up to 32 letters without a colon, not '\(text)'")
    }
    return text
  }
}
