/// Runs programs. The one way out of caskade, so a test can put a scripted world in its place.
package protocol ProcessRunning: Sendable {
  /// Runs the program to its end, and keeps of its output what the request's limit lets it.
  func run(_ request: ProcessRequest) throws(ProcessError) -> ProcessResult

  /// Runs the program to its end, and hands its standard output to `sink` piece by piece.
  ///
  /// The program waits while `sink` works: however much it writes, one piece is in memory. The
  /// result's `standardOutput` only counts, everything in it is omitted.
  func run(
    _ request: ProcessRequest, streaming sink: (ArraySlice<UInt8>) -> Void
  ) throws(ProcessError) -> ProcessResult
}
