/// The version of this caskade, as `caskade version` and the evidence say it.
package enum Version {
  package static let text = "0.1.0"
}
