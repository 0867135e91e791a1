import CaskadeSyntax

/// Where many objects lie in a repository's packs.
struct PackPlaces {
  struct Place {
    /// Of `packs`.
    let pack: Int
    let offset: Int
  }

  /// The packs' files, without their endings.
  let packs: [ByteString]
  /// By the places of the ids; nil for what lies in none of them.
  let places: [Place?]

  private static let mostPacks = 1_000

  /// - Parameter store: the folder of the repository's objects.
  init(of ids: [ObjectID], in store: ByteString) {
    var packs: [ByteString] = []
    var places = [Place?](repeating: nil, count: ids.count)
    var left = ids.indices.sorted { ids[$0] < ids[$1] }
    let folder = store.appending("pack")
    let names = (try? FileSystem.entries(of: folder))?.filter { $0.bytes.suffix(4).elementsEqual(".idx".utf8) } ?? []
    for name in names.sorted().prefix(Self.mostPacks) {
      guard let first = left.first else { break }
      guard let index = PackIndex(folder.appending(name), idLength: ids[first].text.utf8.count / 2) else { continue }
      var rest: [Int] = []
      for (place, offset) in zip(left, index.offsets(of: left.map { ids[$0] })) {
        if let offset { places[place] = Place(pack: packs.count, offset: offset) } else { rest.append(place) }
      }
      packs.append(folder.appending(ByteString(bytes: name.bytes.dropLast(4))))
      left = rest
    }
    (self.packs, self.places) = (packs, places)
  }

  /// The places of the ids, in an order in which most things are unpacked once: as they lie in the packs, and then what lies
  /// in none.
  var order: [Int] {
    places.indices.sorted { one, other in
      switch (places[one], places[other]) {
      case (let first?, let second?): (first.pack, first.offset, one) < (second.pack, second.offset, other)
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): one < other
      }
    }
  }
}
