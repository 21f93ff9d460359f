private import CRealtime

/// The factor that `level` in dB stands for; -90 dB and below are silence.
@_noLocks
func decibels(_ level: Float) -> Float {
  level <= -90 ? 0 : realtime_exp(level * 0.115_129_255)
}

/// The level in dB of the amplitude `value`, -120 at least.
@_noLocks
func level(of value: Float) -> Float {
  value > 1e-6 ? 20 * realtime_log10(value) : -120
}
