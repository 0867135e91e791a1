import CaskadeSyntax

/// The tests that CMake's files name, and of which sources their programs are built (cmake-commands(7): `add_test`,
/// `add_executable`, `add_library`, `target_sources`, `target_link_libraries`, `set`; the modules GoogleTest and Catch2).
///
/// Only what stands there by its name counts: what a loop, a function or a pattern of files makes is passed over.
struct CMakeTests {
  private struct Target {
    var sources: Set<RepositoryPath> = []
    var links: Set<String> = []
  }

  /// What `ctest -R` selects a target's tests by.
  private enum Names: Hashable {
    case named(String)
    case beginning(String)
    /// Each by its suite, as its sources have them.
    case suites
  }

  private var targets: [String: Target] = [:]
  private var tests: [(target: String, names: Names)] = []

  private static let mostFiles = 100
  private static let mostSources = 8

  init(below root: RepositoryPath, _ files: DraftFiles) {
    let lists = files.files(below: root, most: 50_000).filter { $0.fileName == "CMakeLists.txt" }
    for path in lists.prefix(Self.mostFiles) {
      guard let text = files.text(path), let folder = path.parent else { continue }
      var values: [String: [String]] = [:]
      for call in CMakeCall.all(in: text) { use(call, folder, &values) }
    }
  }

  private mutating func use(_ call: CMakeCall, _ folder: RepositoryPath, _ values: inout [String: [String]]) {
    let words = call.words.flatMap { Self.expanded($0, values) }
    guard let first = words.first else { return }
    switch call.name {
    case "set": values[first] = Array(words.dropFirst())
    case "add_executable", "add_library", "target_sources":
      targets[first, default: Target()].sources.formUnion(
        words.dropFirst().compactMap { Self.path($0, from: folder) })
    case "target_link_libraries": targets[first, default: Target()].links.formUnion(words.dropFirst())
    case "add_test":
      let isNew = first == "NAME"
      guard let name = isNew ? words.dropFirst().first : first, Self.isPlain(name) else { return }
      let command = isNew ? words.firstIndex(of: "COMMAND").map { words[($0 + 1)...] } : words.dropFirst()
      guard let program = command?.first else { return }
      tests.append((Self.target(program), .named(name)))
    case "gtest_discover_tests", "gtest_add_tests", "catch_discover_tests":
      let target = first == "TARGET" ? words.dropFirst().first : first
      guard let target else { return }
      if let place = words.firstIndex(of: "TEST_PREFIX"), place + 1 < words.count {
        guard Self.isPlain(words[place + 1]) else { return }
        tests.append((target, .beginning(words[place + 1])))
      } else if call.name != "catch_discover_tests" {
        tests.append((target, .suites))
      }
    case _: break
    }
  }

  // MARK: Which run what

  /// A regular expression for `ctest -R` that selects the tests whose programs are built of one of these files, by
  /// themselves or by a library that they are linked with; nil where there is none, or more than can be read.
  func selection(of paths: Set<RepositoryPath>, _ files: DraftFiles) -> String? {
    let touched = Set(targets.filter { !$0.value.sources.isDisjoint(with: paths) }.keys)
    var fragments: Set<String> = []
    for (target, names) in tests {
      let own = targets[target] ?? Target()
      guard touched.contains(target) || !own.links.isDisjoint(with: touched) else { continue }
      switch names {
      case .named(let name): fragments.insert("\(Self.escaped(name))$")
      case .beginning(let prefix): fragments.insert(Self.escaped(prefix))
      case .suites:
        let suites = Self.suites(own.sources.sorted().prefix(Self.mostSources), files)
        guard !suites.isEmpty else { return nil }
        fragments.formUnion(suites.map { "\(Self.escaped($0))\\." })
      }
    }
    guard (1...DraftScope.mostNames).contains(fragments.count) else { return nil }
    let all = fragments.sorted()
    return all.count == 1 ? "^\(all[0])" : "^(\(all.joined(separator: "|")))"
  }

  private static func suites(_ sources: some Sequence<RepositoryPath>, _ files: DraftFiles) -> Set<String> {
    var found: Set<String> = []
    for path in sources {
      for line in (files.text(path) ?? "").split(separator: "\n") {
        for macro in ["TEST(", "TEST_F("] where line.hasPrefix(macro) {
          let suite = line.dropFirst(macro.count).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          if !suite.isEmpty { found.insert(String(suite)) }
        }
      }
    }
    return found
  }

  // MARK: Words

  private static func expanded(_ word: CMakeCall.Word, _ values: [String: [String]]) -> [String] {
    guard !word.isQuoted, word.text.hasPrefix("${"), word.text.hasSuffix("}"),
      let found = values[String(word.text.dropFirst(2).dropLast())]
    else { return [word.text] }
    return found
  }

  private static func path(_ word: String, from folder: RepositoryPath) -> RepositoryPath? {
    var word = word[...]
    for prefix in ["${CMAKE_CURRENT_SOURCE_DIR}/", "${CMAKE_CURRENT_LIST_DIR}/", "./"] where word.hasPrefix(prefix) {
      word = word.dropFirst(prefix.count)
    }
    guard !word.hasPrefix("/"), !word.contains("$"), word.contains(".") else { return nil }
    var parts = folder.text.split(separator: "/")
    for part in word.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return RepositoryPath(parts.joined(separator: "/"))
  }

  /// The program of a test may be named as the file that a target builds.
  private static func target(_ program: String) -> String {
    let start = "$<TARGET_FILE:"
    return program.hasPrefix(start) && program.hasSuffix(">")
      ? String(program.dropFirst(start.count).dropLast()) : program
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !name.contains("$")
  }

  private static func escaped(_ name: String) -> String {
    name.map { $0.isLetter || $0.isNumber || "_-/:".contains($0) ? String($0) : "\\\($0)" }.joined()
  }
}

/// A call of a command in a CMake file (cmake-language(7)).
struct CMakeCall {
  struct Word {
    let text: String
    let isQuoted: Bool
  }

  /// In small letters.
  let name: String
  let words: [Word]

  private static let most = 5_000

  static func all(in text: String) -> [CMakeCall] {
    var calls: [CMakeCall] = []
    var bytes = ArraySlice(text.utf8)
    while calls.count < most, let start = bytes.firstIndex(where: { isOfName($0) || $0 == UInt8(ascii: "#") }) {
      bytes = bytes[start...]
      if bytes.first == UInt8(ascii: "#") {
        bytes = bytes.drop { $0 != 0x0A }
        continue
      }
      let name = bytes.prefix(while: isOfName)
      bytes = bytes[name.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
      guard bytes.first == UInt8(ascii: "(") else { continue }
      bytes = bytes.dropFirst()
      let words = words(&bytes)
      calls.append(CMakeCall(name: String(decoding: name, as: UTF8.self).lowercased(), words: words))
    }
    return calls
  }

  private static func words(_ bytes: inout ArraySlice<UInt8>) -> [Word] {
    var words: [Word] = []
    var depth = 1
    while let byte = bytes.first {
      switch byte {
      case UInt8(ascii: ")"):
        depth -= 1
        bytes = bytes.dropFirst()
        if depth == 0 { return words }
      case UInt8(ascii: "("):
        depth += 1
        bytes = bytes.dropFirst()
      case UInt8(ascii: "#"): bytes = bytes.drop { $0 != 0x0A }
      case UInt8(ascii: "\""):
        var text: [UInt8] = []
        bytes = bytes.dropFirst()
        while let next = bytes.first, next != byte {
          if next == UInt8(ascii: "\\") { bytes = bytes.dropFirst() }
          if let plain = bytes.first { text.append(plain) }
          bytes = bytes.dropFirst()
        }
        bytes = bytes.dropFirst()
        words.append(Word(text: String(decoding: text, as: UTF8.self), isQuoted: true))
      case 0...0x20, UInt8(ascii: ";"): bytes = bytes.dropFirst()
      case _:
        let word = bytes.prefix { $0 > 0x20 && !"()#\";".utf8.contains($0) }
        bytes = bytes[word.endIndex...]
        words.append(Word(text: String(decoding: word, as: UTF8.self), isQuoted: false))
      }
    }
    return words
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}
