private import Glibc

// Writes text files into a Swift file as literals: EmbedFiles OUTPUT FILE...

func fail(_ problem: String) -> Never {
  print("EmbedFiles: \(problem)")
  exit(1)
}

func read(_ path: String) -> String {
  guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

let arguments = CommandLine.arguments
guard arguments.count > 2 else { fail("say what to write, and from which files") }
let quote = "#####\"\"\""
let entries = arguments.dropFirst(2).map { path in
  let name = path.split(separator: "/").last ?? ""
  return "    (\"\(name)\", \(quote)\n\(read(path))\n\(String(quote.reversed()))),\n"
}
let text = """
  /// The files of the page, as they were when this was built.
  enum PageFiles {
    static let all: [(name: String, text: StaticString)] = [
  \(entries.joined())  ]
  }

  """
guard let output = fopen(arguments[1], "w"), fputs(text, output) >= 0, fclose(output) == 0 else {
  fail("cannot write \(arguments[1])")
}
