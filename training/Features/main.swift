import Ear
import Glibc

/// Reads mono samples, 32-bit floats.
func samples(_ path: String) -> [Float] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let count = ftell(file) / MemoryLayout<Float>.stride
  rewind(file)
  return [Float](unsafeUninitializedCapacity: count) { buffer, used in
    used = fread(buffer.baseAddress, MemoryLayout<Float>.stride, count, file)
  }
}

func write(_ values: [Float], to path: String) {
  guard let file = fopen(path, "wb") else { return }
  fwrite(values, MemoryLayout<Float>.stride, values.count, file)
  fclose(file)
}

// Writes what the chord network sees of recordings, for training: 184 values a frame.
let words = Array(CommandLine.arguments.dropFirst())
guard let rate = words.first.flatMap(Double.init), words.count >= 3, words.count % 2 == 1 else {
  perror("usage: ChordFeatures RATE IN OUT [IN OUT ...]")
  exit(2)
}
for index in stride(from: 1, to: words.count, by: 2) {
  let front = FrontEnd(sampleRate: rate)
  front.bring(.notes)
  var seen: [Float] = []
  samples(words[index]).withUnsafeBufferPointer { all in
    var rest = all
    while !rest.isEmpty {
      front.advance(through: &rest)
      if front.news.contains(.notes) { seen += front.view }
    }
  }
  write(seen, to: words[index + 1])
}
