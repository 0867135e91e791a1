/// The form of a name that is the same for all spellings which some disk takes for one file.
///
/// Folded are ASCII case, Unicode case in full (`ß` is `ss`, the Kelvin sign is `k`, the long s is `s`),
/// and canonical equivalence (an accent composed or apart); default-ignorable characters are dropped, as
/// HFS+ drops U+200C and Linux's case-folding ext4 drops them all. It folds more than any one disk: the dotless
/// i is an `i`. Bytes that aren't UTF-8 stay as they are, and `/` is never touched.
///
/// Source: the Unicode Standard, section 3.13, D145 (canonical caseless match), with the mapping
/// lower(upper(lower(x))) in the place of the file CaseFolding.txt.
package enum CaseFolding {
  package static func fold(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) { return foldASCII(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var run: [Unicode.Scalar] = []
    for unit in UTF8Units(bytes) {
      switch unit {
      case .scalar(let scalar): run.append(scalar)
      case .byte(let byte):
        append(run, to: &result)
        run = []
        result.append(byte)
      }
    }
    append(run, to: &result)
    return result
  }

  private static func foldASCII(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0.isUpperCaseASCII }) else { return bytes }
    return bytes.map(\.lowerCaseASCII)
  }

  private static func append(_ run: [Unicode.Scalar], to bytes: inout [UInt8]) {
    let visible = run.filter { $0.isASCII || !$0.properties.isDefaultIgnorableCodePoint }
    let folded = CanonicalDecomposition.decompose(visible).flatMap(foldCase)
    for scalar in CanonicalDecomposition.decompose(folded) { bytes += UTF8.encode(scalar) ?? .init() }
  }

  private static func foldCase(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.isASCII { return [Unicode.Scalar(UInt8(scalar.value).lowerCaseASCII)] }
    return scalar.properties.lowercaseMapping.unicodeScalars
      .flatMap { $0.properties.uppercaseMapping.unicodeScalars }
      .flatMap { $0.properties.lowercaseMapping.unicodeScalars }
  }
}

extension UInt8 {
  var isUpperCaseASCII: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  var isLowerCaseASCII: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  var lowerCaseASCII: UInt8 { isUpperCaseASCII ? self | 0x20 : self }
  var upperCaseASCII: UInt8 { isLowerCaseASCII ? self & ~0x20 : self }
}
