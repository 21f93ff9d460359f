import Glibc
import OSCControl

/// A client of a strumd on this machine, which asks and waits for the answer.
final class DaemonClient {
  /// What strumd said to one request.
  struct Answer {
    /// The arguments of its `/reply`.
    var arguments: [OSCArgument] = []

    /// What came at other addresses in the meantime.
    var messages: [OSCMessage] = []
  }

  /// The bytes after which what comes is no answer any more: several times what strumd has to say of the
  /// largest patch.
  private static let answerLimit = 16 << 20

  private let link: DaemonLink
  private var count = 0

  /// Speaks to the strumd at `port`, else over its UNIX socket or at port `other`.
  init(port: UInt16?, else other: UInt16) throws(DaemonError) {
    link = try DaemonLink(port: port, else: other)
  }

  /// Where it speaks to, as an error calls it.
  var place: String { link.name }

  /// Sends a request and waits until it is answered, or until strumd has not said for as many seconds
  /// how it goes.
  @discardableResult
  func ask(
    _ address: String, _ arguments: [OSCArgument] = [], within seconds: Double = 2
  ) throws(DaemonError) -> Answer {
    count += 1
    let id = OSCArgument.string("#\(getpid())-\(count)")
    send(OSCMessage(address, arguments + [id]))
    var end = Clock.monotonic() + Int64(seconds * 1e9)
    var answer = Answer()
    var pieces = Pieces()
    var isAnswered = false
    var size = 0
    while Clock.monotonic() < end, !isAnswered {
      let packets = receivePackets(until: end)
      size += packets.reduce(0) { $0 + $1.count }
      guard size <= Self.answerLimit else { throw .refused("\(place) tells too much to be strumd") }
      for message in Self.messages(of: packets) {
        guard message.arguments.count >= 2, message.arguments[1] == id else {
          answer.messages.append(message)
          continue
        }
        if message.address == "/progress" {
          end = Clock.monotonic() + Int64(seconds * 1e9)
          tellProgress(Array(message.arguments.dropFirst(2)))
          continue
        }
        guard let arguments = pieces.join(message) else { continue }
        if message.address == "/error" { throw .refused(arguments.first?.text ?? "refused") }
        answer.arguments = arguments
        isAnswered = true
      }
    }
    if isAnswered { return answer }
    throw .noAnswer(place: place)
  }

  /// Shows whoever sits at the terminal what takes so long.
  private func tellProgress(_ arguments: [OSCArgument]) {
    guard isatty(2) == 1, let what = arguments.first?.text else { return }
    let share = whole((arguments.last?.number ?? 0) * 100)
    let line = Array("making \(what), \(share) % done\n".utf8)
    _ = Glibc.write(2, line, line.count)
  }

  /// Sends a message that nobody answers.
  func send(_ message: OSCMessage) { link.send(message.bytes) }

  /// Waits until `end` on the monotonic clock for messages, and returns as soon as there are some.
  func receive(until end: Int64) -> [OSCMessage] { Self.messages(of: receivePackets(until: end)) }

  private static func messages(of packets: [[UInt8]]) -> [OSCMessage] {
    packets.flatMap { (try? OSCPacket($0))?.messages ?? [] }
  }

  private func receivePackets(until end: Int64) -> [[UInt8]] {
    let wait = max(0, (end - Clock.monotonic()) / 1_000_000)
    var descriptor = pollfd(fd: link.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(clamping: wait)) > 0 else { return [] }
    return link.receive()
  }
}
