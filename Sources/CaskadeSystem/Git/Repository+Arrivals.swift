import CaskadeInspection
package import CaskadeSyntax

/// When a path came to a branch and stayed.
package struct PathArrival: Hashable, Sendable {
  /// By the first parents, oldest first: a greater place is later.
  package let place: Int
  /// When the commit that brought it was made, in seconds since 1970, as it says itself.
  package let seconds: Int
  /// It was there already where the history that is here begins, in a clone that hasn't the whole of it.
  package let isAtStart: Bool
}

extension Repository {
  /// When the paths below a folder that the tip has came there, by its first-parent history: a merge brings what its branch
  /// did. One that was gone in between counts from when it came back.
  package func arrivals(
    below folder: RepositoryPath, at tip: ObjectID
  ) throws(GitError) -> [RepositoryPath: PathArrival] {
    let steps = try steps(below: folder, to: tip)
    var found: [RepositoryPath: PathArrival] = [:]
    for (place, step) in steps.enumerated() where step.parent == nil {
      for entry in try objects.entries(of: objects.tree(of: step.commit), below: folder) {
        found[entry.path] = PathArrival(place: place, seconds: step.seconds, isAtStart: location.isShallow)
      }
    }
    let question = steps.flatMap { step -> [UInt8] in
      step.parent.map { Array("\(step.commit.text) \($0.text)\n".utf8) } ?? []
    }
    let places = Dictionary(steps.enumerated().map { ($1.commit, $0) }) { first, _ in first }
    for record in try records(of: question, to: tip, ["--", ByteString(bytes: folder.bytes)]) {
      guard let place = places[record.commit] else { continue }
      if record.newID == nil {
        found[record.path] = nil
      } else if record.oldIDs.first == .some(nil) {
        found[record.path] = PathArrival(place: place, seconds: steps[place].seconds, isAtStart: false)
      }
    }
    return found
  }

  private struct Step {
    let commit: ObjectID
    /// The first one; nil where the history begins.
    let parent: ObjectID?
    let seconds: Int
  }

  /// The first-parent commits that changed what is below the folder, oldest first.
  private func steps(below folder: RepositoryPath, to tip: ObjectID) throws(GitError) -> [Step] {
    let question: [ByteString] = [
      "rev-list", "--first-parent", "--reverse", "--format=%H %ct %P", "--end-of-options", ByteString(tip.text), "--",
      ByteString(bytes: folder.bytes),
    ]
    let answer = try revisionList(question)
    return answer.split(separator: 0x0A).compactMap { line in
      // Each commit has a line of git's own before it, `commit ID`.
      let words = line.split(separator: 0x20)
      guard words.count >= 2, let commit = ObjectID(digits: words[0]),
        let seconds = Int(String(decoding: words[1], as: UTF8.self))
      else { return nil }
      return Step(
        commit: commit, parent: words.dropFirst(2).first.flatMap { ObjectID(digits: $0) },
        seconds: seconds)
    }
  }
}
