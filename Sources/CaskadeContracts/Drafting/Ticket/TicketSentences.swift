import CaskadeSyntax

/// The sentences of a text, and which of them can stand in a contract.
enum TicketSentences {
  /// At a full stop before a space and a capital letter; scripts without either end at their own marks.
  static func sentences(_ text: String) -> [String] {
    var found: [String] = []
    var current = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      current.append(character)
      let ends: Bool
      switch character {
      case "。", "！", "？": ends = true
      case ".", "!", "?":
        let next = index + 1 < characters.count ? characters[index + 1] : " "
        let after = index + 2 < characters.count ? characters[index + 2] : "A"
        ends = next == " " && !after.isLowercase && !isAbbreviated(current)
      default: ends = false
      }
      if ends {
        found.append(current.trimmingSpaces)
        current = ""
      }
    }
    if !current.trimmingSpaces.isEmpty { found.append(current.trimmingSpaces) }
    return found
  }

  private static func isAbbreviated(_ text: String) -> Bool {
    let text = text.suffix(8).lowercased()
    return ["e.g.", "i.e.", "etc.", "vs.", "z.b.", "d.h.", "bzw.", "p.ex.", "no.", "nr.", "approx."].contains {
      text.hasSuffix($0)
    }
  }

  /// Whether the text can be a value: of a sensible length, and nothing that would be taken for a blank or a call on
  /// somebody.
  static func mayStand(_ text: String) -> Bool {
    text.count >= 4 && text.count <= TicketReading.mostCharacters && !TicketText.hasMention(text)
      && BlankFinder.blank(in: text) == nil
  }

  /// Neither a question nor a request to whoever reads it.
  static func mayState(_ text: String) -> Bool {
    guard mayStand(text), let last = text.last, !"?？:：".contains(last) else { return false }
    let words = text.lowercased()
    return !["please", "i ", "i'", "we ", "you ", "could ", "can ", "let me", "bitte", "ich ", "would "].contains {
      words.hasPrefix($0)
    }
  }

  static func saysResult(_ text: String) -> Bool {
    let words = " " + text.lowercased().map { ",;:.!()".contains($0) ? " " : String($0) }.joined() + " "
    return TicketPhrases.results.contains { words.contains($0) }
  }

  /// English, and nothing in it tells of a trouble: what is written so is usually what is wanted.
  static func isUntroubled(_ text: String) -> Bool {
    let words = " " + text.lowercased() + " "
    return TicketPhrases.english.contains { words.contains($0) }
      && !TicketPhrases.troubles.contains { words.contains(" " + $0) }
  }
}
