import CaskadeSyntax

/// Objects of a repository of the plainest kind, read from its own files: loose ones and those of packs
/// (gitformat-pack(5)). No program is started, which would take longer than all else that a hook's answer needs.
///
/// Each object is held against its id. So what is read is what git would read, or nil: for all that is unusual, damaged or
/// not here, of which git itself has to say what it is.
final class StoredObjects {
  struct Object {
    let kind: String
    let content: [UInt8]
  }

  private let folder: ByteString
  private var packs: [Pack]?
  private var known: [ObjectID: Object] = [:]
  private var knownBytes = 0
  private let mostChanged: Int

  static let mostBytes = 16 << 20
  /// Bytes of objects that are kept in case somebody asks again.
  private static let mostKnown = 16 << 20
  private static let longestChain = 256
  private static let mostPacks = 50
  private static let kinds = [1: "commit", 2: "tree", 3: "blob", 4: "tag"]

  /// Nil for a repository that keeps objects in some way of which this knows nothing.
  ///
  /// - Parameters:
  ///   - common: the folder that all its worktrees share.
  ///   - mostChanged: bytes of all the changes together that one object is kept as; a small pack can hold gigabytes of them.
  init?(in common: ByteString, mostChanged: Int = 32 << 20) {
    folder = common.appending("objects")
    self.mostChanged = mostChanged
    // Another hash, a partial clone, another form of references: all of that is an extension (git-config(1)).
    guard let settings = try? FileReader.read(common.appending("config"), limit: 1 << 20),
      !String(decoding: settings, as: UTF8.self).lowercased().utf8.holds("extensions"),
      !["info/alternates", "info/http-alternates"].contains(where: {
        FileSystem.exists(folder.appending(ByteString($0)))
      })
    else { return nil }
  }

  /// - Parameter most: bytes; nil for an object that is larger, or is kept as a change of a larger one.
  func object(_ id: ObjectID, atMost most: Int = mostBytes) -> Object? {
    if let object = known[id] { return object }
    guard let object = loose(id, most) ?? packed(id, most), Self.id(of: object) == id else { return nil }
    remember(object, as: id)
    return object
  }

  private func remember(_ object: Object, as id: ObjectID) {
    knownBytes += object.content.count
    if knownBytes > Self.mostKnown { (known, knownBytes) = ([:], object.content.count) }
    known[id] = object
  }

  private static func id(of object: Object) -> ObjectID? {
    ObjectID(SHA1.text(Array("\(object.kind) \(object.content.count)\0".utf8) + object.content))
  }

  // MARK: Loose objects

  private func loose(_ id: ObjectID, _ most: Int) -> Object? {
    let digits = id.text
    let path = folder.appending(ByteString(String(digits.prefix(2)))).appending(ByteString(String(digits.dropFirst(2))))
    guard let packed = try? FileReader.read(path, limit: most + 1_024),
      let bytes = Inflate.bytes(packed[...], atMost: most + 64), let end = bytes.firstIndex(of: 0)
    else { return nil }
    let words = bytes[..<end].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 2, words[1] == String(bytes.count - end - 1) else { return nil }
    return Object(kind: words[0], content: Array(bytes[(end + 1)...]))
  }

  // MARK: Packs

  private struct Pack {
    let index: PackIndex
    let file: PlacedFile
  }

  private func packed(_ id: ObjectID, _ most: Int) -> Object? {
    for pack in opened() {
      guard let offset = pack.index.offsets(of: [id]).first ?? nil else { continue }
      // A second copy is not looked for: git does where one is damaged.
      return entry(of: pack, at: offset, most)
    }
    return nil
  }

  private func opened() -> [Pack] {
    if let packs { return packs }
    let place = folder.appending("pack")
    let names = (try? FileSystem.entries(of: place))?.filter { $0.bytes.suffix(4).elementsEqual(".idx".utf8) } ?? []
    let found = names.sorted().prefix(Self.mostPacks).compactMap { name -> Pack? in
      let pack = ByteString(bytes: name.bytes.dropLast(4) + Array(".pack".utf8))
      guard let index = PackIndex(place.appending(name), idLength: 20), let file = PlacedFile(place.appending(pack))
      else {
        return nil
      }
      return Pack(index: index, file: file)
    }
    packs = found
    return found
  }

  /// What lies at an offset, and all that it is a change of.
  private func entry(of pack: Pack, at offset: Int, _ most: Int) -> Object? {
    var deltas: [[UInt8]] = []
    var changed = 0
    var place = offset
    while deltas.count <= Self.longestChain {
      guard let start = pack.file.read(min(PackEntryHead.most, pack.file.size - place), at: place),
        let head = start.withUnsafeBytes({ PackEntryHead($0) }), head.size <= most,
        let bytes = unpacked(pack.file, place + head.length, head.size)
      else { return nil }
      if let kind = Self.kinds[head.kind] { return Self.applied(deltas, to: Object(kind: kind, content: bytes)) }
      changed += bytes.count
      guard changed <= mostChanged else { return nil }
      deltas.append(bytes)
      switch head.base {
      case .offset(let distance):
        guard distance > 0, distance < place else { return nil }
        place -= distance
      case .object(let id):
        // Of the same pack, except in a thin one, which no repository keeps.
        guard let base = pack.index.offsets(of: [id]).first ?? nil else { return nil }
        place = base
      case nil: return nil
      }
    }
    return nil
  }

  private func unpacked(_ file: PlacedFile, _ start: Int, _ size: Int) -> [UInt8]? {
    // What doesn't get smaller is stored with five bytes for each 16 kB or more, and a frame.
    let most = min(file.size - start, size + size / 1_000 + 64)
    guard most > 0, let packed = file.read(most, at: start), let bytes = Inflate.bytes(packed[...], atMost: size),
      bytes.count == size
    else { return nil }
    return bytes
  }

  private static func applied(_ deltas: [[UInt8]], to base: Object) -> Object? {
    var content = base.content
    for delta in deltas.reversed() {
      guard let changed = PackDelta.apply(delta, to: content, atMost: mostBytes) else { return nil }
      content = changed
    }
    return Object(kind: base.kind, content: content)
  }
}

extension Collection<UInt8> where SubSequence: Collection<UInt8> {
  fileprivate func holds(_ word: String) -> Bool {
    indices.contains { self[$0...].starts(with: word.utf8) }
  }
}
