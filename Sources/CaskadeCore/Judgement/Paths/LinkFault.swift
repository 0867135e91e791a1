package import CaskadeContracts
package import CaskadeSyntax

/// What is wrong with where a link leads.
package enum LinkFault: Hashable, Sendable {
  case outsideRepository
  case endless
  /// Nobody read where it leads.
  case unread
  case denied(RepositoryPath, PathEntry)
  case protected(RepositoryPath, ProtectedRule)
  case outsideScope(RepositoryPath)

  package var rule: String {
    switch self {
    case .outsideRepository: "scope.link-outside-repository"
    case .endless: "scope.link-endless"
    case .unread: "scope.link-unread"
    case .denied: "scope.link-to-denied"
    case .protected: "scope.link-to-protected"
    case .outsideScope: "scope.link-outside-scope"
    }
  }

  package var line: Int? {
    if case .denied(_, let entry) = self { entry.line } else { nil }
  }
}
