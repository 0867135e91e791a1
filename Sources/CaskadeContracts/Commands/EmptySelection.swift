import CaskadeSyntax

/// What of a command's flaws the repository's files show: a target that is up to date for good, tests that aren't there.
struct EmptySelection {
  let tracked: TrackedPaths
  /// The content of a tracked file; nil where it can't be read.
  let contents: (RepositoryPath) -> [UInt8]?

  func flaws(of command: String, in directory: RepositoryPath?) -> [CommandFlaw] {
    guard let script = try? ShellParser.parse(command) else { return [] }
    var flaws: [CommandFlaw] = []
    let folder = directory ?? RepositoryPath(bytes: [])
    for words in script.commandsThroughWrappers {
      guard let runner = RunnerWords(words) else { continue }
      // What comes after it happens elsewhere.
      if runner.name == "cd" || runner.name == "pushd" { break }
      let flaw: CommandFlaw? =
        switch runner.name {
        case "make", "gmake": target(of: runner, folder)
        case "go": packages(of: runner, folder)
        case "unittest": discovery(of: runner, folder)
        case _: nil
        }
      if let flaw, !flaws.contains(flaw) { flaws.append(flaw) }
    }
    return flaws
  }

  private func path(_ word: String, in folder: RepositoryPath) -> RepositoryPath? {
    var parts = folder.bytes.isEmpty ? [] : folder.components.map(Array.init)
    for part in word.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) { return nil }
      parts.append(Array(part))
    }
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  // MARK: make

  private func target(of make: RunnerWords, _ folder: RepositoryPath) -> CommandFlaw? {
    var folder = folder
    var targets: [String] = []
    var words = make.arguments[...]
    while let word = words.popFirst() {
      guard word.isLiteral else { return nil }
      if word.text == "-C" || word.text == "--directory" {
        guard let next = words.popFirst(), let inner = path(next.text, in: folder) else { return nil }
        folder = inner
      } else if ["-f", "--file", "-B", "--always-make", "-W"].contains(word.text) {
        return nil
      } else if ["-j", "-l", "-I", "-o"].contains(word.text) {
        if words.first.map({ $0.text.allSatisfy(\.isNumber) }) ?? false { words.removeFirst() }
      } else if !word.text.hasPrefix("-"), !word.text.contains("=") {
        targets.append(word.text)
      }
    }
    guard
      let makefile = ["GNUmakefile", "makefile", "Makefile"].lazy.compactMap({ path($0, in: folder) })
        .first(where: tracked.contains), let bytes = contents(makefile)
    else { return nil }
    let rules = Makefile(bytes)
    let found = targets.first { target in
      guard let file = path(target, in: folder), !file.bytes.isEmpty else { return false }
      return (tracked.contains(file) || tracked.holdsFolder(file)) && rules.mayBeUpToDate(target)
    }
    return found.map { .target($0, program: ([make.name] + make.arguments.map(\.text)).joined(separator: " ")) }
  }

  // MARK: Tests

  private func packages(of go: RunnerWords, _ folder: RepositoryPath) -> CommandFlaw? {
    guard go.arguments.first?.text == "test" else { return nil }
    let packages = go.arguments.dropFirst().filter { $0.text.hasPrefix("./") && $0.isLiteral }
    guard !packages.isEmpty else { return nil }
    let isEmpty = packages.allSatisfy { package in
      let isDeep = package.text.hasSuffix("...")
      let word = isDeep ? String(package.text.dropLast(3)) : package.text
      guard let inner = path(word, in: folder) else { return false }
      return !tracked.indices(below: inner).contains { index in
        let file = tracked.sorted[index]
        return file.bytes.suffix(8).elementsEqual("_test.go".utf8)
          && (isDeep || (file.parent?.bytes ?? []) == inner.bytes)
      }
    }
    return isEmpty
      ? .unmatched(packages.map(\.text).joined(separator: " "), program: "go test") : nil
  }

  private func discovery(of unittest: RunnerWords, _ folder: RepositoryPath) -> CommandFlaw? {
    var words = unittest.arguments[...]
    guard words.popFirst()?.text == "discover" else { return nil }
    var (start, pattern) = (".", "test*.py")
    while let word = words.popFirst() {
      guard word.isLiteral else { return nil }
      switch word.text {
      case "-s", "--start-directory": start = words.popFirst()?.text ?? start
      case "-p", "--pattern": pattern = words.popFirst()?.text ?? pattern
      case "-t", "--top-level-directory", "-k": _ = words.popFirst()
      case _ where word.text.hasPrefix("-"): break
      case _: start = word.text
      }
    }
    guard let inner = path(start, in: folder), let glob = try? PathPattern(pattern) else { return nil }
    let isThere = tracked.indices(below: inner).contains { index in
      glob.matches(RepositoryPath(bytes: Array(tracked.sorted[index].name)))
    }
    return isThere ? nil : .unmatched("\(start == "." ? "" : "\(start)/")\(pattern)", program: "unittest discover")
  }
}

/// The little of a makefile that says whether a target is always made.
private struct Makefile {
  private var phony: Set<String> = []
  /// The targets that depend on something, which may be newer.
  private var depending: Set<String> = []
  /// It takes in other files, or computes what is phony.
  private var isOpen = false

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self).replacing("\\\n", with: " ")
    for line in text.split(separator: "\n") where !line.hasPrefix("\t") && !line.hasPrefix("#") {
      if line.hasPrefix("include ") || line.hasPrefix("-include ") || line.hasPrefix("sinclude ") { isOpen = true }
      guard let colon = line.firstIndex(of: ":"), line[colon...].dropFirst().first != "=" else { continue }
      let targets = line[..<colon].split(separator: " ").map(String.init)
      let rest = line[colon...].drop { $0 == ":" }.prefix { $0 != ";" && $0 != "#" }.split(separator: " ").map(
        String.init)
      if targets.contains(".PHONY") {
        phony.formUnion(rest)
        if rest.contains(where: { $0.contains("$") }) { isOpen = true }
      } else if !rest.isEmpty {
        depending.formUnion(targets)
      }
    }
  }

  func mayBeUpToDate(_ target: String) -> Bool {
    !isOpen && !phony.contains(target) && !depending.contains(target)
  }
}
