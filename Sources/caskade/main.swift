import CaskadeCLI
import CaskadeSystem

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

// Before anything starts a thread: a process with several can't enter namespaces.
if let status = InnerProcess.run(CommandLine.arguments) { exit(status) }

do {
  exit(Program.run(try Host(arguments: Array(CommandLine.arguments.dropFirst()))))
} catch {
  try? StandardStream.error.write("caskade: error: \(error.message)\n")
  exit(2)
}
