import CFFTW

/// Has FFTW let one thread at a time make or destroy a plan (FFTW manual, 5.4); a lock of our own would not
/// keep plugins out, which plan with it, too.
private let sharePlanner: Void = fftwf_make_planner_thread_safe()

/// A forward Fourier transform of real frames of one size.
///
/// Plans are estimated, never measured, so that results are the same from run to run. Immutable:
/// any thread may transform with it at any time.
final class RealFFT: Sendable {
  /// Samples in a frame.
  let size: Int

  /// Bins in a spectrum, from 0 Hz to half the sample rate.
  var binCount: Int { size / 2 + 1 }

  private let plan: Plan

  /// The least even size of at least `count` samples that FFTW is quick with: a product of twos, threes
  /// and fives (FFTW manual, 4.3.3).
  static func quickSize(atLeast count: Int) -> Int {
    var size = max(2, count + count % 2)
    while !isQuick(size) { size += 2 }
    return size
  }

  private static func isQuick(_ size: Int) -> Bool {
    var rest = size
    for factor in [2, 3, 5] {
      while rest.isMultiple(of: factor) { rest /= factor }
    }
    return rest == 1
  }

  init(size: Int) {
    precondition(size > 1, "A transform needs at least two samples")
    self.size = size
    sharePlanner
    plan = Plan(size: size)
  }

  deinit { fftwf_destroy_plan(plan.pointer) }

  /// Writes the power of every bin of `frame` under `window` to `power`.
  ///
  /// A frame shorter than the transform is padded with zeros.
  func power(
    of frame: UnsafeBufferPointer<Float>, window: [Float], into power: inout [Float]
  ) {
    precondition(frame.count == window.count && frame.count <= size && power.count == binCount)
    withScratch(size) { input, output in
      window.withUnsafeBufferPointer { window in
        for index in 0..<frame.count { input[index] = frame[index] * window[index] }
      }
      (input + frame.count).update(repeating: 0, count: size - frame.count)
      fftwf_execute_dft_r2c(plan.pointer, input, output)
      power.withUnsafeMutableBufferPointer { power in
        for bin in 0..<power.count {
          power[bin] = output[bin].0 * output[bin].0 + output[bin].1 * output[bin].1
        }
      }
    }
  }

  /// Writes the autocorrelation of `frame`, unscaled by its length, to `result`, from lag 0 up.
  ///
  /// `frame` and `result` together must not be longer than the transform. The power spectrum is
  /// real and even, so that a second forward transform brings it back (Wiener-Khinchin).
  func autocorrelate(_ frame: UnsafeBufferPointer<Float>, into result: inout [Float]) {
    precondition(frame.count + result.count <= size)
    withScratch(size) { input, output in
      for index in 0..<frame.count { input[index] = frame[index] }
      (input + frame.count).update(repeating: 0, count: size - frame.count)
      fftwf_execute_dft_r2c(plan.pointer, input, output)
      for bin in 0..<binCount {
        let power = output[bin].0 * output[bin].0 + output[bin].1 * output[bin].1
        input[bin] = power
        if bin > 0 { input[size - bin] = power }
      }
      fftwf_execute_dft_r2c(plan.pointer, input, output)
      for lag in result.indices { result[lag] = output[lag].0 / Float(size) }
    }
  }
}

/// A plan of FFTW's.
///
/// Unchecked because FFTW only reads it once it is made: one plan may run on separate arrays in
/// several threads.
private struct Plan: @unchecked Sendable {
  let pointer: fftwf_plan

  init(size: Int) {
    let made = withScratch(size) { input, output in
      fftwf_plan_dft_r2c_1d(Int32(size), input, output, FFTW_ESTIMATE)
    }
    guard let made else { preconditionFailure("FFTW has no plan for \(size) samples") }
    pointer = made
  }
}

/// Lends aligned memory for one transform of `size` samples.
private func withScratch<Result>(
  _ size: Int, _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<fftwf_complex>) -> Result
) -> Result {
  let inputBytes = (size * MemoryLayout<Float>.stride + 63) & ~63
  let outputBytes = (size / 2 + 1) * MemoryLayout<fftwf_complex>.stride
  return withUnsafeTemporaryAllocation(byteCount: inputBytes + outputBytes, alignment: 64) {
    scratch in
    guard let start = scratch.baseAddress else { preconditionFailure("No memory was lent") }
    let input = start.bindMemory(to: Float.self, capacity: size)
    let output = (start + inputBytes).bindMemory(to: fftwf_complex.self, capacity: size / 2 + 1)
    return body(input, output)
  }
}
