import Foundation
import TestSupport

/// A Swift file of the checkout.
struct SourceFileText {
  /// From the root of the checkout.
  let path: String
  let text: String

  /// The folder, from the target's own: empty for a file beside the folders.
  var folder: String { path.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/") }

  /// Whether the word stands anywhere, in a comment or in code.
  func holds(_ word: String) -> Bool { Data(text.utf8).range(of: Data(word.utf8)) != nil }

  /// Every file below a folder, by path.
  static func all(in folder: String) throws -> [SourceFileText] {
    let root = ProjectFolder.root.appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      SourceFileText(
        path: "\(folder)/\(name)", text: try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8))
    }
  }
}
