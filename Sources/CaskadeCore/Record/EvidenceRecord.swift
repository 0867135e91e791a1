package import CaskadeContracts
package import CaskadeSyntax

/// The digest form of evidence, which is kept: verdict, gates, bands, counts, timings and ids.
///
/// It holds no code, no prompt, no output and no sentence. Of a path outside the contract's patterns it has the top folder
/// and the risk areas, no more. It is made of evidence alone, so the same evidence gives the same record; and it proves
/// no gate of any check.
package struct EvidenceRecord: Hashable, Sendable {
  /// The name and major version of the JSON form; readers ignore keys that they don't know.
  package static let schema = "caskade.record/1"

  package struct Base: Hashable, Sendable {
    package let tip: ObjectID
    package let commit: ObjectID
    package let tree: ObjectID
    package let pinned: Bool
  }

  package struct Head: Hashable, Sendable {
    package let branch: String?
    /// The commit that was judged, or on which the uncommitted work stood.
    package let commit: ObjectID
    package let tree: ObjectID
    package let uncommitted: Bool
  }

  package struct ContractPart: Hashable, Sendable {
    /// Nil for a file outside of the repository.
    package let path: String?
    package let blob: ObjectID
    package let source: ContractStanding.Source
    package let band: Band
    /// How many signatures the policy asked for, and how many people signed; nil where the evidence doesn't tell.
    package let needed: Int?
    package let people: Int?
  }

  package struct GatePart: Hashable, Sendable {
    package let name: String
    package let state: Gate.State
    package let required: Bool
    package let skipped: Bool
    package let claim: Claim
  }

  package struct AreaPart: Hashable, Sendable {
    package let name: String
    package let band: Band
    package let hits: Int
  }

  /// The findings of one rule.
  package struct FindingPart: Hashable, Sendable {
    package let rule: String
    package let gate: String
    package let severity: Finding.Severity
    package let count: Int
  }

  package struct Size: Hashable, Sendable {
    package let files: Int
    package let added: Int
    package let deleted: Int
    package let binary: Int
  }

  /// A changed path inside the contract's patterns.
  package struct PathPart: Hashable, Sendable {
    package let path: RepositoryPath
    package let operation: Operation
    package let added: Int
    package let deleted: Int
  }

  /// Changed paths outside of them, below one top folder; its name is empty for the repository's root.
  package struct FolderPart: Hashable, Sendable {
    package let folder: String
    package let files: Int
    package let areas: [String]
  }

  package struct RunPart: Hashable, Sendable {
    /// See `CommandID`.
    package let id: String
    /// The contract's line.
    package let line: Int
    package let state: ValidationRecord.State
    /// Nil where it didn't run there.
    package let onBase: ValidationRecord.State?
    package let claim: Claim
    /// Of the runs on the head.
    package let milliseconds: Int
  }

  /// The merge on which the commands ran.
  package struct MergedPart: Hashable, Sendable {
    package let baseTip: ObjectID
    package let tree: ObjectID
  }

  /// What transcripts told of the run, in numbers.
  package struct ToolsPart: Hashable, Sendable {
    package let claim: Claim
    package let calls: Int
    package let violations: Int
    package let refused: Int
    package let milliseconds: Int
    package let tokens: Int
    /// Millionths of a dollar; nil where no transcript tells it.
    package let cost: Int?
    package let loops: Int
    /// Stop conditions that were met, and calls after that.
    package let limits: Int
    package let after: Int
  }

  /// See `EvidenceDigest`.
  package let evidence: String
  package let toolVersion: String
  package let place: String
  package let started: String
  package let milliseconds: Int
  package let verdict: Verdict
  package let kind: Occasion.Kind?
  package let base: Base
  package let head: Head
  package let contract: ContractPart?
  package let policy: ObjectID?
  /// By the caller's word.
  package let agent: String?
  package let model: String?
  package let gates: [GatePart]
  package let areas: [AreaPart]
  package let findings: [FindingPart]
  package let size: Size
  /// Sorted; the first ones of many.
  package let inside: [PathPart]
  /// How many paths inside are left out.
  package let omitted: Int
  package let outside: [FolderPart]
  package let questions: Int
  package let notChecked: Int
  package let isolation: Isolation?
  package let runs: [RunPart]
  /// Nil where they ran on the head as it is, and in records of a caskade that didn't keep it; so with the next.
  package let merged: MergedPart?
  /// Nil where no transcript was given.
  package let tools: ToolsPart?
  /// Nil where no run and no question is known, and in records of a caskade that didn't keep it.
  package let agentRuns: AgentRuns?
}

/// What a validation command is known by in records, which hold no command: the beginning of the SHA-256 digest, in
/// hexadecimal digits, of its name and its line.
package enum CommandID {
  package static func text(name: String, run: String) -> String {
    let parts = [Array(name.utf8), Array(run.utf8)]
    // Lengths keep what ends one part from beginning the next.
    return String(SHA256.text(parts.flatMap { Array("\($0.count) ".utf8) + $0 }).prefix(16))
  }
}
