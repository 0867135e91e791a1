/// The version of this caskade, as `caskade version` and the evidence say it.
enum Version {
  static let text = "0.1.0"
}
