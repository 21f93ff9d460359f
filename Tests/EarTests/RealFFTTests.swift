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

  @Test func `nothing is left of the frame before`() {
    let samples = (0..<30).map { Float(($0 * 7919) % 1013) / 1013 - 0.5 }
    let (worn, fresh) = (RealFFT(size: 32), RealFFT(size: 32))
    let short = Array(samples[..<12])
    _ = look(at: samples, with: worn)
    #expect(look(at: short, with: worn) == look(at: short, with: fresh))
  }

  /// The power of a frame's bins, and its correlation with itself.
  private func look(at frame: [Float], with transform: RealFFT) -> [[Float]] {
    let window = [Float](repeating: 1, count: frame.count)
    var power = [Float](repeating: 0, count: transform.binCount)
    var correlation: [Float] = [0, 0]
    frame.withUnsafeBufferPointer {
      transform.autocorrelate($0, into: &correlation)
      transform.power(of: $0, window: window, into: &power)
    }
    return [power, correlation]
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
