import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem
import CaskadeTemplates

/// The templates that there are: the repository's own in `Contracts/templates`, and those that come with the program.
struct TemplateShelf {
  /// Sorted by name; one of the repository's takes the place of a built-in of its name.
  let templates: [BuiltInTemplate]
  /// The names of the repository's own.
  let own: Set<String>

  init(_ host: Host) {
    var found: [BuiltInTemplate] = []
    if let root = EnclosingFolder.withRepository(above: host.directory) {
      let folder = root.appending(ContractFolder.templates)
      for file in (try? FileSystem.entries(of: folder)) ?? [] where file.text.hasSuffix(".yaml") {
        let name = String(file.text.dropLast(5))
        guard TemplateText.isName(name), let bytes = try? FileReader.read(folder.appending(file), limit: 1 << 20) else {
          continue
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let summary = TemplateText.summary(of: text) ?? "of this repository"
        found.append(BuiltInTemplate(name: name, summary: EscapedText.line(summary), text: text))
      }
    }
    let own = Set(found.map(\.name))
    self.own = own
    templates = (found + BuiltInTemplates.all.filter { !own.contains($0.name) }).sorted { $0.name < $1.name }
  }

  func named(_ name: String) throws(CommandError) -> BuiltInTemplate {
    if let template = templates.first(where: { $0.name == name }) { return template }
    let known = templates.map(\.name)
    throw CommandError(
      "there is no template '\(name)'",
      hint: Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "one of: \(known.joined(separator: ", "))")
  }

  /// Writes a template of the repository's own; it never replaces a file.
  static func write(_ text: String, named name: String, _ session: Session) throws(CommandError) {
    let path = ContractFolder.templates.file(named: "\(name).yaml")
    let root = session.repository.location.workTree
    do throws(FileError) {
      try FileSystem.createFolders(root.appending(ContractFolder.templates))
      try AtomicFile.write(Array(text.utf8), to: root.appending(path), replacing: false)
    } catch {
      guard error.kind == .exists else { throw CommandError(error) }
      throw CommandError(
        "'\(path.display)' is there already", hint: "choose another name; a template is never replaced")
    }
    try session.host.write(
      "\(path.display) is written.\nnext:\n  1. read it, and say in its comments what the kind of work asks for\n"
        + "  2. caskade lint \(path.display)\n  3. caskade draft TITLE --template \(name)\n")
  }
}

extension RepositoryPath {
  fileprivate func file(named name: String) -> RepositoryPath {
    RepositoryPath(bytes: bytes + [UInt8(ascii: "/")] + Array(name.utf8))
  }
}
