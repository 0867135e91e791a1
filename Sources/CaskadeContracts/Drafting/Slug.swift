import CaskadeSyntax

/// A file's name made from a title: lower-case letters and digits, other characters as single hyphens.
package enum Slug {
  /// So that what is added to the name stays below what file systems take, 255 bytes.
  private static let mostBytes = 80
  /// Of plain letters: as much as people read of a name.
  private static let mostPlain = 50

  /// Latin letters lose their marks, Cyrillic and Greek ones are written as they sound; letters of other scripts stay as
  /// they are.
  ///
  /// - Returns: nil for a title without a letter or digit.
  package static func text(_ title: String) -> String? {
    var slug = String.UnicodeScalarView()
    for scalar in title.lowercased().unicodeScalars {
      if slug.count >= mostPlain || String(slug).utf8.count >= mostBytes { break }
      if EscapedText.isInvisible(scalar) { continue }
      let base = CanonicalDecomposition.decompose([scalar]).first ?? scalar
      let isPlain = ("a"..."z").contains(base) || ("0"..."9").contains(base)
      if isPlain || letters[base] != nil {
        slug.append(contentsOf: (letters[base] ?? String(Character(base))).unicodeScalars)
      } else if isMark(scalar) {
        // A mark of a Latin letter went with it; one of another script is a part of its letter.
        if let last = slug.last, !last.isASCII { append(scalar, to: &slug) }
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        append(scalar, to: &slug)
      } else if slug.last != "-", !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    let name = String(slug)
    if name.isEmpty { return nil }
    return reserved.contains(name) ? "\(name)-work" : name
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    case _: false
    }
  }

  /// Joined to what is before it as normalization form C joins them, where that is common in names: Hangul, and the
  /// sound marks of kana. What is typed comes joined already; some disks take it apart.
  private static func append(_ scalar: Unicode.Scalar, to slug: inout String.UnicodeScalarView) {
    if let last = slug.last, let joined = joined(last, scalar) {
      slug.removeLast()
      slug.append(joined)
    } else {
      slug.append(scalar)
    }
  }

  /// The Unicode Standard, section 3.12, "Hangul Syllable Composition"; kana by the table of decompositions.
  private static func joined(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    switch (first.value, second.value) {
    case (0x1100...0x1112, 0x1161...0x1175):
      return Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + second.value - 0x1161) * 28)
    case (0xAC00...0xD7A3, 0x11A8...0x11C2):
      return (first.value - 0xAC00) % 28 == 0 ? Unicode.Scalar(first.value + second.value - 0x11A7) : nil
    case (0x3041...0x30FF, 0x3099...0x309A):
      return (0x3041...0x30FF).lazy.compactMap(Unicode.Scalar.init)
        .first { CanonicalDecomposition.decompose([$0]) == [first, second] }
    case _: return nil
    }
  }

  /// Names that a contract can't have, and those that Windows keeps for devices.
  private static let reserved = Set(
    ["policy", "con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

  /// Lower-case letters that no mark is taken from, Russian and Ukrainian ones as in passports (ICAO 9303), Greek ones as
  /// in ELOT 743.
  private static let letters: [Unicode.Scalar: String] = [
    "\u{DF}": "ss", "\u{E6}": "ae", "\u{153}": "oe", "\u{F8}": "o", "\u{111}": "d", "\u{F0}": "d", "\u{142}": "l",
    "\u{131}": "i", "\u{FE}": "th", "\u{14B}": "n", "\u{127}": "h",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "є": "ie", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
  ]
}
