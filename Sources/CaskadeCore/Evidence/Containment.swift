/// What kept one run's processes from the rest of the machine, as it really was and no further.
package struct Containment: Hashable, Sendable {
  package enum Tier: String, Hashable, Sendable, CaseIterable {
    /// In a PID namespace with a `/proc` and terminals of its own: when it ended, all that it had started had ended,
    /// and it could reach no other process of the person.
    case contained
    /// As a process of the host: what it left was looked for until nothing was found any more, and the person's other
    /// processes were in its reach.
    case hunted
    /// Under bubblewrap: contained, and everything read-only but what it was given to write.
    case sandboxed
  }

  package enum Network: String, Hashable, Sendable, CaseIterable {
    /// The host's own; nobody asked to take it away.
    case host
    /// Taken away: it had a loopback interface of its own and no other.
    case off
    /// It was to be taken away, and this platform didn't let it.
    case kept = "not taken away"
  }

  package let tier: Tier
  package let network: Network

  package static let onHost = Containment(.hunted, network: .host)

  package init(_ tier: Tier, network: Network) {
    self.tier = tier
    self.network = network
  }
}
