package import CaskadeSyntax

/// Finds secrets in bytes: vendors' tokens by their shape and checksum, private keys, passwords in URLs and commands,
/// and random values under a name that secrets are kept under.
///
/// One pass finds the literals that begin every rule; a rule then looks at the bytes around its own only. Nothing that
/// the text says about itself (a comment such as `ignore`) has any effect.
package struct SecretScanner: Sendable {
  private enum Anchor: Sendable {
    case token(Int)
    case name
    case vendor(Int)
    case url
    case privateKey
    case keyBody
    case curl
    case kubernetes
  }

  private let rules: [TokenRule]
  private let vendors: [VendorShape]
  private let anchors: [Anchor]
  private let automaton: LiteralSearch

  package init() {
    rules = TokenRules.all
    vendors = VendorShape.all
    var literals: [[UInt8]] = []
    var anchors: [Anchor] = []
    func add(_ literal: String, _ anchor: Anchor) {
      literals.append(Array(literal.utf8))
      anchors.append(anchor)
    }
    for (index, rule) in rules.enumerated() {
      literals.append(rule.anchor)
      anchors.append(.token(index))
    }
    for stem in SecretName.stems { add(stem, .name) }
    for (index, vendor) in vendors.enumerated() { add(vendor.vendor, .vendor(index)) }
    for body in PrivateKeyBlock.bodies { add(body, .keyBody) }
    add("://", .url)
    add("BEGIN ", .privateKey)
    add("curl", .curl)
    add("data:", .kubernetes)
    self.anchors = anchors
    automaton = LiteralSearch(literals)
  }

  /// The secrets of one line, given without its line break.
  package func scan(line: ArraySlice<UInt8>, path: RepositoryPath) -> [SecretHit] {
    line.withUnsafeBufferPointer { scan(line: $0, path: path) }
  }

  package func scan(line: UnsafeBufferPointer<UInt8>, path: RepositoryPath) -> [SecretHit] {
    scan(line: line, in: SecretLanguage(path))
  }

  /// For many lines of one file: the language is worked out once.
  package func scan(line: UnsafeBufferPointer<UInt8>, in language: SecretLanguage) -> [SecretHit] {
    spans(line, language).map { SecretHit(kind: $0.kind, line: 1, range: $0.range) }
  }

  /// The secrets of a whole file, in the order of their places. UTF-16 is read as text; other NUL bytes are bytes.
  package func scan(blob: [UInt8], path: RepositoryPath) -> [SecretHit] {
    let text = UTF16Text.decoded(blob) ?? blob
    return text.withUnsafeBufferPointer { text in
      var line = 1
      var lineStart = 0
      var place = 0
      return spans(text, SecretLanguage(path)).map { span in
        while place < span.range.lowerBound {
          if text[place] == 0x0A {
            line += 1
            lineStart = place + 1
          }
          place += 1
        }
        var end = span.range.lowerBound
        while end < span.range.upperBound, text[end] != 0x0A { end += 1 }
        return SecretHit(kind: span.kind, line: line, range: (span.range.lowerBound - lineStart)..<(end - lineStart))
      }
    }
  }

  /// Ordered, without overlaps; the more telling kind wins.
  func spans(_ text: UnsafeBufferPointer<UInt8>, _ language: SecretLanguage) -> [SecretSpan] {
    var tokens: [SecretSpan] = []
    var values: [SecretSpan] = []
    var judgedName = -1
    // What was looked at up to there isn't looked at again, so that no text takes quadratic time.
    var curlEnd = 0
    var objectEnd = 0
    automaton.scan(text) { literal, start in
      switch anchors[literal] {
      case .token(let index):
        if let range = rules[index].match(text, at: start) {
          tokens.append(SecretSpan(kind: rules[index].kind, range: range))
        }
      case .name:
        let name = SecretAssignment.name(text, around: start)
        guard name.lowerBound > judgedName, let kind = SecretName(ArraySlice(text[name])) else { return }
        judgedName = name.lowerBound
        if let range = assigned(text, name, kind, language) {
          values.append(SecretSpan(kind: kind == .password ? .password : .token, range: range))
        }
      case .vendor(let index):
        guard start == 0 || !ByteSet.lower.contains(text[start - 1]) || ByteSet.upper.contains(text[start]) else {
          return
        }
        let name = SecretAssignment.name(text, around: start)
        guard !SecretName.isAboutSecrets(ArraySlice(text[name])) else { return }
        guard let assigned = SecretAssignment(text, after: name) else { return }
        let value = assigned.writtenValue(text)
        if vendors[index].matches(ArraySlice(text[value])) {
          values.append(SecretSpan(kind: vendors[index].kind, range: value))
        }
      case .url:
        if let range = URLPassword.find(text, at: start) { tokens.append(SecretSpan(kind: .urlPassword, range: range)) }
      case .privateKey:
        if let range = PrivateKeyBlock.find(text, at: start) {
          tokens.append(SecretSpan(kind: .privateKey, range: range))
        }
      case .keyBody:
        if let range = PrivateKeyBlock.body(text, at: start) {
          tokens.append(SecretSpan(kind: .privateKey, range: range))
        }
      case .curl:
        guard start >= curlEnd else { return }
        let command = CurlCredential.find(text, at: start)
        curlEnd = command.end
        values += command.values.map { SecretSpan(kind: .curlCredential, range: $0) }
      case .kubernetes:
        guard start >= objectEnd else { return }
        let object = KubernetesSecret.find(text, at: start)
        objectEnd = object.end
        values += object.values.map { SecretSpan(kind: .kubernetesSecret, range: $0) }
      }
    }
    return tokens.isEmpty && values.isEmpty ? [] : (tokens + values).withoutOverlaps()
  }

  private func assigned(
    _ text: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ kind: SecretName, _ language: SecretLanguage
  ) -> Range<Int>? {
    if let after = SecretAssignment(text, after: name),
      let range = after.secret(text, named: kind, in: language)
    {
      return range
    }
    return SecretAssignment(text, before: name)?.secret(text, named: kind, in: language)
  }
}
