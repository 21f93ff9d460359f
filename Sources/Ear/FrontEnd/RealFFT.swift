import CFFTW

/// Has FFTW let one thread at a time make or destroy a plan (FFTW manual, 5.4); a lock of our own would not
/// keep plugins out, which plan with it, too.
private let sharePlanner: Void = fftwf_make_planner_thread_safe()

/// A forward Fourier transform of real frames of one size.
///
/// Plans are estimated, never measured, so that results are the same from run to run. It keeps the memory
/// that it works in: one thread at a time may use it, and copies of what holds it share it.
final class RealFFT {
  /// Samples in a frame.
  let size: Int

  /// Bins in a spectrum, from 0 Hz to half the sample rate.
  var binCount: Int { size / 2 + 1 }

  private let plan: fftwf_plan
  /// The samples that go in, and the bins that come out, aligned as FFTW likes them.
  ///
  /// Kept because memory asked for and freed again for each frame would be torn to pieces: `malloc` aligns by
  /// what it cuts off, others get the cuttings, and the next frame fits in none of the holes.
  private let input: UnsafeMutablePointer<Float>
  private let output: UnsafeMutablePointer<fftwf_complex>

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
    let inputBytes = (size * MemoryLayout<Float>.stride + 63) & ~63
    let outputBytes = (size / 2 + 1) * MemoryLayout<fftwf_complex>.stride
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: inputBytes + outputBytes, alignment: 64)
    input = memory.initializeMemory(as: Float.self, repeating: 0, count: size)
    output = (memory + inputBytes)
      .initializeMemory(as: fftwf_complex.self, repeating: (0, 0), count: size / 2 + 1)
    sharePlanner
    guard let plan = fftwf_plan_dft_r2c_1d(Int32(size), input, output, FFTW_ESTIMATE) else {
      preconditionFailure("FFTW has no plan for \(size) samples")
    }
    self.plan = plan
  }

  deinit {
    fftwf_destroy_plan(plan)
    UnsafeMutableRawPointer(input).deallocate()
  }

  /// Writes the power of every bin of `frame` under `window` to `power`.
  ///
  /// A frame shorter than the transform is padded with zeros.
  func power(
    of frame: UnsafeBufferPointer<Float>, window: [Float], into power: inout [Float]
  ) {
    precondition(frame.count == window.count && frame.count <= size && power.count == binCount)
    window.withUnsafeBufferPointer { window in
      for index in 0..<frame.count { input[index] = frame[index] * window[index] }
    }
    (input + frame.count).update(repeating: 0, count: size - frame.count)
    fftwf_execute(plan)
    power.withUnsafeMutableBufferPointer { power in
      for bin in 0..<power.count {
        power[bin] = output[bin].0 * output[bin].0 + output[bin].1 * output[bin].1
      }
    }
  }

  /// Writes the autocorrelation of `frame`, unscaled by its length, to `result`, from lag 0 up.
  ///
  /// `frame` and `result` together must not be longer than the transform. The power spectrum is
  /// real and even, so that a second forward transform brings it back (Wiener-Khinchin).
  func autocorrelate(_ frame: UnsafeBufferPointer<Float>, into result: inout [Float]) {
    precondition(frame.count + result.count <= size)
    for index in 0..<frame.count { input[index] = frame[index] }
    (input + frame.count).update(repeating: 0, count: size - frame.count)
    fftwf_execute(plan)
    for bin in 0..<binCount {
      let power = output[bin].0 * output[bin].0 + output[bin].1 * output[bin].1
      input[bin] = power
      if bin > 0 { input[size - bin] = power }
    }
    fftwf_execute(plan)
    for lag in result.indices { result[lag] = output[lag].0 / Float(size) }
  }
}
