/// A JSON value that isn't of the form that is asked for, and where.
package struct FormFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Nothing is there, or something of another type.
    case missing
    /// A word that is none of a closed list.
    case unknownWord(String)
  }

  package let kind: Kind
  /// `gates[3].state`; empty for the whole value.
  package private(set) var place: String

  package init(_ kind: Kind, at place: String = "") {
    self.kind = kind
    self.place = place
  }

  /// The same fault, seen from the object that holds the value.
  func inside(key: String) -> FormFault {
    FormFault(kind, at: place.isEmpty || place.hasPrefix("[") ? key + place : "\(key).\(place)")
  }

  /// The same fault, seen from the list that holds the value.
  func inside(index: Int) -> FormFault {
    FormFault(kind, at: place.isEmpty || place.hasPrefix("[") ? "[\(index)]\(place)" : "[\(index)].\(place)")
  }
}
