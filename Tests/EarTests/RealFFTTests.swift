import CFFTW
import Testing

@testable import Ear

struct RealFFTTests {
  @Test(arguments: [(1, 2), (2, 2), (7, 8), (1025, 1080), (2329, 2400), (4096, 4096)])
  func `sizes are products of small primes`(count: Int, size: Int) {
    #expect(RealFFT.quickSize(atLeast: count) == size)
  }

  @Test(arguments: [2400, 4096])
  func `correlates a frame with itself`(size: Int) {
    let frame = (0..<1500).map { Float(($0 * 7919) % 1013) / 1013 - 0.5 }
    var told = [Float](repeating: 0, count: 500)
    frame.withUnsafeBufferPointer { RealFFT(size: size).autocorrelate($0, into: &told) }
    for lag in [0, 1, 17, 499] {
      let right = (0..<frame.count - lag).reduce(0) { $0 + frame[$1] * frame[$1 + lag] }
      #expect(abs(told[lag] - right) < 0.01)
    }
  }

  /// As a plugin does that convolves: without a lock that both know the planner runs in circles or crashes.
  @Test(.timeLimit(.minutes(2))) func `somebody else may plan meanwhile`() async {
    _ = RealFFT(size: 2)
    await withTaskGroup(of: Void.self) { group in
      for first in [64, 2048] {
        group.addTask {
          for size in first..<(first + 600) { _ = RealFFT(size: size) }
        }
        group.addTask {
          for size in first..<(first + 600) {
            let spectrum = fftwf_alloc_complex(size)
            let samples = fftwf_alloc_real(2 * size)
            fftwf_destroy_plan(fftwf_plan_dft_c2r_1d(Int32(size), spectrum, samples, FFTW_ESTIMATE))
            fftwf_free(spectrum)
            fftwf_free(samples)
          }
        }
      }
    }
  }
}
