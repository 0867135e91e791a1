package import CaskadeSyntax

/// Which licence a text is: the common ones, told by words that only they have, with their identifiers of the SPDX licence
/// list. A person who needs to be sure reads the text.
package enum LicenceText {
  /// More isn't read.
  package static let mostBytes = 64 << 10

  /// Whether a file is named as texts of licences are: `LICENSE`, `LICENCE.md`, `COPYING`, `LICENSE-MIT`.
  package static func isNamed(_ path: RepositoryPath) -> Bool {
    let name = Array(path.bytes.suffix(from: (path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)).map(lowered)
    return ["license", "licence", "copying", "unlicense"].contains { stem in
      guard name.starts(with: stem.utf8) else { return false }
      return name.count == stem.utf8.count || [".", "-", "_"].contains { $0.utf8.first == name[stem.utf8.count] }
    }
  }

  /// Nil for a text that isn't known.
  package static func identifier(_ bytes: [UInt8]) -> String? {
    let words = normal(bytes.prefix(mostBytes))
    // What a text of GNU's is stands in its title: further down it names the others.
    let title = Array(words.prefix(200))
    for (phrase, version, identifier) in gnu where has(title, phrase) && has(title, version) { return identifier }
    return marks.first { $0.phrases.allSatisfy { has(words, $0) } }?.identifier
  }

  private static let gnu = [
    ("gnu affero general public license", "version 3", "AGPL-3.0"),
    ("gnu lesser general public license", "version 3", "LGPL-3.0"),
    ("gnu lesser general public license", "version 2.1", "LGPL-2.1"),
    ("gnu general public license", "version 3", "GPL-3.0"), ("gnu general public license", "version 2", "GPL-2.0"),
  ]

  /// The first that fits counts.
  private static let marks: [(identifier: String, phrases: [String])] = [
    ("Apache-2.0", ["apache license version 2.0"]),
    ("MPL-2.0", ["mozilla public license version 2.0"]),
    ("EPL-2.0", ["eclipse public license - v 2.0"]),
    ("BSL-1.0", ["boost software license - version 1.0"]),
    ("Unlicense", ["this is free and unencumbered software released into the public domain"]),
    ("MIT", ["permission is hereby granted, free of charge, to any person obtaining a copy"]),
    (
      "ISC",
      [
        "permission to use, copy, modify, and", "distribute this software for any purpose with or without fee",
        "provided that the above copyright notice",
      ]
    ),
    ("0BSD", ["permission to use, copy, modify, and", "distribute this software for any purpose with or without fee"]),
    ("BSD-3-Clause", ["redistribution and use in source and binary forms", "neither the name"]),
    ("BSD-2-Clause", ["redistribution and use in source and binary forms"]),
  ]

  private static func has(_ words: [UInt8], _ phrase: String) -> Bool {
    words.firstRange(ofBytes: Array(phrase.utf8)) != nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  /// In lower case, with one space where there are blanks, and without what only frames or sets a text.
  private static func normal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var normal: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ">"):
        if let last = normal.last, last != 0x20 { normal.append(0x20) }
      default: normal.append(lowered(byte))
      }
    }
    return normal
  }
}
