import CaskadeCLI
import CaskadeEngine
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
  var host = try Host(arguments: Array(CommandLine.arguments.dropFirst()))
  host.startProgress = Program.progress
  exit(Program.run(host))
} catch {
  try? StandardStream.error.write("caskade: error: \(error.message)\n")
  exit(2)
}
