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
        files.filter { plan.roles[$0.path]?.isContinuousIntegration ?? false && $0.isComparable }.map {
          ($0.path, $0.old, $0.new)
        }
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
    var findings: [IntegrityFinding] = []
    var budget = SettingsReader.mostBytes
    var changed: [ChangedSettings] = []
    for file in files {
      guard let settings = plan.roles[file.path]?.settings else { continue }
      let size = (file.old?.count ?? 0) + (file.new?.count ?? 0)
      guard size <= budget, max(file.old?.count ?? 0, file.new?.count ?? 0) <= SettingsReader.mostBytesOfFile else {
        findings.append(IntegrityFinding(.settingsUnread, file.path, .file))
        continue
      }
      budget -= size
      changed.append(ChangedSettings(file, settings))
    }
    var gained: [String: Int] = [:]
    for settings in changed {
      for key in settings.gained { gained[key, default: 0] += 1 }
    }
    let base = BaseSettings(files, plan)
    for settings in changed {
      let (file, kind) = (settings.file, settings.kind)
      let elsewhere = { (key: String) in gained[key, default: 0] > (settings.gained.contains(key) ? 1 : 0) }
      if file.old != nil, file.new != nil {
        findings += SettingsComparison(file.path, kind, settings.old, settings.new, elsewhere: elsewhere).findings
      } else if file.old != nil {
        let takesOver = changed.contains { $0.file.path != file.path && kind.tool.map($0.takesOver) ?? true }
        if kind.tool != nil, !takesOver { findings.append(IntegrityFinding(.configurationDeleted, file.path, .file)) }
      } else if let (old, outranks) = base.outranked(by: settings) {
        findings +=
          SettingsComparison(
            file.path, kind, old, settings.new, elsewhere: { _ in !outranks }, isNewFile: true
          ).findings
      }
    }
    return findings
  }
}
