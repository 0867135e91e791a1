import CaskadeSyntax
/// How far what validation ran was kept from the rest of the machine, as it really was and no further.
///
/// Both tiers run on the host, as the person who called, with the host's programs, files and network.
package enum Isolation: String, Hashable, Sendable, CaseIterable {
  case inPlace = "host in place"
  case cleanCheckout = "host in a clean checkout"

  /// Where the commands ran, for people: "working tree, 3 ignored files present".
  package func summary(ignored: Int?) -> String {
    switch self {
    case .inPlace:
      let count = ignored ?? 0
      return "working tree, \(count.counted("ignored file")) present"
    case .cleanCheckout: return "clean checkout, on this host"
    }
  }
}
