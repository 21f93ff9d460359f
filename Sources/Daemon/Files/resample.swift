private import CSamplerate

/// Converts interleaved `samples` of the file at `path` between rates in Hz, keeping their length
/// in seconds.
func resample(
  _ samples: [Float], channelCount: Int, from: Double, to: Double, path: String
) throws(FileProblem) -> [Float] {
  guard from != to else { return samples }
  let ratio = to / from
  try checkConversion(from: from, to: to, path: path)
  let frameCount = samples.count / channelCount
  let length = Int((Double(frameCount) * ratio).rounded())
  var result = [Float](repeating: 0, count: length * channelCount)
  let status = samples.withUnsafeBufferPointer { input in
    result.withUnsafeMutableBufferPointer { output in
      var conversion = SRC_DATA()
      conversion.data_in = input.baseAddress
      conversion.data_out = output.baseAddress
      conversion.input_frames = frameCount
      conversion.output_frames = length
      conversion.src_ratio = ratio
      return src_simple(&conversion, Int32(SRC_SINC_MEDIUM_QUALITY), Int32(channelCount))
    }
  }
  guard status == 0 else {
    throw FileProblem(path, "cannot be resampled (\(String(cString: src_strerror(status))))")
  }
  return result
}

/// Throws unless the file at `path` can be converted between rates in Hz.
func checkConversion(from: Double, to: Double, path: String) throws(FileProblem) {
  guard src_is_valid_ratio(to / from) == 0 else { return }
  throw FileProblem(
    path, "cannot be converted from \(Int(from)) to \(Int(to)) Hz; choose a rate nearer to its own")
}
