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
guard let words = Platform.arguments() else {
  try? StandardStream.error.write("caskade: error: the command line can't be read: mount /proc\n")
  exit(2)
}
if let status = InnerProcess.run(words) { exit(status) }

do {
  var host = try Host(arguments: Array(words.dropFirst()))
  host.startProgress = Program.progress
  exit(Program.run(host))
} catch {
  try? StandardStream.error.write("caskade: error: \(error.message)\n")
  exit(2)
}
