/// Where a rendering's evidence comes from: this run, or a file that says so.
package enum Provenance: Hashable, Sendable {
  /// This run of caskade read and ran everything itself.
  case witnessed
  /// A file's word; the name is hostile text.
  case asserted(by: String)
}
