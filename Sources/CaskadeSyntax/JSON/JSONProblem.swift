/// Why bytes aren't JSON that is read here, and where.
package struct JSONProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    /// The input ends before the value does.
    case incomplete
    case expectedValue, expectedKey, expectedColon, expectedCommaOrBracket, expectedCommaOrBrace
    case invalidNumber
    /// A control character that isn't escaped, in a string.
    case controlCharacter
    case unknownEscape
    /// Half of a UTF-16 pair, which is no character.
    case loneSurrogate
    case notUTF8
    /// The place is that of the second key.
    case duplicateKey
    /// More than `JSONReader.depthLimit` arrays and objects inside one another.
    case tooDeep
    case textAfterValue
  }

  package let kind: Kind
  /// The byte at which the problem is, counted from 0; the number of bytes where something is missing at the end.
  package let offset: Int
}
