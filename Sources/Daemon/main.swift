private import Glibc

exit(Program.main(CommandLine.arguments))
