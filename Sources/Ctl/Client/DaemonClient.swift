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
    while Clock.monotonic() < end, !isAnswered {
      for message in receive(until: end) {
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
    let share = Int((arguments.last?.number ?? 0) * 100)
    let line = Array("making \(what), \(share) % done\n".utf8)
    _ = Glibc.write(2, line, line.count)
  }

  /// Sends a message that nobody answers.
  func send(_ message: OSCMessage) { link.send(message.bytes) }

  /// Waits until `end` on the monotonic clock for messages, and returns as soon as there are some.
  func receive(until end: Int64) -> [OSCMessage] {
    let wait = max(0, (end - Clock.monotonic()) / 1_000_000)
    var descriptor = pollfd(fd: link.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(clamping: wait)) > 0 else { return [] }
    return link.receive().flatMap { (try? OSCPacket($0))?.messages ?? [] }
  }
}
