/// Why bytes aren't XML that is read here, and where.
package struct XMLProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    /// The input ends before its root element does.
    case incomplete
    /// No element at all.
    case noElement
    /// UTF-16 and its kin: only encodings in which ASCII is ASCII are read.
    case encoding
    /// `<!DOCTYPE`: it could declare entities, and name files and addresses.
    case documentType
    /// Neither one of the five that XML has by itself nor the number of a character.
    case unknownEntity
    case malformedTag
    case wrongEndTag
    case attributeTwice
    /// More than `XMLReader.mostAttributes` in one element.
    case tooManyAttributes
    /// More than `XMLReader.depthLimit` elements inside one another.
    case tooDeep
    /// A name of more than `XMLReader.longestName` bytes.
    case longName
    case textOutsideRoot
    case secondRoot
  }

  package let kind: Kind
  /// The byte at which the problem is, counted from 0; the number of bytes where something is missing at the end.
  package let offset: Int
}
