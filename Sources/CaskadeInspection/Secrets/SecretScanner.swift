import CaskadeSyntax

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
    case wrappedKey
    case curl
    case command(Int)
    case basic(length: Int)
    case kubernetes(length: Int)
  }

  private let rules: [TokenRule]
  private let vendors: [VendorShape]
  private let anchors: [Anchor]
  private let automaton: LiteralSearch

  /// - Parameter forFewTexts: for short ones of one call: nothing is made that only pays with much to read.
  package init(forFewTexts: Bool = false) {
    rules = forFewTexts ? TokenRules.all : TokenRules.compiled
    vendors = VendorShape.all
    let (literals, anchors) = Self.beginnings()
    self.anchors = anchors
    automaton = LiteralSearch(literals, forFewTexts: forFewTexts)
  }

  /// The literals that begin every rule, and what each of them begins.
  private static func beginnings() -> (literals: [[UInt8]], anchors: [Anchor]) {
    var literals: [[UInt8]] = []
    var anchors: [Anchor] = []
    func add(_ literal: String, _ anchor: Anchor) {
      literals.append(Array(literal.utf8))
      anchors.append(anchor)
    }
    for (index, rule) in TokenRules.all.enumerated() {
      literals.append(rule.anchor)
      anchors.append(.token(index))
    }
    for stem in SecretName.stems { add(stem, .name) }
    for (index, vendor) in VendorShape.all.enumerated() { add(vendor.vendor, .vendor(index)) }
    for body in PrivateKeyBlock.bodies { add(body, .keyBody) }
    for (index, command) in CommandPassword.all.enumerated() { add(command.command, .command(index)) }
    for anchor in BasicCredential.anchors { add(anchor, .basic(length: anchor.utf8.count)) }
    for anchor in PrivateKeyBlock.wrappings { add(anchor, .wrappedKey) }
    add("://", .url)
    add("BEGIN ", .privateKey)
    add("curl", .curl)
    for anchor in KubernetesSecret.anchors { add(anchor, .kubernetes(length: anchor.utf8.count)) }
    return (literals, anchors)
  }

  /// Of a text, or a part of one, in the order of their places.
  package func spans(_ text: UnsafeBufferPointer<UInt8>, _ file: SecretFile) -> [SecretSpan] {
    let found = ranges(text, file)
    return found.isEmpty ? [] : found.spans(in: text)
  }

  func ranges(_ text: UnsafeBufferPointer<UInt8>, _ file: SecretFile) -> SecretRanges {
    // What has a shape of its own says more than a name, and comes first.
    var shapes = SecretRanges()
    var values = SecretRanges()
    var judgedName = -1
    // What was looked at up to there isn't looked at again, so that no text takes quadratic time.
    var curlEnd = 0
    var objectEnd = 0
    var document = KubernetesSecret.Document()
    var commandEnds: [Int] = []
    automaton.scan(text) { literal, start in
      switch anchors[literal] {
      case .token(let index):
        if let range = token(rules[index], text, start, file) { shapes.add(rules[index].kind, range) }
      case .name:
        let name = SecretAssignment.name(text, around: start)
        guard name.lowerBound > judgedName, let kind = SecretName(ArraySlice(text[name])) else { return }
        judgedName = name.lowerBound
        if let range = assigned(text, name, kind, file) { values.add(kind == .password ? .password : .token, range) }
      case .vendor(let index):
        guard start == 0 || !ByteSet.lower.contains(text[start - 1]) || ByteSet.upper.contains(text[start]) else {
          return
        }
        let name = SecretAssignment.name(text, around: start)
        guard !SecretName.isAboutSecrets(ArraySlice(text[name])) else { return }
        guard let assigned = SecretAssignment(text, after: name) else { return }
        let value = assigned.writtenValue(text)
        if vendors[index].matches(ArraySlice(text[value])) { values.add(vendors[index].kind, value) }
      case .url:
        if let range = URLPassword.find(text, at: start) { shapes.add(.urlPassword, range) }
      case .privateKey:
        if let range = PrivateKeyBlock.find(text, at: start) { shapes.add(.privateKey, range) }
      case .keyBody:
        if let range = PrivateKeyBlock.body(text, at: start) { shapes.add(.privateKey, range) }
      case .wrappedKey:
        if let range = PrivateKeyBlock.wrapped(text, at: start) { shapes.add(.privateKey, range) }
      case .curl:
        guard start >= curlEnd else { return }
        let command = CurlCredential.find(text, at: start)
        curlEnd = command.end
        for value in command.values { values.add(.curlCredential, value) }
      case .command(let index):
        if commandEnds.isEmpty { commandEnds = CommandPassword.all.map { _ in 0 } }
        guard start >= commandEnds[index] else { return }
        let found = CommandPassword.all[index].find(text, at: start)
        commandEnds[index] = found.end
        if let value = found.value { values.add(.commandPassword, value) }
      case .basic(let length):
        if let range = BasicCredential.find(text, after: start + length) { values.add(.basicCredential, range) }
      case .kubernetes(let length):
        guard start >= objectEnd else { return }
        let object = KubernetesSecret.find(text, at: start, length, in: &document)
        objectEnd = object.end
        for value in object.values { values.add(.kubernetesSecret, value) }
      }
    }
    if file.isPostgresPasswords {
      for value in PostgresPasswords.find(text) { values.add(.password, value) }
    }
    shapes.add(values)
    return shapes
  }

  /// A token as it stands, or written as several texts that the language joins.
  private func token(
    _ rule: TokenRule, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ file: SecretFile
  ) -> Range<Int>? {
    if let range = rule.match(text, at: start) {
      return rule.context?(text, range, file) == false ? nil : range
    }
    guard let joined = TextSeam.joined(text, from: start) else { return nil }
    return joined.bytes.withUnsafeBufferPointer { bytes in
      rule.match(bytes, at: joined.anchor).map { joined.places[$0.lowerBound]..<(joined.places[$0.upperBound - 1] + 1) }
    }
  }

  private func assigned(
    _ text: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ kind: SecretName, _ file: SecretFile
  ) -> Range<Int>? {
    let whole =
      SecretElement.value(text, after: name) ?? TerraformDefault.value(text, after: name)
      ?? SecretDirective.value(text, after: name)
    if let whole {
      let written = SecretValue(ArraySlice(text[whole]))
      let isSecret = SecretAssignment.isText(written, named: kind, .settings) && written.blanks == 0
      return isSecret && SecretAssignment.counts(written, in: file) ? whole : nil
    }
    if let after = SecretAssignment(text, after: name), let range = after.secret(text, named: kind, in: file) {
      return range
    }
    return SecretAssignment(text, before: name)?.secret(text, named: kind, in: file)
  }
}
