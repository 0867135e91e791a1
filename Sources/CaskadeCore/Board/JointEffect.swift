import CaskadeContracts
import CaskadeInspection
package import CaskadeSyntax

/// What two contracts do together that neither does by itself: the one may loosen checks that guard what the other may
/// change.
package struct JointEffect: Hashable, Sendable {
  /// The contract whose `checks_may_change` covers the checks.
  package let loosens: String
  package let guarded: String
  /// The first of the checks, and how many they are.
  package let example: RepositoryPath
  package let checks: Int

  /// - Parameter checks: the tracked files that are checks.
  package static func all(_ contracts: [ContractFacts], checks: [RepositoryPath]) -> [JointEffect] {
    let loose = loosened(by: contracts.map(\.contract?.paths), among: checks)
    guard loose.contains(where: { !$0.isEmpty }) else { return [] }
    let works = contracts.map { $0.contract.map { GuardedWork($0) } }
    var found: [JointEffect] = []
    for (one, checks) in zip(contracts, loose) where !checks.isEmpty {
      for (other, work) in zip(contracts, works) where other.path != one.path {
        guard let effect = work?.first(of: checks) else { continue }
        found.append(
          JointEffect(loosens: one.name, guarded: other.name, example: effect.example, checks: effect.count))
      }
    }
    return found
  }

  /// For each contract those of the checks that it may remove or loosen: one pass over the checks serves all.
  private static func loosened(by contracts: [Contract.Paths?], among checks: [RepositoryPath]) -> [[LooseCheck]] {
    let entries = contracts.enumerated().flatMap { number, paths in
      (paths?.checksMayChange ?? []).map { (pattern: $0.pattern, contract: number) }
    }
    var found = [[LooseCheck]](repeating: [], count: contracts.count)
    guard !entries.isEmpty else { return found }
    let set = PatternSet(entries.map(\.pattern))
    let rules = contracts.map { $0.map { ScopeRules($0) } }
    for check in checks {
      let path = FoldedPath(check)
      var loose: LooseCheck?
      for contract in Set(set.allMatches(path).map { entries[$0].contract }) {
        guard let rules = rules[contract] else { continue }
        if [Operation.modify, .delete].contains(where: { rules.decision(for: $0, on: path).isAllowed }) {
          let known = loose ?? LooseCheck(path: path, names: GuardedWork.names(in: EscapedText.path(check.bytes)))
          loose = known
          found[contract].append(known)
        }
      }
    }
    return found
  }
}

/// A check that may be loosened, and what it is about by its name.
private struct LooseCheck: Sendable {
  let path: FoldedPath
  let names: Set<String>
}

/// What a contract's work has to do with a check: it may change it, a command names or carries it, or it is called like
/// what may be changed.
private struct GuardedWork {
  private let rules: ScopeRules
  private let carried: PatternSet
  private let named: [RepositoryPath]
  private let names: Set<String>

  init(_ contract: Contract) {
    rules = ScopeRules(contract.paths)
    let commands = contract.validation ?? []
    carried = PatternSet(commands.flatMap { $0.carry.map(\.pattern) })
    named = commands.flatMap { command in
      command.run.split(whereSeparator: \.isWhitespace).filter { $0.contains("/") && !$0.hasPrefix("/") }
        .map { word in
          let folder = command.directory.map { $0.bytes + [UInt8(ascii: "/")] } ?? []
          let text = Array(word.utf8.prefix { $0 != UInt8(ascii: ":") })
          return RepositoryPath(bytes: folder + (text.last == UInt8(ascii: "/") ? text.dropLast() : text))
        }
    }
    names = Set(contract.paths.allow.flatMap { Self.names(in: $0.pattern.text) })
  }

  func first(of checks: [LooseCheck]) -> (example: RepositoryPath, count: Int)? {
    let found = checks.filter(isGuarded)
    return found.first.map { ($0.path.path, found.count) }
  }

  private func isGuarded(by check: LooseCheck) -> Bool {
    let path = check.path
    if !names.isDisjoint(with: check.names) { return true }
    switch rules.decision(for: .modify, on: path) {
    case .allowed: return true
    // Another operation is granted, or none could be: an entry that covers the path grants something.
    case .operationNotGranted: return true
    case .denied, .outside: break
    }
    if !carried.allMatches(path).isEmpty { return true }
    return named.contains { path.path == $0 || path.path.isInside($0) }
  }

  /// The names in a path or pattern that say what it is about: `login` of `Tests/LoginTests/test_login.py`.
  static func names(in text: String) -> Set<String> {
    var found: Set<String> = []
    for part in text.split(separator: "/") where !part.contains("*") || part.hasPrefix("*.") == false {
      var name = part.split(separator: ".").first.map { $0.lowercased() } ?? ""
      guard !name.contains(where: { "*?[\\".contains($0) }) else { continue }
      for end in ["_tests", "_test", "-tests", "-test", "_spec", "tests", "test", "spec", "specs"]
      where name.hasSuffix(end) && name.count > end.count {
        name.removeLast(end.count)
        break
      }
      for start in ["test_", "test-", "tests_"] where name.hasPrefix(start) { name.removeFirst(start.count) }
      if name.count > 2, !general.contains(name) { found.insert(name) }
    }
    return found
  }

  /// Folders and files that nearly every repository has.
  private static let general: Set<String> = [
    "sources", "source", "src", "lib", "libs", "test", "tests", "spec", "specs", "package", "packages", "app", "apps",
    "main", "index", "unit", "integration", "fixtures", "java", "kotlin", "resources", "common", "internal", "pkg",
    "cmd",
    "utils", "util", "core", "init", "__init__", "mod", "api", "services", "modules", "components", "crates",
  ]
}
