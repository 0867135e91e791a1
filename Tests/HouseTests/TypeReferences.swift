/// Which folder of a target refers to a type of which other one: a scan of names, comments and strings left out.
///
/// What an extension adds to a type belongs to the type's folder as far as names tell; members aren't followed.
struct TypeReferences {
  struct Reference {
    let from: String
    let to: String
    let path: String
    let name: String
  }

  private(set) var all: [Reference] = []

  /// The folder of a file is what the closure makes of its path.
  init(_ files: [SourceFileText], folder: (SourceFileText) -> String) {
    let code = files.map { SwiftText.code(of: $0.text, strings: .dropped) }
    var homes: [String: Set<String>] = [:]
    for (file, text) in zip(files, code) {
      for name in Self.declared(in: text, atMargin: true) { homes[name, default: []].insert(folder(file)) }
    }
    for (file, text) in zip(files, code) {
      let own = Self.declared(in: text, atMargin: false)
      for name in Self.named(in: text).subtracting(own).sorted() {
        // A name that two folders declare is nobody's: the scan can't tell them apart.
        guard let home = homes[name], home.count == 1, let to = home.first, to != folder(file) else { continue }
        all.append(Reference(from: folder(file), to: to, path: file.path, name: name))
      }
    }
  }

  /// Types that the text declares: those at the left margin, which all may name, or all of them.
  static func declared(in code: String, atMargin: Bool) -> Set<String> {
    let words: Set<Substring> = ["struct", "enum", "class", "protocol", "typealias", "actor"]
    var names: Set<String> = []
    for line in code.split(separator: "\n") where !atMargin || line.first != " " {
      let parts = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      guard let place = parts.firstIndex(where: words.contains), place + 1 < parts.count else { continue }
      if parts[place + 1].first?.isUppercase == true { names.insert(String(parts[place + 1])) }
    }
    return names
  }

  /// Words that begin in upper case and aren't the member of another (`Evidence.Program` names `Evidence`).
  static func named(in code: String) -> Set<String> {
    var names: Set<String> = []
    var word = ""
    var before: Character = " "
    var last: Character = " "
    for character in code + "\n" {
      if character.isLetter || character.isNumber || character == "_" {
        if word.isEmpty { before = last }
        word.append(character)
      } else {
        if word.first?.isUppercase == true, before != "." { names.insert(word) }
        word = ""
      }
      last = character
    }
    return names
  }
}
