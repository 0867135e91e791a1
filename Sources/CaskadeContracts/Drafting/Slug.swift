import CaskadeSyntax

/// A file's name made from a title: lower-case ASCII letters and digits, other characters as single hyphens.
package enum Slug {
  /// Latin letters lose their marks, Cyrillic and Greek ones are written as they sound.
  ///
  /// - Returns: nil where most letters are of scripts that can't be written so: the rest would mislead. Nil too for a
  ///   name that a contract can't have.
  package static func text(_ title: String) -> String? {
    var slug = ""
    var lost = 0
    var kept = 0
    for scalar in CanonicalDecomposition.decompose(Array(title.lowercased().unicodeScalars)) {
      if slug.utf8.count >= 50 { break }
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain || letters[scalar] != nil {
        slug += letters[scalar] ?? String(Character(scalar))
        kept += 1
      } else if scalar.properties.canonicalCombiningClass != .notReordered {
        continue
      } else {
        if scalar.properties.isAlphabetic { lost += 1 }
        if !slug.hasSuffix("-"), !slug.isEmpty { slug += "-" }
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty || slug == "policy" || lost > kept ? nil : slug
  }

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
