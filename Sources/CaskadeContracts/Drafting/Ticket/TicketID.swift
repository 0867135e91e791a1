import CaskadeSyntax

/// The name by which people find a ticket again: an address, a key as Jira gives it, or `#12`.
package enum TicketID {
  /// - Parameter lines: of the ticket, its first ones first.
  static func find(title: String?, lines: [String]) -> String? {
    for line in lines.prefix(60) { if let labelled = labelled(line) { return labelled } }
    let head = ([title].compactMap { $0 } + lines.prefix(6))
    for line in head { if let address = address(line) { return address } }
    for line in head { if let key = key(line) { return key } }
    return head.lazy.compactMap(number).first
  }

  /// The first of a title's own words that names a ticket, as in `WEB-1423: fix the login`.
  package static func find(inTitle title: String) -> String? { address(title) ?? key(title) ?? number(title) }

  /// `Ticket: WEB-1423`.
  private static func labelled(_ line: String) -> String? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let label = line[..<colon].lowercased().filter { $0.isLetter || $0 == " " }
    guard ["ticket", "issue", "jira", "story", "task", "ticket id", "issue id", "fixes", "closes"].contains(label)
    else {
      return nil
    }
    let value = String(line[line.index(after: colon)...])
    return address(value) ?? key(value) ?? number(value)
  }

  private static func address(_ line: String) -> String? {
    for word in words(line) where word.hasPrefix("https://") || word.hasPrefix("http://") {
      let isTicket = ["/issues/", "/browse/", "/pull/", "/work_items/", "/merge_requests/", "/_workitems/", "/issue/"]
        .contains { word.contains($0) }
      if isTicket, word.count <= 200 { return word }
    }
    return nil
  }

  /// Capital letters, a hyphen and a number: `WEB-1423`.
  private static func key(_ line: String) -> String? {
    words(line).first { word in
      let parts = word.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, (2...10).contains(parts[0].count), (1...6).contains(parts[1].count) else { return false }
      let isKey =
        parts[0].utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
        && parts[0].utf8.first.map { $0 >= 0x41 } ?? false && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isKey && !standards.contains(String(parts[0]))
    }
  }

  private static func number(_ line: String) -> String? {
    words(line).first { word in
      word.hasPrefix("#") && (2...8).contains(word.count)
        && word.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  private static func words(_ line: String) -> [String] {
    line.split { $0.isWhitespace || "()[]<>,;\"'`".contains($0) }.map { word in
      var word = word
      while let last = word.last, ".:!?".contains(last) { word.removeLast() }
      return String(word)
    }
  }

  /// Names that only look like keys.
  private static let standards: Set<String> = [
    "AES", "ANSI", "ASCII", "BASE", "BCP", "CP", "COVID", "CVE", "CWE", "ECMA", "ES", "FIPS", "GPT", "HTTP", "ICAO",
    "IEC", "IEEE", "IPV", "ISO", "KOI8", "LATIN", "MD", "MP", "PEP", "RC", "RFC", "RSA", "SHA", "SOC", "TLS", "UCS",
    "UTC", "UTF", "UUID", "WIN", "X86",
  ]
}
