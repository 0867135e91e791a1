package import CaskadeSyntax

/// How a closed contract ended: the last line of its file, as `caskade close` writes it.
package enum ContractClosing: String, Hashable, Sendable, CaseIterable {
  case done, cancelled, takeover

  /// The bytes of the closed file. A contract that ends without a line break gets one.
  package func bytes(of contract: [UInt8], at time: String, why: String?) -> [UInt8] {
    let reason = why.map { ": \(EscapedText.line($0))" } ?? ""
    return Self.ended(contract) + Array("# closed \(time) as \(rawValue)\(reason)\n".utf8)
  }

  /// How the file says that it closes a contract of these bytes; nil where it holds anything else, or other bytes.
  package init?(_ file: [UInt8], of contract: [UInt8]) {
    let ended = Self.ended(contract)
    guard file.starts(with: ended), file.last == 0x0A else { return nil }
    let rest = file.dropFirst(ended.count).dropLast()
    let words = rest.split(separator: UInt8(ascii: " "), maxSplits: 4, omittingEmptySubsequences: false)
    guard !rest.contains(0x0A), words.count >= 5, words[0].elementsEqual("#".utf8),
      words[1].elementsEqual("closed".utf8), words[3].elementsEqual("as".utf8)
    else { return nil }
    let end = words[4].prefix { $0 != UInt8(ascii: ":") }
    self.init(rawValue: String(decoding: end, as: UTF8.self))
  }

  /// How a closed file says that it ended, by its last line; nil where that says nothing of it.
  package init?(closed file: [UInt8]) {
    guard file.last == 0x0A, let line = file.split(separator: 0x0A).last else { return nil }
    self.init(Array(line) + [0x0A], of: [])
  }

  /// The reason that the last line of a closed file begins with; nil where it gives none of those that are counted.
  package static func reason(closed file: [UInt8]) -> ClosingReason? {
    guard ContractClosing(closed: file) != nil, let line = file.split(separator: 0x0A).last else { return nil }
    // `# closed TIME as HOW: REASON: TEXT`
    let parts = line.split(separator: 0x20, maxSplits: 4)
    guard parts.count == 5, let colon = parts[4].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return ClosingReason(beginning: String(decoding: parts[4][(colon + 1)...], as: UTF8.self))
  }

  private static func ended(_ contract: [UInt8]) -> [UInt8] {
    contract.last.map { $0 == 0x0A ? contract : contract + [0x0A] } ?? []
  }
}
