import CaskadeInspection
import CaskadeSyntax
import Foundation
import TestSupport

/// One labelled text.
struct SecretSample {
  let id: String
  let isSecret: Bool
  let path: RepositoryPath
  let text: [UInt8]
}

enum SecretCorpus {
  static let scanner = SecretScanner()

  /// What the rules' own examples say: each a secret, and each a near miss.
  static func ours() throws -> [SecretSample] {
    try examples().flatMap { row in
      [
        SecretSample(id: row[0], isSecret: true, path: RepositoryPath("sample"), text: Array(row[2].utf8)),
        SecretSample(id: row[0], isSecret: false, path: RepositoryPath("sample"), text: Array(row[3].utf8)),
      ]
    }
  }

  /// Rule, anchor, what it finds and what it doesn't; made here, and no token is real.
  static func examples() throws -> [[String]] {
    let file = ProjectFolder.fixtures.appendingPathComponent("secrets/rule-examples.tsv")
    return rows(try String(contentsOf: file, encoding: .utf8))
  }

  static func gitleaks() throws -> [SecretSample] {
    try corpus("gitleaks-samples-part.tsv.gz").map { row in
      SecretSample(id: row[0], isSecret: row[2] == "secret", path: RepositoryPath("sample"), text: unescaped(row[3]))
    }
  }

  static func detectSecrets() throws -> [SecretSample] {
    try corpus("detect-secrets-samples-part.tsv.gz").map { row in
      let path = RepositoryPath(row[2].isEmpty ? "sample" : "sample.\(row[2])")
      return SecretSample(id: row[0], isSecret: row[3] == "secret", path: path, text: unescaped(row[4]))
    }
  }

  static func realLines() throws -> [SecretSample] {
    try corpus("negatives-real-lines-part.tsv.gz").map { row in
      SecretSample(
        id: row[0], isSecret: row[2] == "secret", path: RepositoryPath(bytes: unescaped(row[4])),
        text: unescaped(row[3]))
    }
  }

  private static func corpus(_ name: String) throws -> [[String]] { rows(try Corpora.text("secrets/\(name)")) }

  /// The rows below the heading, split at tabs.
  private static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The bytes of a JSON string; a lone surrogate stands for a byte that isn't UTF-8.
  private static func unescaped(_ json: String) -> [UInt8] {
    var units: [UInt16] = []
    var rest = Array(json.utf16.dropFirst().dropLast())[...]
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let escape = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch Character(Unicode.Scalar(UInt8(escape))) {
      case "n": units.append(0x0A)
      case "r": units.append(0x0D)
      case "t": units.append(0x09)
      case "b": units.append(0x08)
      case "f": units.append(0x0C)
      case "u":
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      case _: units.append(escape)
      }
    }
    var bytes: [UInt8] = []
    var place = 0
    while place < units.count {
      let isPair =
        UTF16.isLeadSurrogate(units[place]) && place + 1 < units.count && UTF16.isTrailSurrogate(units[place + 1])
      let length = isPair ? 2 : 1
      if !isPair, UTF16.isTrailSurrogate(units[place]) {
        bytes.append(UInt8(truncatingIfNeeded: units[place]))
      } else {
        bytes += Array(String(decoding: units[place..<(place + length)], as: UTF16.self).utf8)
      }
      place += length
    }
    return bytes
  }
}
