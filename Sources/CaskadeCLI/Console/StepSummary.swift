import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// The page that GitHub Actions shows of a step: the file that the runner names, to which each program of the step adds.
///
/// Source: GitHub's "Workflow commands for GitHub Actions", "Adding a job summary". Above 1 MiB it shows nothing of the step.
struct StepSummary {
  private let path: ByteString
  private static let variable = "GITHUB_STEP_SUMMARY"
  private static let mostBytes = 1 << 20

  init(_ host: Host) throws(CommandError) {
    guard let file = host.environment[Self.variable], !file.isEmpty else {
      throw CommandError(
        "'--summary' adds to the file that \(Self.variable) names, and it names none",
        hint: "leave '--summary' out outside of GitHub Actions: 'caskade report' writes the same page anywhere")
    }
    path = host.path(file)
  }

  /// Adds Markdown behind what is there; where that has no room, people are told.
  func add(_ text: String, _ host: Host) throws(CommandError) {
    var bytes: [UInt8] = []
    if FileSystem.exists(path) { bytes = try touching(FileReader.read(path, limit: Self.mostBytes)) }
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    guard bytes.count + text.utf8.count < Self.mostBytes else {
      host.note("caskade: the report is not in the step's summary: GitHub shows none of more than 1 MiB")
      return
    }
    try touching(FileSystem.overwrite(path, with: bytes + Array(text.utf8)))
  }
}
