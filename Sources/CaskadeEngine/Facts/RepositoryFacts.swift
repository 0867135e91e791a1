import CaskadeSyntax
import CaskadeSystem

/// What a repository says that a draft can use: who works, on which branch, and how its tests are run.
package struct RepositoryFacts {
  package let owner: String?
  /// The branch that is checked out, unless it is the one that contracts are merged to.
  package let workBranch: String?
  /// The usual command of the build manifest at the root.
  package let validation: String?

  package init(_ session: Session) throws(CommandError) {
    let root = session.repository.location.workTree
    owner = try asking(session.repository.setting("user.email"))
    workBranch = Self.workBranch(session)
    validation = Self.validation(in: root)
  }

  private static func workBranch(_ session: Session) -> String? {
    let revisions = session.repository.revisions
    guard let branch = try? revisions.head().branch else { return nil }
    let base = try? BaseAndHead.base(nil, session).branch
    return branch == base || branch == "main" || branch == "master" ? nil : branch
  }

  /// First match wins: a Makefile's own `test` says more than the language's habit.
  private static func validation(in root: ByteString) -> String? {
    func has(_ name: String) -> Bool { FileSystem.exists(root.appending(name)) }
    func holds(_ name: String, _ text: String) -> Bool {
      guard let bytes = try? FileReader.read(root.appending(name), limit: 1 << 20) else { return false }
      return String(decoding: bytes, as: UTF8.self).contains(text)
    }
    if holds("Makefile", "\ntest:") || holds("Makefile", "\ntest :") { return "make test" }
    if has("Package.swift") { return "swift test" }
    if holds("package.json", "\"test\"") {
      if has("pnpm-lock.yaml") { return "pnpm test" }
      return has("yarn.lock") ? "yarn test" : "npm test"
    }
    let manifests = [
      ("Cargo.toml", "cargo test"), ("go.mod", "go test ./..."), ("pyproject.toml", "python -m pytest"),
      ("pytest.ini", "python -m pytest"), ("setup.py", "python -m pytest"), ("pom.xml", "mvn -q test"),
      ("gradlew", "./gradlew test"), ("Gemfile", "bundle exec rake test"), ("mix.exs", "mix test"),
      ("composer.json", "vendor/bin/phpunit"), ("pubspec.yaml", "dart test"),
    ]
    if let found = manifests.first(where: { has($0.0) }) { return found.1 }
    let names = (try? FileSystem.entries(of: root)) ?? []
    return names.contains { $0.text.hasSuffix(".sln") || $0.text.hasSuffix(".csproj") } ? "dotnet test" : nil
  }
}
