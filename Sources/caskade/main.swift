import CaskadeCLI
import CaskadeSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

do {
  exit(Program.run(try Host(arguments: Array(CommandLine.arguments.dropFirst()))))
} catch {
  try? StandardStream.error.write("caskade: error: \(error.message)\n")
  exit(2)
}
