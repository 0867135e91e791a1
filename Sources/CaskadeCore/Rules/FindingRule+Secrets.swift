import CaskadeContracts
package import CaskadeInspection

extension FindingRule {
  package static let ofSecrets = SecretKind.all.map(FindingRule.init)

  private static let everywhere = """
    Lines that an earlier commit of the branch added and a later one removed count too, and so do the messages of its
    commits and the names of its files.
    """

  /// Of vendors there are many kinds, with one text for all.
  package init(_ kind: SecretKind) {
    let (means, example) = Self.text(of: kind)
    self.init(
      "secrets.\(kind.id)", .secrets, [.error], "looks like \(kind.name)",
      RuleHelp(
        means: "\(means) \(Self.everywhere)",
        matters: """
          What is pushed can be read by everybody who can read the repository, and stays in its history. The report never
          shows the value.
          """,
        example: example,
        settle: [
          """
          If it is real, revoke it at once where it was issued: whoever saw the branch may have it. Then take it out of
          the branch's history, not only out of the file.
          """,
          "If it is a test's value, write one that can't be taken for a secret, or make it when the test runs.",
          """
          Only for a text that has to stand as it is, have 'secrets.allow' of the policy on the base name the file, with a
          reason and a last day.
          """,
        ]))
  }

  private static func text(of kind: SecretKind) -> (means: String, example: String) {
    let example = "Sources/Config.swift:12: error: looks like \(kind.name) [secrets.\(kind.id)]"
    switch kind {
    case .privateKey:
      return ("An added line begins a private key in PEM or OpenSSH form, or has the body of one.", example)
    case .urlPassword:
      return ("An added line has a URL with a password in it: scheme://user:password@host.", example)
    case .curlCredential:
      return ("An added line calls curl with a user and password, or with a header that carries a credential.", example)
    case .commandPassword:
      return ("An added line calls a program with a password among its arguments.", example)
    case .basicCredential:
      return (
        "An added line has a user and a password in base 64, as HTTP's basic authentication and registries take them.",
        example
      )
    case .kubernetesSecret:
      return ("An added manifest is a Kubernetes Secret with values. Base 64 hides nothing.", example)
    case .password:
      return ("An added line gives a name such as 'password' or 'secret' a value that isn't a placeholder.", example)
    case .token:
      return (
        "An added line gives a name under which secrets are kept a value that looks random: long, mixed, no words.",
        example
      )
    default:
      return (
        "An added line has a text of the shape that this vendor's credentials have, with its check digits right where "
          + "the format has any.", example
      )
    }
  }
}
