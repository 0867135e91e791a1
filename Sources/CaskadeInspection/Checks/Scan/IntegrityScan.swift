package import CaskadeSyntax

/// Compares what the plan asked for, and finds every check that the change removed or loosened.
package enum IntegrityScan {
  /// - Parameters:
  ///   - files: the contents of `wanted` and, where the base has them, of `atBase`; any that is missing counts as absent
  ///     on both sides.
  ///   - exempt: whether checks may change at a path; what it holds gives no finding.
  package static func findings(
    _ files: [FileVersions], plan: IntegrityPlan, exempt: (RepositoryPath) -> Bool
  ) -> [IntegrityFinding] {
    let files = files.sorted { $0.path < $1.path }
    var findings = tests(files, plan)
    findings += UnreadTestReader.findings(files, plan)
    findings += GoldenComparison.findings(plan, exempt: exempt)
    findings += settings(files, plan)
    findings +=
      PipelineComparison(
        files.filter { plan.roles[$0.path]?.isContinuousIntegration ?? false }.map { ($0.path, $0.old, $0.new) }
      ).findings
    findings += CommandTargetComparison(files, plan).findings
    var seen = Set<IntegrityFinding>()
    return findings.filter { finding in
      !exempt(finding.path) && seen.insert(finding).inserted
    }
  }

  private static func tests(_ files: [FileVersions], _ plan: IntegrityPlan) -> [IntegrityFinding] {
    let outlines = files.compactMap { file -> TestFile? in
      guard case .read(let language) = plan.roles[file.path]?.tests else { return nil }
      return TestFile(
        path: file.path, old: file.old.map { TestOutline($0, language) },
        new: file.new.map { TestOutline($0, language) })
    }
    return TestComparison(outlines).findings
  }

  private static func settings(_ files: [FileVersions], _ plan: IntegrityPlan) -> [IntegrityFinding] {
    let changed = files.compactMap { file in plan.roles[file.path]?.settings.map { (file, $0) } }
    var findings: [IntegrityFinding] = []
    for (file, settings) in changed {
      guard let old = file.old else { continue }
      let others = changed.filter { $0.0.path != file.path }
      if let new = file.new {
        findings += SettingsComparison(file.path, settings, old: old, new: new, elsewhere: gained(others)).findings
      } else if let tool = settings.tool, !others.contains(where: { takesOver($0.0, tool) }) {
        findings.append(IntegrityFinding(.configurationDeleted, file.path, .file))
      }
    }
    return findings
  }

  /// The last keys that the head has in these files and the base hadn't.
  private static func gained(_ files: [(FileVersions, SettingsFile)]) -> Set<String> {
    var keys = Set<String>()
    for (file, settings) in files {
      let old = Set(SettingsComparison.read(file.old ?? [], settings).map(\.name))
      for setting in SettingsComparison.read(file.new ?? [], settings) where !old.contains(setting.name) {
        if let last = setting.key.last { keys.insert(last) }
      }
    }
    return keys
  }

  /// Whether the file is for the tool, or names it, on the head only.
  private static func takesOver(_ file: FileVersions, _ tool: String) -> Bool {
    guard let new = file.new else { return false }
    if file.old == nil, String(decoding: file.path.name, as: UTF8.self).lowercased().contains(tool) { return true }
    return String(decoding: new, as: UTF8.self).contains(tool)
      && !String(decoding: file.old ?? [], as: UTF8.self).contains(tool)
  }
}
