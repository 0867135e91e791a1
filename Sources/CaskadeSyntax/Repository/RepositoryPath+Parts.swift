extension RepositoryPath {
  private static let slash = UInt8(ascii: "/")

  package var isUTF8: Bool {
    UTF8Units(bytes).allSatisfy { unit in
      if case .byte = unit { false } else { true }
    }
  }

  /// The path as it is shown to people and stands in `path` of the evidence; see `EscapedText.path`.
  package var display: String { EscapedText.path(bytes) }

  /// The parts between the slashes; none for the empty path, which is the root.
  package var components: [ArraySlice<UInt8>] {
    bytes.isEmpty ? [] : bytes.split(separator: Self.slash, omittingEmptySubsequences: false)
  }

  /// The last component.
  package var name: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  /// The folder that holds the path: empty (the root) for a path of one component, nil for the root itself.
  package var parent: RepositoryPath? {
    guard !bytes.isEmpty else { return nil }
    return RepositoryPath(bytes: bytes[..<(bytes.lastIndex(of: Self.slash) ?? 0)])
  }

  /// Whether the path lies below the folder, at any depth. A folder isn't inside itself; all but the root
  /// is inside the root.
  package func isInside(_ folder: RepositoryPath) -> Bool {
    guard !folder.bytes.isEmpty else { return !bytes.isEmpty }
    let count = folder.bytes.count
    return bytes.count > count + 1 && bytes[count] == Self.slash && bytes.starts(with: folder.bytes)
  }
}
