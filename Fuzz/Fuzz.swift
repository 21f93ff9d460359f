import Glibc

/// Hands a part to libFuzzer, which feeds it until it falls or the time is over.
///
/// `FUZZ_TARGET` names the part; the arguments are libFuzzer's.
@main enum Fuzz {
  /// What is fed.
  static let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
      fatalError("FUZZ_TARGET is one of \(names)")
    }
    return target
  }()

  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(run(&count, &arguments, feed))
  }
}

/// libFuzzer's entry for programs that have a main function of their own (llvm.org/docs/LibFuzzer.html,
/// "Using libFuzzer as a library").
@_silgen_name("LLVMFuzzerRunDriver")
private func run(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ feed: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What libFuzzer calls with each input; whatever traps is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.target.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
