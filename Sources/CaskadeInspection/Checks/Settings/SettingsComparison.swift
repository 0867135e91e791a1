import CaskadeSyntax

/// Compares the settings of checks, key by key: what was lowered, loosened, left out or taken away.
struct SettingsComparison {
  private(set) var findings: [IntegrityFinding] = []

  private let file: SettingsFile
  private let path: RepositoryPath
  private let old: [Setting]
  private let new: [Setting]
  private let moved: (String) -> Bool
  /// Where the head turns everything on at once.
  private let strictPlaces: Set<[String]>

  private let isNewFile: Bool

  /// More exclusions of one key than these are left out.
  private static let several = 5

  /// - Parameters:
  ///   - elsewhere: whether another changed file has gained a last key; a setting that moved there is no finding.
  ///   - isNewFile: the old settings stand in another file, in sections of other names.
  init(
    _ path: RepositoryPath, _ file: SettingsFile, _ old: [Setting], _ new: [Setting],
    elsewhere: @escaping (String) -> Bool, isNewFile: Bool = false
  ) {
    self.path = path
    self.file = file
    moved = elsewhere
    self.isNewFile = isNewFile
    self.old = old
    self.new = new
    strictPlaces = Set(
      new.lazy.filter { $0.key.last == "strict" && SettingsRule.isTrue($0.text) }.map { Array($0.key.dropLast()) })
    let before = Self.byName(self.old)
    let after = Self.byName(self.new)
    // A key that moved to another section of the file is compared with what it was there.
    let left = Dictionary(
      Self.inOrder(self.old).filter { after[$0.name] == nil }.map { ($0.key.last ?? "", $0.name) },
      uniquingKeysWith: { first, _ in first })
    var taken = Set<String>()
    // What comes with a tool that wasn't in use before loosens nothing.
    let tools = Set(self.old.map(Self.section))
    for setting in Self.inOrder(self.new) where before[setting.name] == nil {
      if let name = setting.key.last.flatMap({ left[$0] }), taken.insert(name).inserted {
        compare(before[name], after[setting.name] ?? setting)
      } else if file.isAlwaysInUse || tools.contains(Self.section(setting)) {
        compare(nil, after[setting.name] ?? setting)
      }
    }
    for setting in Self.inOrder(self.old) where !taken.contains(setting.name) {
      compare(before[setting.name] ?? setting, after[setting.name])
    }
  }

  static func read(_ bytes: [UInt8], _ file: SettingsFile) -> [Setting] {
    SettingsReader.read(bytes, file.notation).filter { file.counts($0.key) }
  }

  private static func byName(_ settings: [Setting]) -> [String: Setting] {
    var named: [String: Setting] = [:]
    for setting in settings {
      if named[setting.name] == nil {
        named[setting.name] = setting
      } else {
        named[setting.name]?.values += setting.values
      }
    }
    return named
  }

  private static func section(_ setting: Setting) -> ArraySlice<String> { setting.key.dropLast().prefix(2) }

  private static func inOrder(_ settings: [Setting]) -> [Setting] {
    var seen = Set<String>()
    return settings.filter { seen.insert($0.name).inserted }
  }

  private mutating func compare(_ before: Setting?, _ after: Setting?) {
    guard let key = (after ?? before)?.key, let rule = SettingsRule(key, in: file) else { return }
    let name = (after ?? before)?.name ?? ""
    switch rule {
    case .threshold: compareNumbers(before, after, name) { $0 < $1 }
    case .limit: compareNumbers(before, after, name) { $0 > $1 }
    case .strict:
      let was = before.map { SettingsRule.isTrue($0.text) }
      let isNow = after.map { SettingsRule.isTrue($0.text) }
      // What a formatter doesn't name has a default of its own; elsewhere a `false` undoes what another key brings.
      if let after, SettingsRule.isFalse(after.text), was == true || was == nil && file.tool != "swift-format" {
        loosened(before, after, name)
      } else if was == true, isNow == nil, !hasMoved(before), !isStrict(before) {
        loosened(before, after, name)
      }
    case .lenient:
      if let after, SettingsRule.isTrue(after.text), !(before.map { SettingsRule.isTrue($0.text) } ?? false) {
        loosened(before, after, name)
      }
    case .severity:
      let was = before?.values.first.flatMap { SettingsRule.severity($0.text) }
      guard let isNow = after?.values.first.flatMap({ SettingsRule.severity($0.text) }) else { return }
      if isNow < was ?? (isNow == 0 ? 1 : 0) { loosened(before, after, name) }
    case .exclusion(let grave):
      guard let after else { return }
      let known = Set(before?.values.flatMap { Self.words($0) } ?? [])
      let added = after.values.flatMap { value in Self.words(value).map { (value.line, $0) } }.filter {
        !known.contains($0.1)
      }
      for (line, word) in added.prefix(Self.several) {
        add(.exclusionAdded(key: name, value: word, grave: grave), .head(line))
      }
    case .selection(let grave):
      guard let before, !hasMoved(before) else { return }
      let kept = Set(after?.values.flatMap { Self.words($0) } ?? [])
      guard !kept.contains("ALL") else { return }
      for word in before.values.flatMap({ Self.words($0) }).filter({ !kept.contains($0) }).prefix(Self.several) {
        let place: IntegrityFinding.Place = after.map { .head($0.line) } ?? .base(before.line)
        add(
          grave ? .selectionRemoved(key: name, value: word) : .exclusionAdded(key: name, value: word, grave: false),
          place)
      }
    case .options: compareOptions(before, after, name)
    }
  }

  private static func words(_ value: Setting.Value) -> [String] {
    value.isQuoted
      ? [value.text] : value.text.split { $0 == "," || $0.isWhitespace }.map { SettingsReader.unquoted($0) }
  }

  private static func options(_ setting: Setting?) -> [String] {
    setting?.values.flatMap { $0.text.split { $0.isWhitespace }.map { SettingsReader.unquoted($0) } } ?? []
  }

  /// Whether the head turns everything on where a single key is gone, as mypy's and TypeScript's `strict` do.
  private func isStrict(_ setting: Setting?) -> Bool {
    setting.map { strictPlaces.contains(Array($0.key.dropLast())) } ?? false
  }

  private func hasMoved(_ setting: Setting?) -> Bool {
    setting?.key.last.map(moved) ?? false
  }

  private mutating func compareNumbers(
    _ before: Setting?, _ after: Setting?, _ name: String, isLooser: (Double, Double) -> Bool
  ) {
    guard let before, let was = SettingsRule.number(before.text) else { return }
    if let after {
      guard let isNow = SettingsRule.number(after.text) else { return }
      guard isLooser(isNow, was) else { return }
      let fact: IntegrityFact =
        isNow < was ? .thresholdLowered(key: name, to: after.text) : .strictnessLost(key: name, to: after.text)
      add(fact, .head(after.line), before.text)
    } else if isLooser(0, was), !hasMoved(before) {
      add(.thresholdLowered(key: name, to: nil), .base(before.line), before.text)
    }
  }

  private mutating func loosened(_ before: Setting?, _ after: Setting?, _ name: String) {
    add(
      .strictnessLost(key: name, to: after?.values.first?.text),
      after.map { .head($0.line) } ?? .base(before?.line ?? 1), before?.values.first?.text ?? "")
  }

  private static let tightening = ["--strict", "-W", "--cov-fail-under", "-Werror", "--max-fail", "error"]
  private static let loosening: Set<String> = [
    "--ignore", "--ignore-glob", "--deselect", "-k", "-m", "--no-cov", "--passWithNoTests",
    "--continue-on-collection-errors", "--exitfirst", "--failure-exit-code", "--tag", "-t", "--pattern", "-P",
    "--exclude-pattern", "--dry-run", "--example", "-e", "--collect-only", "--co",
  ]

  private mutating func compareOptions(_ before: Setting?, _ after: Setting?, _ name: String) {
    let was = Self.options(before)
    let isNow = Self.options(after)
    let place: IntegrityFinding.Place = after.map { .head($0.line) } ?? .base(before?.line ?? 1)
    let known = Set(was)
    for word in isNow where !known.contains(word) {
      let option = String(word.prefix { $0 != "=" })
      if Self.loosening.contains(option) { add(.exclusionAdded(key: name, value: word, grave: true), place) }
      if option == "--cov-fail-under", let old = was.first(where: { $0.hasPrefix(option) }),
        let number = SettingsRule.number(String(word.dropFirst(option.count + 1))),
        let formerly = SettingsRule.number(String(old.dropFirst(option.count + 1))), number < formerly
      {
        add(.thresholdLowered(key: name, to: word), place, old)
      }
    }
    let options = Set(isNow.map { $0.prefix { $0 != "=" } })
    for word in was where !options.contains(word.prefix { $0 != "=" }) {
      if Self.tightening.contains(where: word.hasPrefix) { add(.selectionRemoved(key: name, value: word), place) }
    }
  }

  private mutating func add(_ fact: IntegrityFact, _ place: IntegrityFinding.Place, _ before: String = "") {
    // A line of the base is one of another file there.
    let place = if isNewFile, case .base = place { IntegrityFinding.Place.file } else { place }
    findings.append(IntegrityFinding(fact, path, place, before: before.utf8))
  }
}
