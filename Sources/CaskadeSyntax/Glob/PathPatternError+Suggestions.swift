extension PathPatternError {
  /// Lines to write instead, each of them a pattern. For braces and brackets all of them together say what was
  /// meant; else it's one or the other. Empty where nothing can be guessed, or more than twelve lines would be needed.
  package var suggestions: [String] {
    refined(depth: 0) ?? []
  }

  private static let limit = 12

  private func refined(depth: Int) -> [String]? {
    var result: [String] = []
    for candidate in replacements {
      do throws(PathPatternError) {
        _ = try PathPattern(candidate)
        result.append(candidate)
      } catch {
        guard depth < 8, let lines = error.refined(depth: depth + 1) else { return nil }
        result += lines
      }
      if result.count > Self.limit { return nil }
    }
    var seen: Set<[UInt8]> = []
    return result.isEmpty ? nil : result.filter { seen.insert(Array($0.utf8)).inserted }
  }

  /// What stands for the text with this problem mended; other problems may be left.
  private var replacements: [String] {
    let bytes = Array(pattern.utf8)
    let before = bytes[..<range.start]
    let after = bytes[range.end...]
    func text(_ bytes: some Sequence<UInt8>) -> String {
      let text = String(decoding: Array(bytes), as: UTF8.self)
      return text.isEmpty ? "**" : text
    }
    func instead(_ middle: String) -> String { text(before + Array(middle.utf8) + after) }
    let slash = UInt8(ascii: "/")
    switch kind {
    case .empty: return ["**"]
    case .nul: return []
    case .extendedGlob:
      guard let group = ExtendedGlob(bytes), !group.isNegated else { return [] }
      let none: [ArraySlice<UInt8>] = group.sign == UInt8(ascii: "?") ? [[]] : []
      return (group.alternatives + none).map { text(before + $0 + after) }
    case .regex: return RegexTranslation.patterns(of: pattern)
    case .backslash: return [text(bytes.map { $0 == UInt8(ascii: "\\") ? slash : $0 })]
    case .negation: return [instead("\\!")]
    case .leadingSlash: return [text(after.drop { $0 == slash })]
    case .dotComponent: return [text(before + after.drop { $0 == slash })]
    case .parentComponent: return parentReplacement(before, after)
    case .emptyComponent: return [text(before + [slash] + after.drop { $0 == slash })]
    case .braces:
      let group = BraceGroup(bytes, at: range.start)
      guard let alternatives = group?.alternatives, alternatives.count <= Self.limit else { return [] }
      return alternatives.map { text(before + $0 + after) }
    case .doubleStar: return doubleStarReplacements(before, after)
    case .unclosedBracket: return [instead("\\[")]
    case .unknownClass:
      let name = String(decoding: bytes[range.start + 2..<range.end - 2], as: UTF8.self)
      let known = Suggestion.closest(to: name, among: CharacterClass.allCases.map(\.rawValue))
      return known.map { [instead("[:\($0):]")] } ?? []
    case .wideBracket: return bracketReplacements.map(instead)
    case .trailingBackslash: return [text(before + [slash]), instead("\\\\")]
    case .slashAfterWildcard:
      let isDeep = before.elementsEqual("**".utf8) || before.suffix(3).elementsEqual("/**".utf8)
      return [instead(isDeep ? "" : "/**")]
    }
  }

  /// What `!(a|b)` leaves out, a pattern each; empty for another problem.
  var excluded: [String] {
    let bytes = Array(pattern.utf8)
    guard kind == .extendedGlob, let group = ExtendedGlob(bytes), group.isNegated else { return [] }
    let lines = group.alternatives.map { alternative in
      String(decoding: bytes[..<range.start] + alternative + bytes[range.end...], as: UTF8.self)
    }
    return lines.allSatisfy { (try? PathPattern($0)) != nil } ? lines : []
  }

  /// `a/../b` is `b`; what leaves the repository or comes back over a wildcard has no replacement.
  private func parentReplacement(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> [String] {
    let slash = UInt8(ascii: "/")
    let parts = before.split(separator: slash)
    guard let last = parts.last, !last.contains(where: PathPatternCheck.isSpecial) else { return [] }
    let kept = Array(parts.dropLast().joined(separator: [slash]))
    let rest = after.drop { $0 == slash }
    let bytes = kept + (kept.isEmpty || rest.isEmpty ? [] : [slash]) + rest
    return bytes.isEmpty ? ["**"] : [String(decoding: bytes, as: UTF8.self)]
  }

  /// `a**b` meant either one component or any depth.
  private func doubleStarReplacements(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> [String] {
    let slash = UInt8(ascii: "/")
    let startsComponent = before.isEmpty || before.last == slash
    let endsComponent = after.isEmpty || after.first == slash
    let middles: [String] =
      switch (startsComponent, endsComponent) {
      case (true, true): ["**"]
      case (true, false): ["*", "**/*"]
      case (false, true): ["*", "*/**"]
      case (false, false): ["*", "*/**/*"]
      }
    return middles.map { String(decoding: before + Array($0.utf8) + after, as: UTF8.self) }
  }

  /// The characters of a bracket that only lists characters.
  private var bracketReplacements: [String] {
    let bracket = Array(pattern.utf8)[range.start + 1..<range.end - 1]
    let members = String(decoding: bracket, as: UTF8.self).unicodeScalars
    let isPlain = members.allSatisfy {
      !$0.isASCII || $0.properties.isAlphabetic || "0123456789_".unicodeScalars.contains($0)
    }
    return isPlain && members.count <= Self.limit ? members.map { String(Character($0)) } : []
  }
}
