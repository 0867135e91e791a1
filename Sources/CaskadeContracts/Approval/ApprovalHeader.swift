package import CaskadeSyntax

/// What a person says about the contract that they sign: the signed text's first part.
///
/// One `key: value` a line, all nine keys in their order; a key without a value is written `key:`. A value holds no line
/// break and nothing invisible.
package struct ApprovalHeader: Hashable, Sendable {
  package static let format = "caskade.approval/1"
  /// The namespace of the signature (ssh-keygen(1), `-Y sign`): one made for anything else is no approval.
  package static let namespace = SignatureUse.approval.namespace
  package static let keys = [
    "format", "contract", "principal", "band", "branch", "base", "time", "expires", "note",
  ]

  package let contract: RepositoryPath
  package let principal: Principal
  /// The highest band that the approval covers.
  package let band: Band
  /// The branches that it is good for, patterns parted by blanks in the text; none for every branch.
  package let branches: [BranchPattern]
  /// The tip of the base as the signer saw it.
  package let base: ObjectID
  /// When it was signed, as the signer's clock had it: RFC 3339 in UTC.
  package let time: String
  /// The last day on which it counts, in UTC.
  package let expires: CalendarDate?
  package let note: String

  /// Nil when a text can't stand on a line of its own, or the path isn't UTF-8.
  package init?(
    contract: RepositoryPath, principal: Principal, band: Band, branches: [BranchPattern], base: ObjectID, time: String,
    expires: CalendarDate?, note: String
  ) {
    guard contract.isUTF8, Self.isLine(contract.bytes), Self.isLine(Array(note.utf8)) else { return nil }
    self.contract = contract
    self.principal = principal
    self.band = band
    self.branches = branches.map { BranchPattern(pattern: $0.pattern, line: 0) }
    self.base = base
    self.time = time
    self.expires = expires
    self.note = note
  }

  package var text: String {
    let values = [
      Self.format, String(decoding: contract.bytes, as: UTF8.self), principal.text, band.rawValue,
      branches.map(\.pattern.text).joined(separator: " "), base.text, time, expires?.text ?? "", note,
    ]
    return zip(Self.keys, values).map { $1.isEmpty ? "\($0):\n" : "\($0): \($1)\n" }.joined()
  }

  package func covers(branch: String) -> Bool {
    branches.isEmpty || branches.contains { $0.matches(branch) }
  }

  /// Reads the header's lines; an error names the key whose line isn't as it has to be.
  package init(lines: [ArraySlice<UInt8>]) throws(ApprovalFileError) {
    var values: [String] = []
    for (index, key) in Self.keys.enumerated() {
      guard index < lines.count, let value = Self.value(of: key, in: lines[index]) else {
        throw .header(line: index + 1, key: key)
      }
      values.append(value)
    }
    guard lines.count == Self.keys.count else { throw .header(line: Self.keys.count + 1, key: nil) }
    func value<Value>(_ index: Int, _ read: (String) -> Value?) throws(ApprovalFileError) -> Value {
      guard let value = read(values[index]) else { throw .value(key: Self.keys[index], found: values[index]) }
      return value
    }
    _ = try value(0) { $0 == Self.format ? true : nil }
    contract = try value(1) { $0.isEmpty ? nil : RepositoryPath($0) }
    principal = try value(2) { Principal($0) }
    band = try value(3) { Band(rawValue: $0) }
    branches = try value(4, Self.branches)
    base = try value(5) { ObjectID($0) }
    time = try value(6) { Self.isTime($0) ? $0 : nil }
    expires = try value(7) { text -> CalendarDate?? in
      text.isEmpty ? .some(nil) : CalendarDate(text).map { .some($0) }
    }
    note = values[8]
  }

  private static func value(of key: String, in line: ArraySlice<UInt8>) -> String? {
    let head = Array("\(key):".utf8)
    guard line.starts(with: head), isLine(Array(line)) else { return nil }
    let rest = line.dropFirst(head.count)
    if rest.isEmpty { return "" }
    guard rest.first == 0x20, rest.count > 1 else { return nil }
    return String(decoding: rest.dropFirst(), as: UTF8.self)
  }

  /// UTF-8, one line, and nothing in it that a reader wouldn't see.
  package static func isLine(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.elementsEqual(bytes) && !text.unicodeScalars.contains(where: EscapedText.isInvisible)
      && text.unicodeScalars.allSatisfy { $0.value != 0x7F }
  }

  private static func branches(_ text: String) -> [BranchPattern]? {
    var patterns: [BranchPattern] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      guard let pattern = try? PathPattern(String(word)) else { return nil }
      patterns.append(BranchPattern(pattern: pattern, line: 0))
    }
    return patterns
  }

  private static func isTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z") else { return false }
    return KeyTime(text.filter { $0.isASCII && $0.isNumber } + "Z") != nil && bytes.count(where: { $0 == 0x3A }) == 2
  }
}
