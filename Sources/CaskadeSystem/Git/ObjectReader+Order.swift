package import CaskadeSyntax

extension ObjectReader {
  /// The places of objects in a list, in an order in which git unpacks most things once: as they lie in the packs. Asked
  /// for in the order of their ids, a hundred thousand of them cost it six times as much.
  ///
  /// It is only an order: where no pack can be read it is that of the list.
  ///
  /// - Parameter store: the folder of the repository's objects.
  package static func unpackingOrder(of ids: [ObjectID], in store: ByteString) -> [Int] {
    guard let first = ids.first else { return [] }
    let sorted = ids.indices.sorted { ids[$0] < ids[$1] }
    var places = [Int](repeating: .max, count: ids.count)
    var left = sorted
    let folder = store.appending("pack")
    let names = (try? FileSystem.entries(of: folder))?.filter { $0.bytes.suffix(4).elementsEqual(".idx".utf8) } ?? []
    for (number, name) in names.sorted().prefix(mostPacks).enumerated() where !left.isEmpty {
      guard let index = PackIndex(folder.appending(name), idLength: first.text.utf8.count / 2) else { continue }
      let offsets = index.offsets(of: left.map { ids[$0] })
      var rest: [Int] = []
      for (place, offset) in zip(left, offsets) {
        if let offset {
          places[place] = number << farthest | min(offset, 1 << farthest - 1)
        } else {
          rest.append(place)
        }
      }
      left = rest
    }
    return ids.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  }

  private static let mostPacks = 1_000
  /// Bits of a place in a pack.
  private static let farthest = 48
}
