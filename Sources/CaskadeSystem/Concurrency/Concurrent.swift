import Dispatch

/// Asks git independent questions side by side.
enum Concurrent {
  /// The answers in the order of the questions. The first error in that order is thrown, after all have ended.
  static func map<Question: Sendable, Answer: Sendable>(
    _ questions: [Question], _ answer: @Sendable (Question) throws(GitError) -> Answer
  ) throws(GitError) -> [Answer] {
    let results = Locked([Result<Answer, GitError>?](repeating: nil, count: questions.count))
    DispatchQueue.concurrentPerform(iterations: questions.count) { index in
      let result: Result<Answer, GitError>
      do throws(GitError) {
        result = .success(try answer(questions[index]))
      } catch {
        result = .failure(error)
      }
      results.withLock { $0[index] = result }
    }
    var answers: [Answer] = []
    for case .some(let result) in results.withLock({ $0 }) { answers.append(try result.get()) }
    return answers
  }
}
