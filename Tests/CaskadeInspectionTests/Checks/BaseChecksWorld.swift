import CaskadeInspection
import CaskadeSyntax

/// A change in memory, with what stays beside it, and the plan that follows as lines.
struct BaseChecksWorld {
  /// Those with the same text twice are unchanged.
  var files: [(path: String, old: String?, new: String?)]
  var commands: [String] = []
  var mayChange: [String] = []

  init(_ files: [(path: String, old: String?, new: String?)], commands: [String] = [], mayChange: [String] = []) {
    self.files = files
    self.commands = commands
    self.mayChange = mayChange
  }

  var plan: BaseChecksPlan {
    var reading = BaseChecksReading(
      IntegrityWorld(files).changes, commands: commands.map { CheckCommand(name: $0, run: $0, directory: nil) },
      base: TreePaths(files.filter { $0.old != nil }.map { RepositoryPath($0.path) }))
    while !reading.wanted.isEmpty {
      let wanted = Set(reading.wanted)
      reading.take(
        files.filter { wanted.contains(RepositoryPath($0.path)) }.map {
          FileVersions(RepositoryPath($0.path), old: $0.old.map { Array($0.utf8) }, new: $0.new.map { Array($0.utf8) })
        })
    }
    let patterns = mayChange.compactMap { try? PathPattern($0) }
    return BaseChecksPlan(reading) { path in
      patterns.firstIndex { $0.matches(path) }.map { $0 + 1 }
    }
  }

  /// `restore KIND PATH`, `remove KIND PATH`, `rewrite PATH`, `keep KIND PATH by line N`, `beside SCRIPT: restore PATH`,
  /// then the findings.
  var lines: [String] {
    let plan = plan
    func name(_ kind: CheckFileKind?, _ path: RepositoryPath) -> String {
      (kind.map { "\($0.rawValue) " } ?? "") + path.display
    }
    return plan.restore.map { "restore \(name($0.kind, $0.path))" }
      + plan.remove.map { "remove \(name($0.kind, $0.path))" } + plan.rewritten.map { "rewrite \($0.path.display)" }
      + plan.kept.map { "keep \(name($0.kind, $0.path)) by line \($0.line)" }
      + (plan.ownScripts.map(Self.lines) ?? [])
      + plan.findings.map { finding in
        var place = finding.path.display
        if case .head(let line) = finding.place { place += ":\(line)" }
        return "\(place): \(finding.isError ? "error" : "warning"): \(finding.message) [\(finding.rule)]"
      }
  }

  private static func lines(_ own: OwnScripts) -> [String] {
    let scripts = own.scripts.map(\.display).joined(separator: ", ")
    return (own.restore.map { "restore \($0.path.display)" } + own.remove.map { "remove \($0.path.display)" })
      .map { "beside \(scripts): \($0)" }
  }

  /// The bytes that the plan puts in at a path; nil where it rewrites nothing there.
  func rewritten(_ path: String) -> String? {
    plan.rewritten.first { $0.path == RepositoryPath(path) }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
