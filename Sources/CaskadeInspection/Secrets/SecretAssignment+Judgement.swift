import CaskadeSyntax

extension SecretAssignment {
  /// A password without quotes is no longer than this.
  private static let bareLimit = 128

  /// The bytes of the value that are a secret, or nil when it is a reference, a placeholder or an ordinary word.
  func secret(_ text: UnsafeBufferPointer<UInt8>, named name: SecretName, in file: SecretFile) -> Range<Int>? {
    let found: Range<Int>?
    switch quoting {
    case .quoted(let quote):
      if quote == UInt8(ascii: "'"), file.language == .singleQuoteIsCharacter { return nil }
      let first = value.lowerBound + Self.scheme(ArraySlice(text[value]))
      let range = first..<value.upperBound
      let written = SecretValue(ArraySlice(text[range]))
      if isListed {
        guard !written.isReference, !written.isPlaceholder else { return nil }
        found = Self.isRandom(written, length: 8) && written.turns > 0 ? range : nil
      } else {
        found = Self.isText(written, named: name, file.language) ? range : nil
      }
    case .bare:
      found = bareSecret(text, named: name, in: file.language)
    }
    return found.flatMap { Self.counts(SecretValue(ArraySlice(text[$0])), in: file) ? $0 : nil }
  }

  /// Whether a text that somebody wrote out under such a name is a secret.
  static func isText(_ written: SecretValue, named name: SecretName, _ language: SecretLanguage) -> Bool {
    guard !written.isReference, !written.isPlaceholder else { return false }
    switch name {
    case .password: return isWrittenPassword(written, language)
    case .token: return isRandom(written, length: 8)
    case .vendorKey: return isRandom(written, length: 16)
    }
  }

  /// In a test everybody writes out made-up passwords; nobody makes up a long random one. What has a format of its own is
  /// left to that format's rule, which knows its samples.
  static func counts(_ written: SecretValue, in file: SecretFile) -> Bool {
    if written.bytes.starts(with: "eyJ".utf8), written.bytes.contains(UInt8(ascii: ".")) { return false }
    if written.bytes.starts(with: "AIza".utf8), written.bytes.count == 39 { return false }
    guard file.isTest else { return true }
    return isRandom(written, length: 20) && written.digits > 2 && written.turns > 1 && !written.isSpelledOut
  }

  /// The length of the scheme before a credential: `Bearer `, `Token `.
  private static func scheme(_ value: ArraySlice<UInt8>) -> Int {
    for scheme in ["bearer ", "token ", "apikey "] {
      let length = scheme.utf8.count
      if value.count > length + 8, zip(value, scheme.utf8).allSatisfy({ $0 | 0x20 == $1 }) { return length }
    }
    return 0
  }

  /// The value without the marks that end it where it isn't quoted.
  func writtenValue(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard case .bare = quoting else { return value }
    var end = value.lowerBound
    while end < value.upperBound, ByteSet.tokenish.contains(text[end]), !Self.assigns(text, at: end) { end += 1 }
    return value.lowerBound..<end
  }

  /// A `=` with more behind it, which is no padding of base 64.
  private static func assigns(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    text[place] == UInt8(ascii: "=") && place + 1 < text.count && ByteSet.alphanumeric.contains(text[place + 1])
  }

  /// Without quotes a value may as well be an expression, so that more is asked of it.
  private func bareSecret(
    _ text: UnsafeBufferPointer<UInt8>, named name: SecretName, in language: SecretLanguage
  ) -> Range<Int>? {
    if definesText || language == .settings, name == .password, value.count <= Self.bareLimit {
      let whole = SecretValue(ArraySlice(text[value]))
      guard !whole.isReference, !whole.isPlaceholder else { return nil }
      if language == .settings,
        text[value.lowerBound] == UInt8(ascii: "[") || text[value.lowerBound] == UInt8(ascii: "{")
      {
        return nil
      }
      if Self.isNoExpression(whole), !whole.isForeignText { return value }
    }
    if language == .settings, name == .password, endsLine(text), value.count <= Self.bareLimit {
      let whole = SecretValue(ArraySlice(text[value]))
      if Self.isWholeText(whole), Self.isText(whole, named: name, language) { return value }
    }
    if name == .password, let field = connectionField(text) {
      let written = SecretValue(ArraySlice(text[field]))
      if written.digits > 0, Self.isText(written, named: name, .settings) { return field }
    }
    if isOnNextLine, language != .settings { return nil }
    let run = writtenValue(text)
    let end = run.upperBound
    guard run.count >= 6 else { return nil }
    if end < value.upperBound, !ByteSet(",;&)}]<\\#").contains(text[end]) { return nil }
    if self.name.lowerBound > 0, text[self.name.lowerBound - 1] == UInt8(ascii: ":") { return nil }
    let bare = SecretValue(ArraySlice(text[run]))
    guard !bare.isPlaceholder, !bare.isReference else { return nil }
    let needed = language == .settings ? (name == .password ? 6 : 10) : 16
    guard Self.isRandom(bare, length: needed) else { return nil }
    return needed < 16 || bare.digits >= 3 && bare.turns > 0 && !Self.isMemberPath(bare) ? run : nil
  }

  /// The value up to its semicolon, where the name stands behind one: `Server=x;Password=y;` (ADO.NET, ODBC, JDBC).
  private func connectionField(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var before = name.lowerBound
    while before > 0, text[before - 1] == 0x20 { before -= 1 }
    guard before > 0, text[before - 1] == UInt8(ascii: ";"), text[name.upperBound] == UInt8(ascii: "=") else {
      return nil
    }
    let end = text[value].firstIndex(of: UInt8(ascii: ";")) ?? value.upperBound
    let field = value.lowerBound..<end
    return text[field].contains(where: ByteSet("(){}<>=$%").contains) ? nil : field
  }

  /// Of settings a value that goes to the end of its line, without any mark that begins or ends something else.
  private static func isWholeText(_ written: SecretValue) -> Bool {
    guard let first = written.bytes.first, let last = written.bytes.last else { return false }
    return written.bytes.count >= 6 && written.specials > 0 && !ByteSet("!&*|>%@`#~?").contains(first)
      && !ByteSet("{[+|").contains(last) && !written.bytes.contains(where: ByteSet("()<>[]{},;&='\"\\`").contains)
  }

  /// `module.type.Member2`: every part begins as a name does.
  private static func isMemberPath(_ written: SecretValue) -> Bool {
    let parts = written.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { part in
        part.first.map { ByteSet.letters.contains($0) || $0 == UInt8(ascii: "_") } == true
          && part.allSatisfy(ByteSet.word.contains)
      }
  }

  /// Marks that no expression has in this order: brackets that don't match, or `@` and the like beside letters.
  private static func isNoExpression(_ written: SecretValue) -> Bool {
    guard written.letters + written.digits > 0, written.bytes.count >= 6, written.specials >= 3 else { return false }
    var open: [UInt8] = []
    for byte in written.bytes {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
      case UInt8(ascii: ")"): if open.popLast() != UInt8(ascii: "(") { return true }
      case UInt8(ascii: "]"): if open.popLast() != UInt8(ascii: "[") { return true }
      case UInt8(ascii: "}"): if open.popLast() != UInt8(ascii: "{") { return true }
      case UInt8(ascii: "#"), UInt8(ascii: "^"), 0x80...: return true
      case _: break
      }
    }
    return false
  }

  private static func isWrittenPassword(_ written: SecretValue, _ language: SecretLanguage) -> Bool {
    guard written.bytes.count >= 4, written.letters + written.digits > 0 else { return false }
    if written.blanks > 0 {
      guard written.specials == 0 || language != .other else { return false }
      return language == .settings && !written.bytes.contains(UInt8(ascii: ":"))
    }
    if isAddress(written) || isDate(written) || hasHashPrefix(written) { return false }
    if written.letters == 0, written.specials == 0 {
      return written.digits >= 6 && written.digits == written.bytes.count && written.variety >= 4
    }
    if written.variety < 3 || !written.isInNoOrder { return false }
    if written.specials > 0 {
      return !looksLikeCode(written)
    }
    if written.digits > 0 {
      return !written.bytes.contains { ByteSet("./:_-").contains($0) } || !written.readsAsWords
    }
    return !written.readsAsWords
  }

  private static func isAddress(_ written: SecretValue) -> Bool {
    if TokenCheck.contains(Array(written.bytes), "://") || written.bytes.starts(with: "arn:".utf8) { return true }
    guard let first = written.bytes.first else { return true }
    let isPath = first == UInt8(ascii: "/") && (written.readsAsWords || written.digits == 0 && written.upper == 0)
    return isPath || first == UInt8(ascii: ".")
      || first == UInt8(ascii: "#")
  }

  /// A call, a tag, a format or a regular expression in a text.
  private static func looksLikeCode(_ written: SecretValue) -> Bool {
    let bytes = Array(written.bytes)
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first == UInt8(ascii: "^") || first == UInt8(ascii: "<") || first == UInt8(ascii: "(")
      || first == UInt8(ascii: "{")
    {
      return true
    }
    if first == UInt8(ascii: "["), ["]{", "]+", "]*"].contains(where: { TokenCheck.contains(bytes, $0) }) {
      return true
    }
    if last == UInt8(ascii: ")"), bytes.contains(UInt8(ascii: "(")) { return true }
    if TokenCheck.contains(bytes, "%s") || TokenCheck.contains(bytes, "%v") || TokenCheck.contains(bytes, "%@") {
      return true
    }
    if TokenCheck.contains(bytes, ":\"") { return true }
    if TokenCheck.contains(bytes, "\\") && written.digits == 0 { return true }
    let odd = bytes.filter { !ByteSet.word.contains($0) }
    return written.digits == 0 && written.readsAsWords && odd.allSatisfy(ByteSet("!?*&+'\"=>|[],;()").contains)
  }

  static func isRandom(_ written: SecretValue, length: Int) -> Bool {
    guard written.bytes.count >= length, written.blanks == 0, written.isVaried else { return false }
    guard written.bytes.allSatisfy(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-+/=.~|:#&@*$!%^").contains) else {
      return false
    }
    if hasHashPrefix(written) || isAddress(written) || isDate(written) { return false }
    if written.letters == 0 { return written.digits == written.bytes.count && written.bytes.count >= 14 }
    guard written.digits > 0 || written.upper > 2 && written.lower > 2 else { return false }
    return !written.readsAsWords
  }

  /// Begins as a date of ISO 8601.
  private static func isDate(_ written: SecretValue) -> Bool {
    let shape = written.bytes.prefix(8).map { ByteSet.digits.contains($0) ? UInt8(ascii: "0") : $0 }
    return shape.elementsEqual("0000-00-".utf8)
  }

  /// `sha512-...`, `sha256:...` and the like say what was hashed, not what is secret.
  private static func hasHashPrefix(_ written: SecretValue) -> Bool {
    [
      "sha1-", "sha256-", "sha384-", "sha512-", "sha256:", "sha1:", "sha512:", "md5:", "h1:", "$2a$", "$2b$", "$2y$",
      "ssh-", "vault:",
    ]
    .contains { written.bytes.starts(with: $0.utf8) }
  }
}
