/// A past run as a reviewer sees it, before anybody has said whether it is kept.
struct PracticeRun: Sendable {
  let title: String
  /// What was approved, in lines.
  let contract: [String]
  /// What the run changed and what the commands said, in lines.
  let evidence: [String]
  /// Whether what was approved was done, and only that, and shown.
  let isKept: Bool
  /// What decides it, in a few words: for the list at the end.
  let sign: String
  /// Where it stands, and why it decides.
  let why: String
}
