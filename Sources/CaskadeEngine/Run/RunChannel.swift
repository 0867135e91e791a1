import CaskadeSyntax
package import CaskadeSystem

/// By which a run hears of its agent's hook and of what the agent asks: a socket, whose place is in the environment of all
/// that the agent starts.
package enum RunChannel {
  package static let variable = "CASKADE_RUN"

  /// Tells the run, if there is one; what nobody hears is no failure.
  package static func tell(_ line: [UInt8], _ host: Host) {
    guard let path = host.environment[variable], path.hasPrefix("/") else { return }
    _ = LineSocket.send(line, to: ByteString(path))
  }

  /// Of a call: the line of the guard's log. Of a question: an object with `question` and `number`.
  package static func question(_ question: Questions.Question) -> [UInt8] {
    JSONWriter(.compact).bytes(
      .object([JSONMember("question", .string(question.text)), JSONMember("number", .integer(question.number))]))
  }
}
