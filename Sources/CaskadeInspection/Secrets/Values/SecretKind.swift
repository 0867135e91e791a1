/// What kind of secret a rule finds.
package struct SecretKind: Hashable, Sendable {
  /// Stable, lower case, words joined by `-`.
  package let id: String
  /// For people, begins in lower case unless it is a name.
  package let name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

extension SecretKind {
  package static let privateKey = SecretKind(id: "private-key", name: "private key")
  package static let urlPassword = SecretKind(id: "url-password", name: "password in a URL")
  package static let curlCredential = SecretKind(id: "curl-credential", name: "credential in a curl command")
  package static let commandPassword = SecretKind(id: "command-password", name: "password in a command")
  package static let basicCredential = SecretKind(id: "basic-credential", name: "user and password in base 64")
  package static let kubernetesSecret = SecretKind(id: "kubernetes-secret", name: "value in a Kubernetes Secret")
  package static let password = SecretKind(id: "password", name: "password or secret written out")
  package static let token = SecretKind(id: "secret-value", name: "random value with a secret's name")
}
