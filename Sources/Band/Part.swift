/// A player of the band.
package enum Part: Int, CaseIterable, Sendable, BitwiseCopyable {
  case bass, drums, comping
}
