import Dispatch

/// Asks independent questions side by side, as many at a time as there are processors.
enum Concurrent {
  /// The answers in the order of the questions. The first error in that order is thrown, after all have ended.
  static func map<Question: Sendable, Answer: Sendable, Fault: Error>(
    _ questions: [Question], _ answer: @Sendable (Question) throws(Fault) -> Answer
  ) throws(Fault) -> [Answer] {
    let results = Locked([Result<Answer, Fault>?](repeating: nil, count: questions.count))
    DispatchQueue.concurrentPerform(iterations: questions.count) { index in
      let result: Result<Answer, Fault>
      do throws(Fault) {
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
