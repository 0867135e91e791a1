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
    findings += pipelines(files, plan)
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

  private static func pipelines(_ files: [FileVersions], _ plan: IntegrityPlan) -> [IntegrityFinding] {
    let (read, unread) = readable(
      files.filter { plan.roles[$0.path]?.isContinuousIntegration ?? false }, most: SettingsReader.mostBytesOfPipelines)
    return PipelineComparison(read.map { ($0.path, $0.old, $0.new) }).findings + unread
  }

  /// The files that are small enough to be compared, one by one and together, and a finding for each of the others.
  private static func readable(
    _ files: [FileVersions], most bytes: Int
  ) -> (read: [FileVersions], unread: [IntegrityFinding]) {
    var left = bytes
    var (read, unread): ([FileVersions], [IntegrityFinding]) = ([], [])
    for file in files {
      let size = (file.old?.count ?? 0) + (file.new?.count ?? 0)
      if file.isComparable, size <= left {
        left -= size
        read.append(file)
      } else {
        unread.append(IntegrityFinding(.settingsUnread, file.path, .file))
      }
    }
    return (read, unread)
  }

  private static func settings(_ files: [FileVersions], _ plan: IntegrityPlan) -> [IntegrityFinding] {
    let (read, unread) = readable(
      files.filter { plan.roles[$0.path]?.settings != nil }, most: SettingsReader.mostBytes)
    let changed = read.compactMap { file in plan.roles[file.path]?.settings.map { ChangedSettings(file, $0) } }
    var findings = unread
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
