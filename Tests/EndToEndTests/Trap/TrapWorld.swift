import Foundation
import TestSupport
import XCTest

/// A repository in which a state of a work is set up and judged, and what a check says of it in few lines.
///
/// `main` holds the small contract, `src/a.txt`, `docs/guide.md`, `docs/private/plan.md` and
/// `other.txt`; `work` is checked out.
final class TrapWorld {
  let repository: ScratchRepository

  /// The small contract without commands: what validation does is not at stake here.
  static let contract = ContractText.small.replacing("validation:\n  - \"true\"\n", with: "validation: []\n")

  init(format: String = "sha1", contract: String = TrapWorld.contract, named name: String = "repository") throws {
    repository = try ScratchRepository(named: name, format: format)
    try repository.write("Contracts/work.yaml", contract)
    try repository.write("src/a.txt", "one\n")
    try repository.write("docs/guide.md", "guide\n")
    try repository.write("docs/private/plan.md", "plan\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
  }

  /// A key that is none, and that looks like one to the scanner.
  static let key = "AKIAQJ7EXAMPREFYAD5B"

  /// The line of `judgement` about files that only rules outside of the repository ignore.
  static func ignored(_ count: Int, by rules: String) -> String {
    let files = count == 1 ? "1 ignored file" : "\(count) ignored files"
    return "- \(files) in the working tree, by rules outside the repository: \(rules) (--ignored lists them)"
  }

  /// The evidence in lines: the verdict; each change as `OPERATION MODE PATH`; each finding as `! PATH [RULE]`, `? PATH
  /// [RULE]` below an error; each line of `not_checked` as `- LINE`. For a check that ended without evidence: its errors.
  func judgement(
    _ options: [String] = [], in folder: String = "", adding variables: [String: String] = [:]
  ) throws -> String {
    let arguments = ["check", "--format", "json"] + options
    let transcript = try repository.caskade(arguments, in: folder, adding: variables)
    guard transcript.status != 2 else { return transcript.errors }
    let evidence = try Evidence(transcript.output)
    XCTAssertEqual(transcript.status, evidence.verdict == "kept" ? 0 : 1)
    return evidence.summary
  }

  /// The changes by git's own records of two trees that the repository has, in the words of `judgement`.
  func truth(_ base: String, _ head: String) throws -> Set<String> {
    let records = try repository.git(
      "--no-replace-objects", "diff-tree", "-r", "-z", "--raw", "--no-renames", "--ignore-submodules=none", base, head)
    return Set(Self.changes(records))
  }

  static func changes(_ records: String) -> [String] {
    let fields = records.split(separator: "\0").map(String.init)
    return stride(from: 0, to: fields.count - 1, by: 2).map { index in
      let words = fields[index].dropFirst().split(separator: " ")
      let operation =
        words[0] == "160000" || words[1] == "160000"
        ? "submodule" : words[0] == "000000" ? "create" : words[1] == "000000" ? "delete" : "modify"
      return "\(operation) \(words[1]) \(fields[index + 1])"
    }
  }

  struct Evidence {
    let verdict: String
    let changes: [String]
    let findings: [String]
    let notChecked: [String]
    let baseTree: String
    let headTree: String

    init(_ json: String) throws {
      let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      verdict = try XCTUnwrap(object["verdict"] as? String)
      changes = try XCTUnwrap(object["changes"] as? [[String: Any]]).map { change in
        let words = ["operation", "new_mode", "path"].map { change[$0] as? String ?? "?" }
        return words.joined(separator: " ")
      }
      findings = try XCTUnwrap(object["findings"] as? [[String: Any]]).map { finding in
        let place = finding["path"] as? String ?? "."
        let line = (finding["line"] as? Int).map { ":\($0)" } ?? ""
        let mark = finding["severity"] as? String == "error" ? "!" : "?"
        return "\(mark) \(place)\(line) [\(finding["rule"] as? String ?? "")]"
      }
      notChecked = try XCTUnwrap(object["not_checked"] as? [[String: Any]]).map { $0["text"] as? String ?? "?" }
      baseTree = try XCTUnwrap((object["base"] as? [String: Any])?["tree"] as? String)
      headTree = try XCTUnwrap((object["head"] as? [String: Any])?["tree"] as? String)
    }

    var summary: String {
      let unchecked = notChecked.filter { !$0.contains("integrity") }.map { "- \($0)" }
      return ([verdict] + changes + findings + unchecked).joined(separator: "\n")
    }
  }
}

extension XCTestCase {
  /// Sets a state up and asserts what a check of it says. `committed` judges `--head work`, else the working tree.
  func trap(
    _ name: String, _ expected: String, committed: Bool = false, options: [String] = [],
    adding variables: [String: String] = [:], file: StaticString = #filePath, line: UInt = #line,
    _ setUp: (TrapWorld) throws -> Void
  ) throws {
    let world = try TrapWorld()
    try setUp(world)
    let head = committed ? ["--head", "work"] : []
    let judgement = try world.judgement(head + options, adding: variables)
    XCTAssertEqual(judgement, expected, name, file: file, line: line)
  }
}
