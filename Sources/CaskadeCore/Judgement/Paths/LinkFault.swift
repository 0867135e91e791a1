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

  package var rule: FindingRule {
    switch self {
    case .outsideRepository: .scopeLinkOutsideRepository
    case .endless: .scopeLinkEndless
    case .unread: .scopeLinkUnread
    case .denied: .scopeLinkToDenied
    case .protected: .scopeLinkToProtected
    case .outsideScope: .scopeLinkOutsideScope
    }
  }

  package var line: Int? {
    if case .denied(_, let entry) = self { entry.line } else { nil }
  }
}
