import CaskadeSyntax

extension Repository {
  /// What `rev-list` answers, in lines. In a shallow clone the repository itself is asked: only it knows where its history
  /// begins.
  func revisionList(_ question: [ByteString]) throws(GitError) -> [UInt8] {
    let answer: [UInt8]
    if location.isShallow {
      let result = try git.ask(in: location.workTree, question, isolated: true)
      guard result.succeeded, let bytes = result.standardOutput.bytes else {
        throw GitError(.failed(command: "rev-list", reason: GitProgram.reason(result)))
      }
      answer = bytes
    } else {
      answer = try directory.output(question)
    }
    guard answer.isEmpty || answer.last == 0x0A else {
      throw GitError(.badAnswer(command: "rev-list", reason: "it is cut off"))
    }
    return answer
  }
}
