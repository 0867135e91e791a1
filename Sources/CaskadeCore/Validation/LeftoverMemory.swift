package import CaskadeSyntax

/// What commands left in a working tree, as it is kept between checks.
///
/// Whoever can write the place where it is kept can forge it. So it only tells whose an untracked file is, where a check
/// is advice: such a file is in no commit, and lands with none.
package struct LeftoverMemory: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package let path: RepositoryPath
    package let mode: FileMode
    /// The blob that its bytes are.
    package let id: ObjectID
    package let command: String

    package init(path: RepositoryPath, mode: FileMode, id: ObjectID, command: String) {
      self.path = path
      self.mode = mode
      self.id = id
      self.command = command
    }

    fileprivate static let keys = ObjectForm<File>(
      "a file that a command left",
      FormKey(all: RepositoryPath.keys, \.path), FormKey("mode", .fileMode, "of the file", \.mode),
      FormKey("id", .objectID, "of its bytes as a blob", \.id),
      FormKey("command", .text, "that left it, by name", \.command)
    ) { File(path: $0, mode: $1, id: $2, command: $3) }
  }

  /// Sorted by path, each path once.
  package let files: [File]

  /// More are not remembered.
  package static let mostFiles = 10_000
  package static let mostBytes = 8 << 20

  package static let none = LeftoverMemory([])

  /// - Parameter files: of several with one path the first counts.
  package init(_ files: [File]) {
    var seen: Set<RepositoryPath> = []
    self.files = Array(
      files.filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }.prefix(Self.mostFiles))
  }

  /// Nil for anything but what `bytes` makes of a memory.
  package init?(reading bytes: [UInt8]) {
    guard let value = try? JSONReader.read(bytes), let kept = try? Self.keys.form.read(value) else { return nil }
    self.init(kept)
  }

  package var bytes: [UInt8] {
    JSONWriter(.pretty, order: .sorted).bytes(Self.keys.form.write(files))
  }

  private static let keys = ObjectForm<[File]>(
    "what commands left in a working tree",
    FormKey(constant: "schema", "caskade.left/1"), FormKey("files", .list(File.keys), "sorted by path", \.self)
  ) { $1 }
}
