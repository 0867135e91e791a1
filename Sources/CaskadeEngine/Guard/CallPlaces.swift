import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Finds out where the files lie that a call names.
struct CallPlaces {
  let folders: GitFolders
  let home: String?
  /// Folders whose files stay nowhere.
  let scratch: [ByteString]

  private static let mostFiles = 2_000

  init(_ folders: GitFolders, _ host: Host) {
    self.folders = folders
    home = host.environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    scratch = ["/tmp", "/var/tmp", "/dev", host.environment["TMPDIR"] ?? "/tmp"].compactMap {
      try? FileSystem.realPath(ByteString($0))
    }
  }

  func places(of call: ToolCall) -> [CallPlace] { call.paths.flatMap(places) }

  private func places(of path: CallPath) -> [CallPlace] {
    guard let text = absolute(path.text) else { return [place(path, .unknown, path.text)] }
    guard path.isPattern, path.deed != .read else { return places(path, text) }
    guard let matching = FilePattern.matches(text, most: Self.mostFiles) else { return [place(path, .many, path.text)] }
    // What matches nothing is handed on as it is written.
    return (matching.isEmpty ? [text] : matching).flatMap { places(path, $0) }
  }

  /// Another person's home can't be told by its text.
  private func absolute(_ text: String) -> ByteString? {
    if text == "~" || text.hasPrefix("~/") { return home.map { ByteString($0 + text.dropFirst(1)) } }
    return text.hasPrefix("/") ? ByteString(text) : nil
  }

  private func places(_ path: CallPath, _ text: ByteString) -> [CallPlace] {
    if path.deed == .read { return [place(path, .outside, text.text)] }
    guard let found = PathResolution(text) else { return [place(path, .unknown, text.text)] }
    var places = [place(path, found.entry, found)]
    // Who writes through a link changes what it leads to; who removes it, only itself.
    if path.deed != .delete, found.target != found.entry { places.append(place(path, found.target, found)) }
    guard path.deed == .delete, found.isFolder, found.target == found.entry else { return places }
    guard let files = FilePattern.below(found.entry, most: Self.mostFiles) else {
      return places + [place(path, .many, text.text)]
    }
    return places
      + files.map { file in
        let spot = spot(file)
        return CallPlace(path, spot, exists: true, isFolder: false, shown: shown(file, spot))
      }
  }

  private func place(_ path: CallPath, _ spot: CallPlace.Spot, _ text: String) -> CallPlace {
    CallPlace(path, spot, exists: false, isFolder: false, shown: text)
  }

  private func place(_ path: CallPath, _ file: ByteString, _ found: PathResolution) -> CallPlace {
    let spot = spot(file)
    return CallPlace(path, spot, exists: found.exists, isFolder: found.isFolder, shown: shown(file, spot))
  }

  private func shown(_ file: ByteString, _ spot: CallPlace.Spot) -> String {
    if case .inside(let path) = spot { path.display } else { EscapedText.line(file.bytes) }
  }

  private func spot(_ file: ByteString) -> CallPlace.Spot {
    if file.isInside(folders.own) || file.isInside(folders.common) { return .git }
    guard file.isInside(folders.root) else {
      return scratch.contains(where: file.isInside) ? .temporary : .outside
    }
    let path = RepositoryPath(bytes: file.bytes.dropFirst(folders.root.bytes.count + 1))
    guard !path.bytes.isEmpty else { return .outside }
    var folder = path.parent
    while let next = folder, !next.bytes.isEmpty {
      if FileSystem.exists(folders.root.appending(next).appending(".git")) { return .otherWork }
      folder = next.parent
    }
    return .inside(path)
  }
}
