import CaskadeContracts
import CaskadeSyntax

/// What one gate had to look at and couldn't, and which of it somebody accepts.
struct UnseenFiles {
  /// Whether a file may go unseen.
  enum Acceptance: Hashable {
    case inForce(Allowance)
    /// It was accepted once, at last by this one.
    case expired(Allowance)
    case none
  }

  private let files: [(unseen: Unseen, acceptance: Acceptance)]

  /// - Parameters:
  ///   - allowances: of policy and contract; of those that match a file, the one that lasts longest decides.
  ///   - today: the last day of an allowance is in force still.
  init(_ files: [Unseen] = [], acceptedBy allowances: [Allowance] = [], today: CalendarDate? = nil) {
    self.files = files.map { file in
      let matching = allowances.filter { $0.pattern.matches(file.path) }
      guard let today, let longest = matching.max(by: { $0.expires < $1.expires }) else { return (file, .none) }
      return (file, longest.expires >= today ? .inForce(longest) : .expired(longest))
    }
  }

  private var accepted: Int {
    files.count { file in
      if case .inForce = file.acceptance { true } else { false }
    }
  }

  /// What a gate says at best that has found nothing.
  var state: Gate.State { accepted == files.count ? .pass : .unproven }

  /// What its summary says of them.
  var summary: String {
    let open = files.count - accepted
    var text = open == 0 ? "" : ", \(open.counted("file")) not looked at"
    if accepted > 0 { text += ", \(accepted) accepted as unseen" }
    return text
  }

  var notChecked: [NotChecked] { files.map { $0.unseen.notChecked($0.acceptance) } }
}
