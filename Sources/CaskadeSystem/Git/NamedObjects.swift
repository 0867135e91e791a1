package import CaskadeSyntax

/// Objects by the names that git gives them, such as `refs/heads/main:Contracts`: all in one process.
package struct NamedObjects: Sendable {
  package struct Object: Hashable, Sendable {
    package let id: ObjectID
    /// `blob`, `tree`, `commit`, `tag`.
    package let kind: String
    package let content: [UInt8]
  }

  private let objects: [String: Object]

  init(_ objects: [String: Object]) {
    self.objects = objects
  }

  /// - Parameters:
  ///   - names: without line breaks; those that have one are never found.
  ///   - directory: the work tree's own git folder.
  package init(_ names: [String], in directory: ByteString, git: GitProgram, deadline: Duration) throws(GitError) {
    let asked = names.filter { !$0.utf8.contains(0x0A) && !$0.utf8.contains(0) }
    var request = git.request(
      ["cat-file", "--buffer", "--batch"], gitDirectory: directory, workTree: nil, index: nil,
      input: Array(asked.map { "\($0)\n" }.joined().utf8))
    request.deadline = deadline
    let bytes = try git.output(of: request, name: "cat-file")
    var objects: [String: Object] = [:]
    var place = 0
    for name in asked {
      guard let end = bytes[place...].firstIndex(of: 0x0A) else { throw Self.cut }
      let words = bytes[place..<end].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      place = end + 1
      guard words.count == 3, let id = ObjectID(words[0]), let size = Int(words[2]) else { continue }
      guard size >= 0, place + size < bytes.count, bytes[place + size] == 0x0A else { throw Self.cut }
      let content = Array(bytes[place..<(place + size)])
      place += size + 1
      // A loose object can be overwritten in place.
      guard Self.id(of: content, words[1], like: id) == id else { throw GitError(.forgedObject(id)) }
      objects[name] = Object(id: id, kind: words[1], content: content)
    }
    self.objects = objects
  }

  package subscript(name: String) -> Object? { objects[name] }

  private static func id(of content: [UInt8], _ kind: String, like other: ObjectID) -> ObjectID? {
    let bytes = Array("\(kind) \(content.count)\0".utf8) + content
    return ObjectID(other.text.utf8.count == 40 ? SHA1.text(bytes) : SHA256.text(bytes))
  }

  private static let cut = GitError(.badAnswer(command: "cat-file", reason: "it is cut off"))
}

extension NamedObjects.Object {
  /// The mode of a folder's entry.
  static let folder = 0o40000

  /// The entries of a tree: mode, a space, the name, a NUL byte, the id's bytes.
  package var entries: [(mode: FileMode, name: [UInt8], id: ObjectID)] {
    guard kind == "tree" else { return [] }
    let count = id.text.utf8.count / 2
    var found: [(mode: FileMode, name: [UInt8], id: ObjectID)] = []
    var rest = content[...]
    while let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0), end + count < rest.endIndex
    {
      guard let bits = Int(String(decoding: rest[..<space], as: UTF8.self), radix: 8),
        let id = rest[(end + 1)...(end + count)].withUnsafeBytes({ ObjectID(raw: $0) })
      else { return found }
      found.append((FileMode(bits: bits), Array(rest[(space + 1)..<end]), id))
      rest = rest[(end + count + 1)...]
    }
    return found
  }
}
