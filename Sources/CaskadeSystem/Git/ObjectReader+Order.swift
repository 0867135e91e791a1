package import CaskadeSyntax

extension ObjectReader {
  /// Makes values of many blobs, in parts side by side, and in whichever order is cheapest: as they lie in the packs. Asked
  /// for in the order of their ids, a hundred thousand of them cost git six times as much.
  ///
  /// What plain packs hold is read from them, and the rest is asked of git: see `PackSweep` for what is looked at then.
  ///
  /// - Parameters:
  ///   - ids: of blobs; one that is named twice is given twice.
  ///   - start: the value of a part of which nothing was read.
  ///   - each: adds a blob to it, by its place in the list.
  package func sweep<Part: Sendable>(
    _ ids: [ObjectID], atMost width: Int, _ start: @escaping @Sendable () -> Part,
    each: @escaping @Sendable (inout Part, Int, [UInt8]) -> Void
  ) throws(GitError) -> [Part] {
    let store = directory.borrowed.first ?? ""
    let found = PackPlaces(of: ids, in: store)
    let order = found.order
    let isPlain = directory.borrowed.count == 1 && StoredObjects(in: store.folder) != nil
    // Small parts: none of those who read has to wait long for the others at the end.
    let parts = max(1, min(4 * width, ids.count / Self.fewest))
    let size = (ids.count + parts - 1) / parts
    let results = SideBySide.run(0..<parts, atMost: width) { number -> Result<Part, GitError> in
      Result { () throws(GitError) in
        var (part, left) = (start(), [Int]())
        var sweep: (pack: Int, reader: PackSweep?)?
        for place in order.dropFirst(number * size).prefix(size) {
          guard isPlain, let there = found.places[place] else {
            left.append(place)
            continue
          }
          if sweep?.pack != there.pack { sweep = (there.pack, PackSweep(found.packs[there.pack])) }
          if let blob = sweep?.reader?.blob(at: there.offset) {
            each(&part, place, blob)
          } else {
            left.append(place)
          }
        }
        try stream(left.map { ids[$0] }) { each(&part, left[$0], $1) }
        return part
      }
    }
    return try results.map { (result) throws(GitError) in try result.get() }
  }

  /// So many are at least read by one.
  private static let fewest = 500

  /// The places of objects in a list, in an order in which git unpacks most things once.
  ///
  /// It is only an order: where no pack can be read it is that of the list.
  ///
  /// - Parameter store: the folder of the repository's objects.
  static func unpackingOrder(of ids: [ObjectID], in store: ByteString) -> [Int] {
    PackPlaces(of: ids, in: store).order
  }
}
