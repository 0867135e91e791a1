import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// The changed tree as a picture: a box for each file, in the box of its folder, as large as its change and in the tone of
/// what the gates say of it.
struct ChangeMap {
  /// What gates `scope` and `protected` say of a path.
  enum Standing: String, CaseIterable {
    case protected
    case outside = "outside the approved paths"
    case inside = "inside the approved paths"
    /// Neither gate was asked, or no contract judges.
    case unjudged = "not judged"

    var tone: HTMLStyle.Tone {
      switch self {
      case .protected, .outside: .bad
      case .inside: .good
      case .unjudged: .quiet
      }
    }
  }

  private struct Folder {
    let name: String
    let files: [File]
    var weight: Double { files.reduce(0) { $0 + $1.weight } }
    var isRefused: Bool { files.contains { $0.standing.tone == .bad } }
  }

  private struct File {
    /// Not escaped.
    let name: String
    let words: String
    let standing: Standing
    let weight: Double
  }

  let standings: [RepositoryPath: Standing]
  private let isJudged: Bool
  private let changes: [Change]

  private static let mostFolders = 40
  private static let mostFiles = 60
  /// So many refused ones have a share of the picture that can be seen.
  private static let mostRefused = 150.0
  /// Of the picture, in its own units.
  private static let width = 960.0
  private static let heading = 16.0
  /// Of a letter, on average.
  private static let letter = 6.2

  init(_ evidence: Evidence) {
    let gates: Set<GateName> = [.scope, .protected]
    let judged = evidence.gates.filter { gates.contains($0.name) && !$0.skipped && $0.state != .notApplicable }
    isJudged = evidence.contract != nil && !judged.isEmpty
    changes = evidence.changes
    var standings: [RepositoryPath: Standing] = [:]
    for finding in evidence.findings {
      guard let path = finding.path else { continue }
      let asked = [finding.gate] + finding.also.map(\.gate)
      if asked.contains(.protected) {
        standings[path] = .protected
      } else if asked.contains(.scope), standings[path] == nil {
        standings[path] = .outside
      }
    }
    self.standings = standings
  }

  func standing(of path: RepositoryPath) -> Standing { standings[path] ?? (isJudged ? .inside : .unjudged) }

  /// How many paths there are of each standing, gravest first.
  var counts: [(standing: Standing, count: Int)] {
    let counted = changes.reduce(into: [Standing: Int]()) { $0[standing(of: $1.path), default: 0] += 1 }
    return Standing.allCases.compactMap { standing in counted[standing].map { (standing, $0) } }
  }

  /// The picture, or nothing where nothing changed.
  var svg: [String] {
    guard !changes.isEmpty else { return [] }
    let folders = folders
    // A few files need no large picture.
    let height = changes.count < 5 ? 120.0 : changes.count < 30 ? 240.0 : 380.0
    let area = Treemap.Box(x: 0, y: 0, width: Self.width, height: height)
    let boxes = Treemap.boxes(folders.map(\.weight), in: area)
    let told = counts.map { "\($0.count) \($0.standing.rawValue)" }.joined(separator: ", ")
    return [
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(height))\" role=\"img\" aria-labelledby=\"map-title\">",
      "<title id=\"map-title\">The changed files, by folder: \(HTMLText.escaped(told))</title>",
      "<defs><pattern id=\"outside\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
        + "patternTransform=\"rotate(45)\"><path class=\"hatch\" d=\"M0 0V7\"/></pattern></defs>",
    ] + zip(folders, boxes).flatMap { Self.drawn($0, $1) } + ["</svg>"]
  }

  // MARK: Folders

  private var folders: [Folder] {
    // What was refused is never too small to be seen.
    let least = changes.reduce(0) { $0 + Self.weight(of: $1) } / Self.mostRefused
    var byFolder: [RepositoryPath: [Change]] = [:]
    for change in changes { byFolder[change.path.parent ?? RepositoryPath(""), default: []].append(change) }
    let all = byFolder.sorted { $0.key < $1.key }.map { folder, changes in
      Folder(name: folder.bytes.isEmpty ? "." : folder.display, files: files(changes, least))
    }
    guard all.count > Self.mostFolders else { return Self.ordered(all) }
    let ranked = Self.ordered(all.filter(\.isRefused)) + Self.ordered(all.filter { !$0.isRefused })
    let rest = ranked.dropFirst(Self.mostFolders - 1)
    let merged = Folder(name: "\(rest.count) more folders", files: Self.merged(rest.flatMap(\.files), "file"))
    return Self.ordered(ranked.prefix(Self.mostFolders - 1) + [merged])
  }

  private static func ordered(_ folders: some Collection<Folder>) -> [Folder] {
    let weighed = folders.map { ($0, $0.weight) }
    return weighed.sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }.map(\.0)
  }

  /// - Parameter least: the weight that a refused one has at least.
  private func files(_ changes: [Change], _ least: Double) -> [File] {
    let all = changes.map { change in
      let lines = change.isBinary ? "binary" : "+\(change.added) -\(change.deleted)"
      let standing = standing(of: change.path)
      return File(
        name: RepositoryPath(bytes: Array(change.path.name)).display,
        words: "\(change.path.display): \(change.operation.rawValue), \(lines), \(standing.rawValue)",
        standing: standing, weight: max(Self.weight(of: change), standing.tone == .bad ? least : 0))
    }
    guard all.count > Self.mostFiles else { return Self.ordered(all) }
    let refused = all.filter { $0.standing.tone == .bad }
    let ranked = Self.ordered(refused) + Self.ordered(all.filter { $0.standing.tone != .bad })
    let kept = Self.mostFiles - Standing.allCases.count
    return Self.ordered(ranked.prefix(kept) + Self.merged(Array(ranked.dropFirst(kept)), "more file"))
  }

  private static func ordered(_ files: some Collection<File>) -> [File] {
    files.sorted { ($1.weight, $0.words) < ($0.weight, $1.words) }
  }

  /// One for each standing.
  private static func merged(_ files: [File], _ noun: String) -> [File] {
    Standing.allCases.compactMap { standing in
      let own = files.filter { $0.standing == standing }
      guard !own.isEmpty else { return nil }
      let words = own.count.counted(noun)
      return File(
        name: words, words: "\(words), \(standing.rawValue)", standing: standing,
        weight: own.reduce(0) { $0 + $1.weight })
    }.sorted { ($1.weight, $0.words) < ($0.weight, $1.words) }
  }

  /// Grows more slowly than the lines: a lock file must not hide the rest.
  private static func weight(of change: Change) -> Double {
    let lines = change.isBinary ? 20 : min(change.added, 1 << 40) + min(change.deleted, 1 << 40)
    return Double(lines).squareRoot() + 2
  }

  // MARK: Drawing

  private static func drawn(_ folder: Folder, _ box: Treemap.Box) -> [String] {
    let outer = box.inset(1.5)
    guard outer.short > 2 else { return [] }
    let hasHeading = outer.height > 40 && outer.width > 50
    let inner = outer.inset(2, top: hasHeading ? heading : 0)
    let boxes = Treemap.boxes(folder.files.map(\.weight), in: inner)
    let label = hasHeading ? Self.label(folder.name, x: outer.x + 4, y: outer.y + 12, room: outer.width - 8) : ""
    return ["<g>\(rectangle(outer, .quiet))\(label)"]
      + zip(folder.files, boxes).flatMap { file, box -> [String] in
        let own = box.inset(0.75)
        guard own.short > 0.5 else { return [] }
        let hatch = file.standing.tone == .bad ? rectangle(own, nil, fill: "url(#outside)") : ""
        let name =
          own.height > 15 && own.width > 36
          ? Self.label(file.name, x: own.x + 3, y: own.y + 12, room: own.width - 6) : ""
        return [
          "<g><title>\(HTMLText.escaped(file.words))</title>\(rectangle(own, file.standing.tone))\(hatch)\(name)</g>"
        ]
      } + ["</g>"]
  }

  private static func rectangle(_ box: Treemap.Box, _ tone: HTMLStyle.Tone?, fill: String? = nil) -> String {
    let look = tone.map { " class=\"\($0.rawValue)\"" } ?? fill.map { " fill=\"\($0)\" opacity=\".25\"" } ?? ""
    return "<rect x=\"\(shown(box.x))\" y=\"\(shown(box.y))\" width=\"\(shown(box.width))\" "
      + "height=\"\(shown(box.height))\"\(look)/>"
  }

  /// Cut to the room that it has.
  static func label(_ text: String, x: Double, y: Double, room: Double) -> String {
    let cut = EscapedText.line(text).cut(toWidth: max(1, Int(room / letter)))
    return "<text x=\"\(shown(x))\" y=\"\(shown(y))\">\(HTMLText.escaped(cut))</text>"
  }

  /// With one decimal.
  static func shown(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
