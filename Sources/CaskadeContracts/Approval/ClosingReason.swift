/// Why a contract was closed, in words that can be counted.
package enum ClosingReason: String, Hashable, Sendable, CaseIterable {
  /// Something else did it, or will.
  case superseded
  case duplicate
  case notNeeded = "not-needed"
  case tooLarge = "too-large"
  case tooRisky = "too-risky"
  /// The run got nowhere.
  case stuck
  /// It got somewhere else than it should have.
  case wrong
  /// It waits for what nobody here can give.
  case blocked
  /// A person was quicker, or better placed.
  case byHand = "by-hand"
  case other

  /// The word before the colon, or the whole text; nil where that isn't one of these.
  package init?(beginning text: String) {
    let word = text.prefix { $0 != ":" }
    self.init(rawValue: word.trimmingSpaces)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
