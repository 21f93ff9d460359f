@_silgen_name("pthread_create")
private func startThread(
  _ thread: UnsafeMutablePointer<UInt>, _ attributes: UnsafeRawPointer?,
  _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?,
  _ argument: UnsafeMutableRawPointer?
) -> Int32

/// What two threads share.
private final class Shared {
  let ring = Ring<Int>(minimumCapacity: 64)
  let samples = SampleRing(minimumCapacity: 1024)
  let pair = TripleBuffer((0, 0))
}

private let count = 200_000

private func produce(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  let shared = Unmanaged<Shared>.fromOpaque(argument).takeUnretainedValue()
  let block = UnsafeMutablePointer<Float>.allocated(touching: 32)
  for number in 0..<count {
    shared.pair.write((number, number))
    while !shared.ring.push(number) {}
    guard number % 32 == 31 else { continue }
    for index in 0..<32 { block[index] = Float(number - 31 + index) }
    while !shared.samples.push(Signal(start: block, count: 32)) {}
  }
  return nil
}

/// Passes numbers from one thread to another and returns how many came out of order or torn.
func countLockfreeErrors() -> Int {
  let shared = Shared()
  let argument = Unmanaged.passRetained(shared).toOpaque()
  var thread: UInt = 0
  guard startThread(&thread, nil, produce, argument) == 0 else { return -1 }
  let block = UnsafeMutablePointer<Float>.allocated(touching: 64)
  var (errors, expected, heard, latest) = (0, 0, 0, 0)
  while expected < count || heard < count / 32 * 32 {
    if let number = shared.ring.pop() {
      if number != expected { errors += 1 }
      expected += 1
    }
    for index in 0..<shared.samples.pop(into: block, maximum: 64) {
      if block[index] != Float(heard) { errors += 1 }
      heard += 1
    }
    let (first, second) = shared.pair.read()
    if first != second || first < latest { errors += 1 }
    latest = first
  }
  return errors
}
