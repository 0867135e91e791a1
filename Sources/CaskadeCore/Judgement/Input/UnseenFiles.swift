import CaskadeSyntax

/// What one gate had to look at and couldn't.
struct UnseenFiles {
  private let files: [Unseen]

  init(_ files: [Unseen] = []) {
    self.files = files
  }

  /// What a gate says at best that has found nothing.
  var state: Gate.State { files.isEmpty ? .pass : .unproven }

  /// What its summary says of them.
  var summary: String {
    files.isEmpty ? "" : ", \(files.count) file\(files.count == 1 ? "" : "s") not looked at"
  }

  var notChecked: [NotChecked] { files.map(\.notChecked) }
}
