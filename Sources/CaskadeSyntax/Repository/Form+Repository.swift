extension Form where Value == ObjectID {
  package static var objectID: Form {
    Form(
      schema: [JSONMember("type", "string"), JSONMember("pattern", "^([0-9a-f]{40}|[0-9a-f]{64})$")],
      write: { .string($0.text) }, read: { $0.string.flatMap { ObjectID($0) } })
  }
}

extension Form where Value == FileMode {
  package static var fileMode: Form {
    Form(
      schema: [JSONMember("type", "string"), JSONMember("pattern", "^[0-7]{6}$")], write: { .string($0.text) },
      read: { $0.string.flatMap { FileMode(octal: $0.utf8) } })
  }
}

extension RepositoryPath {
  /// The path for people, and in full where it isn't UTF-8.
  package static let keys = ObjectForm<RepositoryPath>(
    "a path",
    FormKey("path", .text, "its bytes escaped where they aren't UTF-8", \.written),
    FormKey(ifAny: "path_bytes", .base64, "base64 of a path that isn't UTF-8", \.unwritten)
  ) { RepositoryPath($0, $1) }

  /// The same for what may have no path: `null`.
  package static let keysOrNull = ObjectForm<RepositoryPath?>(
    "a path, or none",
    FormKey("path", .orNull(.text), "null: of no single path") { $0?.written },
    FormKey(ifAny: "path_bytes", .base64, "base64 of a path that isn't UTF-8") { $0?.unwritten }
  ) { shown, bytes in shown.map { RepositoryPath($0, bytes) } }

  private init(_ shown: String, _ bytes: [UInt8]?) {
    self = bytes.map { RepositoryPath(bytes: $0) } ?? RepositoryPath(shown)
  }

  private var written: String { isUTF8 ? String(decoding: bytes, as: UTF8.self) : display }
  private var unwritten: [UInt8]? { isUTF8 ? nil : bytes }
}
