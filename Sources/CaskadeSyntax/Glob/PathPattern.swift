/// A pattern on whole paths, from the repository's root: git's wildmatch, the language of `.gitignore`.
///
/// - A pattern without `*`, `?`, `[` or `\` names that path and everything under it; with a slash at the end only
///   what is under it: `docs` is `docs` and `docs/a/b`, but not `docs2`; `docs/` isn't `docs`.
/// - Else the whole path has to match. `*` takes any bytes but a slash, `?` one byte but a slash: `src/*` is
///   `src/x`, but not `src/a/b`; `*.md` isn't `docs/x.md`.
/// - `**/` at the start and `/**/` in the middle take any number of folders, none too; `/**` at the end takes
///   everything below, at least one component: `src/**/a` is `src/a` and `src/x/y/a`, but not `src/xa`.
/// - `[a-z]`, `[!a-z]`, `[[:alpha:]]` take one byte but a slash; `\` takes the next byte as it is.
///
/// What people would misread is refused; see `PathPatternError.Kind`.
package struct PathPattern: Sendable {
  package let text: String
  private var form: Form

  private enum Form: Sendable {
    case path(exact: [UInt8], folded: [UInt8], onlyBelow: Bool)
    case wildcard(exact: Wildmatch, folded: Wildmatch)
    case deferred(PatternEnds.LastByte)

    /// A pattern's, with a wildcard in it.
    init(_ bytes: [UInt8]) {
      self = .wildcard(exact: Wildmatch(bytes, .exact), folded: Wildmatch(bytes, .folded))
    }
  }

  /// When a pattern with a wildcard is compiled, which takes longer than to compare it with a path.
  package enum Compilation: Hashable, Sendable {
    case atOnce
    /// Each time that a path may match it, by how it begins and ends: for who asks about a few paths.
    case deferred
  }

  package init(_ text: String, _ compilation: Compilation = .atOnce) throws(PathPatternError) {
    var bytes = text
    let isOrdinary = bytes.withUTF8 { PathPatternCheck.isOrdinary($0) }
    if !isOrdinary { try PathPatternCheck.check(Array(bytes.utf8)) }
    self.init(checked: text, compilation)
  }

  /// A pattern of the program's own, that a test has checked.
  package init(checked text: String, _ compilation: Compilation = .atOnce) {
    self.text = text
    if text.utf8.contains(where: PathPatternCheck.isSpecial) {
      form = compilation == .atOnce ? Form(Array(text.utf8)) : .deferred(PatternEnds.LastByte(of: text))
    } else {
      var bytes = Array(text.utf8)
      let onlyBelow = bytes.last == UInt8(ascii: "/")
      if onlyBelow { bytes.removeLast() }
      form = .path(exact: bytes, folded: CaseFolding.fold(bytes), onlyBelow: onlyBelow)
    }
  }

  /// The same pattern, for who asks about many paths.
  package var compiled: PathPattern {
    var other = self
    other.form = made
    return other
  }

  /// Compiled.
  private var made: Form { if case .deferred = form { Form(Array(text.utf8)) } else { form } }

  /// Whether the path matches, byte by byte.
  package func matches(_ path: RepositoryPath) -> Bool {
    switch form {
    case .path(let exact, _, let onlyBelow): Self.matches(path.bytes, exact, onlyBelow)
    case .wildcard(let exact, _): exact.matches(WildmatchPath(path.bytes))
    case .deferred(let last):
      mayMatch(last, path.bytes, isASCII: PatternEnds.isASCII(path.bytes))
        && Wildmatch(Array(text.utf8), .exact).matches(WildmatchPath(path.bytes))
    }
  }

  private func mayMatch(_ last: PatternEnds.LastByte, _ path: [UInt8], isASCII: Bool) -> Bool {
    last.mayEnd(path, isASCII: isASCII) && PatternEnds.mayMatch(text, path, isASCII: isASCII)
  }

  /// Whether the path matches, or is what some disk takes for the same file as a path that matches.
  ///
  /// See `CaseFolding`. In the folded comparison `?` and a negated bracket take a whole character, accents
  /// and all, or a part of it; a bracket lists a letter if it lists either case. True whenever `matches` is. Not found
  /// is a spelling that has two accents of one letter in another order, where the pattern has a wildcard between them.
  package func matchesFolded(_ path: FoldedPath) -> Bool {
    switch form {
    case .path(_, let folded, let onlyBelow): Self.matches(path.folded.bytes, folded, onlyBelow)
    case .wildcard(let exact, let folded): folded.matches(path.folded) || exact.matches(path.exact)
    case .deferred(let last):
      mayMatch(last, path.path.bytes, isASCII: path.isASCII)
        && (Wildmatch(Array(text.utf8), .folded).matches(path.folded)
          || Wildmatch(Array(text.utf8), .exact).matches(path.exact))
    }
  }

  package func matchesFolded(_ path: RepositoryPath) -> Bool {
    matchesFolded(FoldedPath(path))
  }

  /// Whether the pattern names one path and nothing beside it but what lies below: no wildcard, no slash at the end.
  package var namesOnePath: Bool { namedPath != nil }

  /// Whether the pattern names this very path, not a folder above it, and without a wildcard.
  package func names(_ path: RepositoryPath) -> Bool {
    namedPath == path
  }

  /// Whether the pattern can match any path below the folder (the empty path is the root), byte by byte.
  package func mayMatchInside(folder: RepositoryPath) -> Bool {
    switch made {
    case .path(let exact, _, _): Self.meets(folder.bytes, exact)
    case .wildcard(let exact, _): exact.mayMatch(beyond: WildmatchPath(Self.opening(folder)))
    case .deferred: false
    }
  }

  /// The same, compared as `matchesFolded` does.
  package func mayMatchInsideFolded(folder: RepositoryPath) -> Bool {
    switch made {
    case .path(_, let folded, _): return Self.meets(CaseFolding.fold(folder.bytes), folded)
    case .wildcard(let exact, let folded):
      let opening = Self.opening(folder)
      return folded.mayMatch(beyond: WildmatchPath(folding: opening)) || exact.mayMatch(beyond: WildmatchPath(opening))
    case .deferred: return false
    }
  }

  /// Whether surely every path below the folder matches, byte by byte. It is judged by how the pattern ends, so that
  /// false may also mean that it covers all in a roundabout way, as `src/**/?*` does.
  package func coversEverything(under folder: RepositoryPath) -> Bool {
    // What doesn't match one path below the folder doesn't match every one.
    if case .deferred(let last) = form {
      let inner = Self.opening(folder) + [UInt8(ascii: "x")]
      if !mayMatch(last, inner, isASCII: PatternEnds.isASCII(inner)) { return false }
    }
    return switch made {
    case .path(let exact, _, _):
      folder.bytes == exact || folder.isInside(RepositoryPath(bytes: exact))
    case .wildcard(let exact, _): exact.matchesAll(beyond: WildmatchPath(Self.opening(folder)))
    case .deferred: false
    }
  }

  /// The only path that matches without lying below another that does; nil for a pattern with a wildcard or a slash at
  /// the end. Escapes are read, so that it can differ from the text: `a\*` names `a*`.
  package var namedPath: RepositoryPath? {
    switch form {
    case .path(let exact, _, let onlyBelow): return onlyBelow ? nil : RepositoryPath(bytes: exact)
    case .wildcard, .deferred:
      var bytes: [UInt8] = []
      for token in WildmatchToken.tokens(Array(text.utf8)) {
        guard case .byte(let byte, _) = token else { return nil }
        bytes.append(byte)
      }
      return RepositoryPath(bytes: bytes)
    }
  }

  private static func matches(_ path: [UInt8], _ named: [UInt8], _ onlyBelow: Bool) -> Bool {
    guard path.count >= named.count, path.starts(with: named) else { return false }
    return path.count == named.count ? !onlyBelow : path[named.count] == UInt8(ascii: "/")
  }

  /// Whether one of the two is the other, or a folder above it.
  private static func meets(_ folder: [UInt8], _ named: [UInt8]) -> Bool {
    folder.isEmpty || matches(folder, named, false) || matches(named, folder, false)
  }

  private static func opening(_ folder: RepositoryPath) -> [UInt8] {
    folder.bytes.isEmpty ? [] : folder.bytes + [UInt8(ascii: "/")]
  }
}

extension PathPattern: Hashable {
  package static func == (one: PathPattern, other: PathPattern) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
