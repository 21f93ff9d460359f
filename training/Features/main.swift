import Ear
import Glibc

/// Reads a file of numbers: mono samples are 32-bit floats.
func numbers<Number: BitwiseCopyable>(_ path: String) -> [Number] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let count = ftell(file) / MemoryLayout<Number>.stride
  rewind(file)
  return [Number](unsafeUninitializedCapacity: count) { buffer, used in
    used = fread(buffer.baseAddress, MemoryLayout<Number>.stride, count, file)
  }
}

func write(_ values: [Float], to path: String) {
  guard let file = fopen(path, "wb") else { return }
  fwrite(values, MemoryLayout<Float>.stride, values.count, file)
  fclose(file)
}

/// What the chord network sees of `samples`.
func seen(_ samples: [Float], rate: Double) -> [Float] {
  let front = FrontEnd(sampleRate: rate)
  front.bring(.notes)
  var seen: [Float] = []
  samples.withUnsafeBufferPointer { all in
    var rest = all
    while !rest.isEmpty {
      front.advance(through: &rest)
      if front.news.contains(.notes) { seen += front.view }
    }
  }
  return seen
}

/// The ways in which the beats of `samples` could be heard.
func studied(
  _ samples: [Float], rate: Double, model: BeatModel, taps: [Double], isCompound: Bool
) -> [Float] {
  var study = Solo(
    BeatStudy(sampleRate: rate, model: model, taps: taps, isCompound: isCompound),
    sampleRate: rate)
  var rows: [Float] = []
  samples.withUnsafeBufferPointer { study.process($0) { rows += $0 } }
  return rows
}

/// What the beat network sees of `samples`.
func looks(_ samples: [Float], rate: Double) -> [Float] {
  var looks = Solo(BeatLooks(sampleRate: rate), sampleRate: rate)
  var seen: [Float] = []
  samples.withUnsafeBufferPointer { looks.process($0) { seen += $0 } }
  return seen
}

// Writes what is learned from: what the chord network sees of recordings, 184 values a frame; what the
// beat network sees, 16 values a look; or the ways in which a beat that was tapped twice could be
// heard.
let words = Array(CommandLine.arguments.dropFirst())
if words.first == "--beats", words.count == 8, let rate = Double(words[1]) {
  let taps = words[3...4].compactMap(Double.init)
  let model = try BeatModel(numbers(words[6]))
  write(
    studied(
      numbers(words[2]), rate: rate, model: model, taps: taps, isCompound: words[5] == "2"),
    to: words[7])
  exit(0)
}
if words.first == "--looks", words.count == 4, let rate = Double(words[1]) {
  write(looks(numbers(words[2]), rate: rate), to: words[3])
  exit(0)
}
guard let rate = words.first.flatMap(Double.init), words.count >= 3, words.count % 2 == 1 else {
  perror(
    "usage: ChordFeatures RATE IN OUT [IN OUT ...] | --looks RATE IN OUT"
      + " | --beats RATE IN TAP TAP METRE MODEL OUT")
  exit(2)
}
for index in stride(from: 1, to: words.count, by: 2) {
  write(seen(numbers(words[index]), rate: rate), to: words[index + 1])
}
