private import Glibc

/// `base` to the power of `exponent`.
func power(_ base: Float, _ exponent: Float) -> Float { powf(base, exponent) }

/// The natural logarithm.
func logarithm(_ value: Float) -> Float { logf(value) }
