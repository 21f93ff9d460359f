private import CRealtime

/// What the processor can do.
enum Processor {
  /// Whether it has AVX2 and fused multiply-add.
  static let isWide = realtime_is_wide()
}
