private import Glibc

switch CommandLine.arguments.dropFirst().first {
case "render": exit(RenderCommand.run(Array(CommandLine.arguments.dropFirst(2))))
default:
  StandardError.write("strumd: say what to do: strumd render\n")
  exit(2)
}
