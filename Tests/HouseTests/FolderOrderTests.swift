import Foundation
import TestSupport
import XCTest

/// The order of folders inside each target, which the compiler doesn't see: no folder refers to one below it.
final class FolderOrderTests: XCTestCase {
  /// A target's folders, those that know nothing of the others first. A folder that isn't named belongs to the one that it
  /// lies in; files beside the folders come last.
  private struct Room {
    let target: String
    let folders: [String]
    /// References against the order that are still there. The list only ever gets shorter.
    var known: [String] = []

    func place(of folder: String) -> String? {
      var name = folder
      while !folders.contains(name) {
        guard let slash = name.lastIndex(of: "/") else { return nil }
        name = String(name[..<slash])
      }
      return name
    }
  }

  private static let rooms = [
    Room(
      target: "CaskadeSyntax",
      folders: ["Text", "JSON", "SQLite", "XML", "Repository", "Source", "Glob", "Shell", "Runners", "YAML"]),
    Room(
      target: "CaskadeInspection",
      folders: [
        "Change", "TestRuns/Counts", "TestRuns/Reports", "TestRuns/Output", "Checks/Source", "Checks/Findings",
        "Checks/Settings", "Checks/Sections", "Checks/Files",
        "Checks/Commands",
        "Checks/Tests", "Checks/Plan", "Checks/Awareness", "Checks/Hunks", "Checks/Scan", "Checks/Base",
        "Checks/Turned", "Checks/Shipped",
        "Secrets/Values",
        "Secrets/Tokens", "Secrets",
        "ToolUse", "Dependencies", "Permissions",
      ]),
    Room(
      target: "CaskadeContracts",
      folders: [
        "Contract", "Policy", "Decoding", "Keys", "Authority", "Approval", "Commands", "Lint", "Schema", "Drafting",
      ]),
    Room(
      target: "CaskadeCore",
      folders: [
        "Rules", "Occasion", "Evidence", "Record", "Validation", "Risk", "Judgement/Paths", "Judgement/Input",
        "Judgement/Tools", "Judgement/Gates", "Judgement", "Amendment", "Board", "Review", "Figures", "Audit", "Trial",
        "Drill",
      ]),
    Room(
      target: "CaskadeSystem",
      folders: ["Concurrency", "Platform", "Files", "Process", "Git", "Signing", "Validation"]),
    Room(target: "CaskadeReport", folders: ["Markup", "Phrases", "Handoff", "Formats", "Pages"]),
    Room(target: "CaskadeAgents", folders: ["Transcripts", "Dialects", "Guard", "Reading", "Export", "Permissions"]),
    Room(
      target: "CaskadeEngine",
      folders: [
        "Session", "Request", "Base", "Approving", "Record", "Facts", "Validation", "Check", "Export", "Run", "Guard",
        "Board", "Figures", "Policy", "Drill",
      ]),
    Room(
      target: "CaskadeCLI", folders: ["Arguments", "Console", "Help", "Setup", "Demo", "Commands"]),
  ]

  func testNoFolderRefersToOneBelowIt() throws {
    for room in Self.rooms {
      let files = try SourceFileText.all(in: "Sources/\(room.target)")
      XCTAssertFalse(files.isEmpty, room.target)
      let order = room.folders + ["."]
      let references = TypeReferences(files) { $0.folder.isEmpty ? "." : room.place(of: $0.folder) ?? $0.folder }
      var met: Set<String> = []
      for reference in references.all {
        guard let from = order.firstIndex(of: reference.from), let to = order.firstIndex(of: reference.to) else {
          continue
        }
        let edge = "\(reference.from) -> \(reference.to)"
        guard from < to else { continue }
        met.insert(edge)
        if room.known.contains(edge) { continue }
        XCTFail(
          "\(reference.path): \(reference.name) lies in \(room.target)/\(reference.to), below \(reference.from): "
            + "turn the reference round, or move the type up")
      }
      XCTAssertEqual(Set(room.known).subtracting(met), [], "\(room.target): gone, so take it off the list")
    }
  }

  func testEveryFolderHasItsPlace() throws {
    for room in Self.rooms {
      let folders = Set(try SourceFileText.all(in: "Sources/\(room.target)").map(\.folder).filter { !$0.isEmpty })
      for folder in folders.sorted() {
        XCTAssertNotNil(room.place(of: folder), "\(room.target)/\(folder) has no place in the order of its target")
      }
      for listed in room.folders {
        XCTAssertTrue(
          folders.contains { $0 == listed || $0.hasPrefix(listed + "/") }, "\(room.target)/\(listed) is gone")
      }
    }
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: ProjectFolder.root.appendingPathComponent("Sources").path)
    let single: Set = ["caskade", "caskade-bench"]
    XCTAssertEqual(
      Set(targets.filter { !$0.contains(".") }).subtracting(single), Set(Self.rooms.map(\.target)))
  }

  func testTheScanTellsNamesApart() {
    let files = [
      SourceFileText(path: "Sources/A/Low/One.swift", text: "package struct One {\n  enum Kind {}\n}\n"),
      SourceFileText(path: "Sources/A/High/Two.swift", text: "final class Two {\n  let one: One  // Three\n}\n"),
      SourceFileText(path: "Sources/A/High/Three.swift", text: "enum Three { case kind(Other.One), text(\"One\") }\n"),
      SourceFileText(path: "Sources/A/Mid/Four.swift", text: "extension Two {\n  struct One {}\n  var it: One\n}\n"),
      SourceFileText(path: "Sources/A/Mid/Kind.swift", text: "typealias Kind = One\nlet text = \"\\(Three.self)\"\n"),
    ]
    let found = TypeReferences(files, folder: \.folder).all.map { "\($0.path) \($0.name): \($0.from) -> \($0.to)" }
    XCTAssertEqual(
      found,
      [
        "Sources/A/High/Two.swift One: High -> Low", "Sources/A/Mid/Four.swift Two: Mid -> High",
        "Sources/A/Mid/Kind.swift One: Mid -> Low", "Sources/A/Mid/Kind.swift Three: Mid -> High",
      ])
  }
}
