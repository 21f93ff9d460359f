import Glibc
import Graph

/// What the system has done to one thread, as `/proc` tells it.
struct ThreadTrace: ~Copyable {
  /// Nanoseconds between two looks at what takes longer to read, where nothing has happened.
  private static let period: Int64 = 1_000_000_000

  private let schedule: Int32
  private let status: Int32
  private let counts: Int32
  private let machine: Int32
  private var last = Disturbance()
  private var nextLook: Int64 = 0
  private var lastLook = Disturbance()

  /// Watches the thread of this process whose time the clock `clock` counts.
  init(clock: clockid_t) {
    // A thread's clock is its number, inverted, above three bits for the sort of clock.
    let folder = "/proc/self/task/\(~(clock >> 3))/"
    schedule = Self.open(folder + "schedstat")
    status = Self.open(folder + "status")
    counts = Self.open(folder + "stat")
    machine = Self.open("/proc/stat")
    last = read(Disturbance(), inFull: true)
    lastLook = last
  }

  deinit {
    for file in [schedule, status, counts, machine] where file >= 0 { close(file) }
  }

  /// What has happened since the last call, and where that is asked for `inFull`, which takes some 100 µs,
  /// also what only a full look tells, in the last second or since the last full look.
  mutating func take(inFull: Bool, now: Int64) -> Disturbance {
    let isFull = inFull || now >= nextLook
    let present = read(last, inFull: isFull)
    var change = Disturbance()
    change.wait = present.wait - last.wait
    if isFull {
      change.preemptions = present.preemptions - lastLook.preemptions
      change.pageFaults = present.pageFaults - lastLook.pageFaults
      change.stolen = present.stolen - lastLook.stolen
      nextLook = now + Self.period
      lastLook = present
    }
    last = present
    return change
  }

  /// All there ever was, of which `earlier` has what is not read.
  private func read(_ earlier: Disturbance, inFull: Bool) -> Disturbance {
    var present = earlier
    present.wait = Self.words(schedule).dropFirst().first.flatMap { Int($0) } ?? earlier.wait
    guard inFull else { return present }
    let switches = Self.words(status).drop { $0 != "nonvoluntary_ctxt_switches:" }
    present.preemptions = switches.dropFirst().first.flatMap { Int($0) } ?? earlier.preemptions
    // The name in parentheses may have spaces in it. Behind it come the state and then, as numbers 8 and
    // 10 of proc(5), the faults without and with a wait for the disk.
    let fields = Array(Self.words(counts).drop { !$0.hasSuffix(")") }.dropFirst())
    if fields.count > 9, let minor = Int(fields[7]), let major = Int(fields[9]) {
      present.pageFaults = minor + major
    }
    // The first line sums all processors, in hundredths of a second; the eighth number is what was stolen.
    let hundredths = Self.words(machine).dropFirst(8).first.flatMap { Int($0) }
    present.stolen = hundredths.map { $0 * 10_000_000 } ?? earlier.stolen
    return present
  }

  private static func open(_ path: String) -> Int32 { Glibc.open(path, O_RDONLY | O_CLOEXEC) }

  private static func words(_ file: Int32) -> [Substring] {
    guard file >= 0 else { return [] }
    let text = String(unsafeUninitializedCapacity: 4096) { buffer in
      max(0, pread(file, buffer.baseAddress, buffer.count, 0))
    }
    return text.split { $0 == " " || $0 == "\t" || $0 == "\n" }
  }
}
