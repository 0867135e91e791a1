import CaskadeSyntax

extension HookFault {
  package var message: String {
    switch self {
    case .malformed: "what came from the hook is no JSON object, so nothing can be judged"
    case .noEvent: "what came from the hook doesn't say what is asked, so nothing can be judged"
    case .unknownEvent(let event): "the event '\(EscapedText.line(event))' isn't known, so it can't be judged"
    case .noTool: "what came from the hook names no tool, so nothing can be judged"
    }
  }
}
