import CaskadeSyntax

/// Which change brought each line of each file, told by patches without context, oldest first: of every patch only the
/// places of its hunks are read.
struct LineAges {
  /// Lines one below the other that one change brought; nil for those that were there before the first patch.
  private struct Piece {
    var lines: Int
    let change: Int?
  }

  /// By the path as git writes it. A file that isn't here has only older lines.
  private var files: [[UInt8]: [Piece]] = [:]

  /// More lines than any file has.
  private static let endless = 1 << 40

  /// Replaces lines of a file.
  ///
  /// - Parameters:
  ///   - start: of the lines that go, counted from 0 as the file is now.
  ///   - removed: told for each change that brought some of them, how many.
  mutating func replace(
    _ file: [UInt8], at start: Int, _ old: Int, with new: Int, of change: Int, removed: (Int, Int) -> Void
  ) {
    var pieces: [Piece] = []
    var (before, left) = (start, old)
    var isPlaced = false
    func append(_ piece: Piece) {
      if piece.lines > 0 { pieces.append(piece) }
    }
    for piece in files[file] ?? [Piece(lines: Self.endless, change: nil)] {
      var rest = piece.lines
      let kept = min(before, rest)
      append(Piece(lines: kept, change: piece.change))
      before -= kept
      rest -= kept
      guard rest > 0, before == 0 else { continue }
      let gone = min(left, rest)
      left -= gone
      rest -= gone
      if gone > 0, let origin = piece.change { removed(origin, gone) }
      if left == 0, !isPlaced {
        append(Piece(lines: new, change: change))
        isPlaced = true
      }
      append(Piece(lines: rest, change: piece.change))
    }
    if !isPlaced { append(Piece(lines: new, change: change)) }
    files[file] = pieces
  }

  mutating func begin(_ file: [UInt8]) { files[file] = [] }

  mutating func move(_ file: [UInt8], to other: [UInt8]) { files[other] = files.removeValue(forKey: file) }
}
