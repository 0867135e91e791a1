import CaskadeSyntax

/// Lock files that are read line by line. Each is written by a program, so that its layout says enough.
struct LineLock {
  private let file: LockFile
  private(set) var packages: [LockedPackage] = []
  /// Something in it is as the manager writes it.
  private(set) var isKnown = false
  /// The package that following lines belong to, or the section that they stand in.
  private var names: [String] = []
  private var section = ""

  init(_ file: LockFile) {
    self.file = file
  }

  mutating func read(_ line: Substring) {
    switch file {
    case .yarn: yarn(line)
    case .pnpm: pnpm(line)
    case .cargo, .poetry, .uv: table(line)
    case .goSum: sum(line)
    case .goMod: module(line)
    case .requirements: requirement(line)
    case .gems: gem(line)
    case .gradle: gradle(line)
    case .mix: mix(line)
    case .npm, .pipfile, .composer, .swift, .nuget: break
    }
  }

  private mutating func add(_ name: some StringProtocol, _ version: some StringProtocol) {
    isKnown = true
    guard !name.isEmpty, !version.isEmpty else { return }
    packages.append(LockedPackage(String(name), String(version)))
  }

  // MARK: JavaScript

  /// `"@babel/core@^7.0.0", "@babel/core@^7.1":` and below it `version "7.1.2"`, or `version: 7.1.2`.
  private mutating func yarn(_ line: Substring) {
    if line.hasPrefix("# yarn lockfile") || line.hasPrefix("__metadata:") { isKnown = true }
    if let first = line.first, first != " ", first != "#", line.hasSuffix(":") {
      let selectors = line.dropLast().filter { $0 != "\"" }.split(separator: ",")
      names = Array(Set(selectors.compactMap { Self.nameBeforeAt(Self.trimmed($0)) })).sorted()
      return
    }
    let words = Self.trimmed(line)
    for start in ["version ", "version: "] where words.hasPrefix(start) { take(words.dropFirst(start.count)) }
  }

  private mutating func take(_ version: Substring) {
    let version = Self.unquoted(Self.trimmed(version))
    // A part of the project itself.
    if version != "0.0.0-use.local" { for name in names { add(name, version) } }
    names = []
  }

  /// Keys of `packages:`, `/lodash/4.17.21:`, `/lodash@4.17.21:`, `'@babel/core@7.0.0(react@18.0.0)':`.
  private mutating func pnpm(_ line: Substring) {
    if line.hasPrefix("lockfileVersion") { isKnown = true }
    if let first = line.first, first != " ", first != "#" { section = String(line) }
    guard section.hasPrefix("packages:"), line.hasPrefix("  "), !line.hasPrefix("   ") else { return }
    let words = Self.trimmed(line)
    guard words.hasSuffix(":") || words.hasSuffix(": {}") else { return }
    var key = Self.unquoted(words.prefix { $0 != ":" })
    // A name holds no colon, but for addresses, which have no version to tell.
    if words.hasPrefix("'") || words.hasPrefix("\"") {
      key = Self.unquoted(words.dropLast(words.hasSuffix("{}") ? 4 : 1))
    }
    if let open = key.firstIndex(of: "(") { key = key[..<open] }
    let isOld = key.hasPrefix("/")
    if isOld { key = key.dropFirst() }
    let parts = key.split(separator: "/")
    let wide = key.hasPrefix("@") ? 2 : 1
    if isOld, parts.count > wide {
      add(parts[..<wide].joined(separator: "/"), parts[wide].prefix { $0 != "_" })
    } else if let at = key.dropFirst().lastIndex(of: "@") {
      add(key[..<at], key[key.index(after: at)...])
    }
  }

  // MARK: TOML

  /// `name = "x"` and `version = "1"` of each `[[package]]`.
  private mutating func table(_ line: Substring) {
    if line.hasPrefix("[") {
      section = String(line)
      names = []
      if section == "[[package]]" { isKnown = true }
      return
    }
    if line.hasPrefix("version = ") { isKnown = true }
    guard section == "[[package]]" else { return }
    if line.hasPrefix("name = ") {
      names = [String(Self.unquoted(Self.trimmed(line.dropFirst("name = ".count))))]
    } else if line.hasPrefix("version = "), let name = names.first {
      add(name, Self.unquoted(Self.trimmed(line.dropFirst("version = ".count))))
      names = []
    }
  }

  // MARK: Go

  /// `example.com/m v1.2.3 h1:...`; of `v1.2.3/go.mod` alone nothing is built.
  private mutating func sum(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("h1:") else { return }
    isKnown = true
    if !words[1].hasSuffix("/go.mod") { add(words[0], words[1]) }
  }

  private mutating func module(_ line: Substring) {
    let code = line.range(ofTwo: "/").map { line[..<$0] } ?? line
    var words = code.split { $0 == " " || $0 == "\t" }
    guard let first = words.first else { return }
    if first == "module" { isKnown = true }
    if words.count == 2, words[1] == "(" {
      section = String(first)
    } else if first == ")" {
      section = ""
    } else if first == "require" || section == "require" {
      if first == "require" { words.removeFirst() }
      if words.count >= 2 { add(words[0], words[1]) }
    }
  }

  // MARK: Python

  /// `name==1.2`, `name[extra]>=1,<2 ; marker`, `name @ https://...`; options and what they include are passed over.
  private mutating func requirement(_ line: Substring) {
    var words = Self.trimmed(line)
    if words.isEmpty || words.hasPrefix("#") || words.hasPrefix("-") {
      if !words.isEmpty { isKnown = true }
      return
    }
    for end in [" #", ";", " --", " \\"] {
      if let place = words.firstRange(of: end) { words = words[..<place.lowerBound] }
    }
    words = Self.trimmed(words)
    let name = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || "._-".contains($0) }
    guard let first = name.first, first.isLetter || first.isNumber else { return }
    var rest = Self.trimmed(words[name.endIndex...])
    if rest.hasPrefix("["), let close = rest.firstIndex(of: "]") {
      rest = Self.trimmed(rest[rest.index(after: close)...])
    }
    guard rest.isEmpty || "=<>!~@(".contains(rest.first ?? " ") else { return }
    isKnown = true
    if rest.hasPrefix("=="), !rest.hasPrefix("==="), !rest.contains(",") { rest = Self.trimmed(rest.dropFirst(2)) }
    if rest.hasPrefix("@") { rest = Self.trimmed(rest.dropFirst()) }
    add(name, rest.isEmpty ? "any version" : rest)
  }

  // MARK: Others

  /// `    rake (13.0.6)` below `specs:`.
  private mutating func gem(_ line: Substring) {
    if let first = line.first, first != " " {
      section = String(line)
      if ["GEM", "GIT", "PATH", "DEPENDENCIES", "PLATFORMS"].contains(section) { isKnown = true }
    }
    guard section == "GEM" || section == "GIT", line.hasPrefix("    "), !line.hasPrefix("     ") else { return }
    let words = Self.trimmed(line)
    guard let open = words.firstIndex(of: "("), words.hasSuffix(")") else { return }
    add(Self.trimmed(words[..<open]), words[words.index(after: open)...].dropLast())
  }

  /// `group:name:version=configuration,configuration`.
  private mutating func gradle(_ line: Substring) {
    if line.hasPrefix("empty=") { isKnown = true }
    guard !line.hasPrefix("#"), let equal = line.firstIndex(of: "=") else { return }
    let parts = line[..<equal].split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 3 { add("\(parts[0]):\(parts[1])", parts[2]) }
  }

  /// `"phoenix": {:hex, :phoenix, "1.6.0", ...`, `"x": {:git, "https://...", "commit", ...`.
  private mutating func mix(_ line: Substring) {
    if line.hasPrefix("%{") { isKnown = true }
    let words = Self.trimmed(line)
    guard words.hasPrefix("\""), let end = words.dropFirst().firstIndex(of: "\"") else { return }
    let quoted = words[end...].split(separator: "\"", omittingEmptySubsequences: false)
    let isGit = words[end...].contains("{:git,")
    // Behind the name, every second part stands between quotes.
    let place = isGit ? 4 : 2
    if quoted.count > place { add(words.dropFirst()[..<end], quoted[place]) }
  }

  // MARK: Words

  private static func trimmed(_ text: Substring) -> Substring {
    var rest = text.drop { $0 == " " || $0 == "\t" }
    while rest.last == " " || rest.last == "\t" { rest = rest.dropLast() }
    return rest
  }

  private static func unquoted(_ text: Substring) -> Substring {
    guard text.count > 1, let first = text.first, first == "\"" || first == "'", text.last == first else { return text }
    return text.dropFirst().dropLast()
  }

  /// "@a/b" of `@a/b@npm:^1`.
  private static func nameBeforeAt(_ selector: Substring) -> String? {
    guard let at = selector.dropFirst().firstIndex(of: "@") else { return nil }
    return String(selector[..<at])
  }
}

extension Substring {
  /// Where the first two of a character stand side by side.
  fileprivate func range(ofTwo character: Character) -> Index? {
    indices.first { self[$0] == character && self[$0...].dropFirst().first == character }
  }
}
