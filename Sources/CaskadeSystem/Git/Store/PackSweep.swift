import CaskadeSyntax

/// Reads many blobs of one pack, best in the order in which they lie there (gitformat-pack(5)): what was unpacked last is most
/// often what the next one is a change of.
///
/// What is read has the sizes that the pack states, and its checksums: as much as git looks at. It isn't held against its
/// id, so that this is for what states its own digest. Nil for whatever is damaged, unusual or large: git has to say what
/// it is.
struct PackSweep {
  private let file: PlacedFile
  private let index: PackIndex
  private var inflate = Inflate()
  private var window: [UInt8] = []
  private var windowStart = 0
  private var known: [Int: Known] = [:]
  /// The offsets of what is known, the oldest first.
  private var queue: [Int] = []
  private var forgotten = 0
  private var knownBytes = 0

  private struct Known {
    let kind: Int
    let bytes: [UInt8]
  }

  private static let windowBytes = 1 << 20
  /// Most entries are smaller.
  private static let few = 4_096
  private static let mostKnown = 1_024
  private static let mostKnownBytes = 16 << 20
  private static let mostBytes = 8 << 20
  private static let mostChanged = 16 << 20
  private static let longestChain = 256
  private static let blob = 3

  /// - Parameter pack: its file, without the ending.
  init?(_ pack: ByteString) {
    guard let file = PlacedFile(ByteString(bytes: pack.bytes + Array(".pack".utf8))),
      let index = PackIndex(ByteString(bytes: pack.bytes + Array(".idx".utf8)), idLength: 20)
    else { return nil }
    (self.file, self.index) = (file, index)
  }

  mutating func blob(at offset: Int) -> [UInt8]? {
    guard let found = object(at: offset), found.kind == Self.blob else { return nil }
    return found.bytes
  }

  /// What lies there, and all that it is a change of.
  private mutating func object(at offset: Int) -> Known? {
    var changes: [(offset: Int, bytes: [UInt8])] = []
    var (place, changed) = (offset, 0)
    while changes.count <= Self.longestChain {
      if let base = known[place] { return apply(changes, to: base) }
      guard let (head, bytes) = entry(at: place) else { return nil }
      if head.isWhole { return apply(changes, to: keep(Known(kind: head.kind, bytes: bytes), at: place)) }
      changed += bytes.count
      guard changed <= Self.mostChanged else { return nil }
      changes.append((place, bytes))
      switch head.base {
      case .offset(let distance):
        guard distance > 0, distance < place else { return nil }
        place -= distance
      case .object(let id):
        guard let base = index.offsets(of: [id]).first ?? nil else { return nil }
        place = base
      case nil: return nil
      }
    }
    return nil
  }

  private mutating func apply(_ changes: [(offset: Int, bytes: [UInt8])], to base: Known) -> Known? {
    var found = base
    for change in changes.reversed() {
      guard let bytes = PackDelta.apply(change.bytes, to: found.bytes, atMost: Self.mostBytes) else { return nil }
      found = keep(Known(kind: found.kind, bytes: bytes), at: change.offset)
    }
    return found
  }

  private mutating func keep(_ found: Known, at offset: Int) -> Known {
    guard known.updateValue(found, forKey: offset) == nil else { return found }
    queue.append(offset)
    knownBytes += found.bytes.count
    while knownBytes > Self.mostKnownBytes || queue.count - forgotten > Self.mostKnown, forgotten < queue.count {
      knownBytes -= known.removeValue(forKey: queue[forgotten])?.bytes.count ?? 0
      forgotten += 1
    }
    if forgotten > Self.mostKnown {
      queue.removeFirst(forgotten)
      forgotten = 0
    }
    return found
  }

  // MARK: Bytes

  private mutating func entry(at offset: Int) -> (PackEntryHead, [UInt8])? {
    guard offset >= 0, offset < file.size else { return nil }
    let start = bytes(at: offset, Self.few)
    guard let head = start.withUnsafeBytes({ PackEntryHead($0) }), head.size <= Self.mostBytes else { return nil }
    // What doesn't get smaller is stored with five bytes for each 16 kB or more, and a frame.
    let most = head.length + head.size + head.size / 1_000 + 64
    let isThere = start.count >= min(most, file.size - offset)
    let packed = (isThere ? start : bytes(at: offset, most)).dropFirst(head.length)
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: max(1, head.size)) { room, count in
      let answer = packed.withUnsafeBytes {
        inflate.unpack($0, into: UnsafeMutableBufferPointer(rebasing: room[..<head.size]))
      }
      isWhole = answer == .whole(bytes: head.size, isChecked: true)
      if isWhole { count = head.size }
    }
    return isWhole ? (head, bytes) : nil
  }

  /// So many bytes from there on or more, or as many as there are. What lies before the window is read for itself: the window
  /// goes forwards.
  private mutating func bytes(at offset: Int, _ count: Int) -> ArraySlice<UInt8> {
    let wanted = min(count, file.size - offset)
    if offset < windowStart { return (file.read(wanted, at: offset) ?? [])[...] }
    if offset + wanted > windowStart + window.count {
      let size = min(max(wanted, Self.windowBytes), file.size - offset)
      (window, windowStart) = (file.read(size, at: offset) ?? [], offset)
    }
    return window[(offset - windowStart)...]
  }
}
