import CaskadeSyntax

/// The base's `Contracts/allowed_signers`, in OpenSSH's format (ssh-keygen(1), "ALLOWED SIGNERS"), read more strictly.
///
/// A line counts only with literal principals and exactly one of our namespaces: that of approvals, or that of evidence.
/// One without a namespace is good for every signature, so whoever signs commits would approve contracts. All other lines
/// are listed as ignored.
package struct AllowedSigners: Hashable, Sendable {
  package struct Signer: Hashable, Sendable {
    package let principal: Principal
    package let key: SSHPublicKey
    package let validAfter: KeyTime?
    package let validBefore: KeyTime?
    package let line: Int
  }

  package struct Ignored: Hashable, Sendable {
    package let line: Int
    /// As the line has it, for finding a name in it.
    package let principals: [String]
    package let reason: Reason
  }

  package enum Reason: Hashable, Sendable {
    case unreadable
    case notLiteral(String)
    case certificateAuthority
    case noNamespace
    case otherNamespaces(String)
    case unknownOption(String)
    case badTime(String)
    case badKey
  }

  /// Whose signatures count as approvals.
  package private(set) var signers: [Signer] = []
  /// Whose signatures count under evidence, and never as an approval.
  package private(set) var runners: [Signer] = []
  package private(set) var ignored: [Ignored] = []

  package static let none = AllowedSigners([])

  package init(_ bytes: [UInt8]) {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      read(line, number: index + 1)
    }
  }

  package func signers(named principal: Principal) -> [Signer] {
    signers.filter { $0.principal == principal }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, number: Int) {
    let text = String(decoding: line, as: UTF8.self)
    let words = Self.words(text)
    guard let words, let first = words.first, !first.hasPrefix("#") else {
      if words == nil { ignored.append(Ignored(line: number, principals: [], reason: .unreadable)) }
      return
    }
    let names = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    do throws(LineProblem) {
      var principals: [Principal] = []
      for name in names {
        guard let principal = Principal(name) else { throw LineProblem(.notLiteral(name)) }
        principals.append(principal)
      }
      guard words.count >= 3 else { throw LineProblem(.unreadable) }
      if SSHPublicKey.isType(words[1]) { throw LineProblem(.noNamespace) }
      let options = try SignerOptions(words[1])
      guard words.count >= 4, let key = SSHPublicKey(type: words[2], base64: words[3]) else {
        throw LineProblem(.badKey)
      }
      let found = principals.map {
        Signer(
          principal: $0, key: key, validAfter: options.validAfter, validBefore: options.validBefore, line: number)
      }
      switch options.use {
      case .approval: signers += found
      case .evidence: runners += found
      }
    } catch {
      ignored.append(Ignored(line: number, principals: names, reason: error.reason))
    }
  }

  /// The words of a line; blanks inside quotes part nothing. Nil when a quote is never closed.
  private static func words(_ line: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line.unicodeScalars {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == " " || character == "\t" || character == "\r" {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.unicodeScalars.append(character)
      }
    }
    guard !isQuoted else { return nil }
    return word.isEmpty ? words : words + [word]
  }
}

struct LineProblem: Error {
  let reason: AllowedSigners.Reason

  init(_ reason: AllowedSigners.Reason) {
    self.reason = reason
  }
}

/// The options of one line: exactly one namespace of ours, and from when until when the key is good.
private struct SignerOptions {
  private(set) var validAfter: KeyTime?
  private(set) var validBefore: KeyTime?
  let use: SignatureUse

  init(_ text: String) throws(LineProblem) {
    var named: SignatureUse?
    for option in Self.split(text) {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count == 2 ? Self.unquoted(parts[1]) : nil
      switch (parts[0].lowercased(), value) {
      case ("cert-authority", nil): throw LineProblem(.certificateAuthority)
      case ("namespaces", .some(let value)):
        guard let use = SignatureUse(rawValue: value), named == nil else { throw LineProblem(.otherNamespaces(value)) }
        named = use
      case ("valid-after", .some(let value)):
        guard let time = KeyTime(value), validAfter == nil else { throw LineProblem(.badTime(value)) }
        validAfter = time
      case ("valid-before", .some(let value)):
        guard let time = KeyTime(value), validBefore == nil else { throw LineProblem(.badTime(value)) }
        validBefore = time
      default: throw LineProblem(.unknownOption(String(parts[0])))
      }
    }
    guard let named else { throw LineProblem(.noNamespace) }
    use = named
  }

  private static func split(_ text: String) -> [String] {
    var options = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { options.append("") } else { options[options.count - 1].append(character) }
    }
    return options
  }

  private static func unquoted(_ text: Substring) -> String? {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
    let inner = text.dropFirst().dropLast()
    return inner.contains("\"") || inner.contains("\\") ? nil : String(inner)
  }
}
