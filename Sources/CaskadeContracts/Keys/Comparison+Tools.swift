import CaskadeSyntax

extension Comparison where Value == Contract.Tools {
  static var toolsAllowed: Comparison {
    Comparison { old, new, context in
      let asked = (ToolCover(old.ask), ToolCover(new.ask))
      let gained = ToolCover(old.allow).uncovered(new.allow)
      let lost = ToolCover(new.allow).uncovered(old.allow).filter { !asked.1.covers($0) }
      return gained.map { context.grew("\(asked.0.covers($0) ? "no longer asks before" : "allows") \($0.text)") }
        + lost.map { context.shrank("no longer allows \($0.text)") }
    }
  }

  static var toolsAsked: Comparison {
    Comparison { old, new, context in
      let allowed = (ToolCover(old.allow), ToolCover(new.allow))
      let gained = ToolCover(old.ask).uncovered(new.ask)
      let lost = ToolCover(new.ask).uncovered(old.ask).filter { !allowed.1.covers($0) }
      return gained.map { context.change(grew: !allowed.0.covers($0), "may ask for \($0.text)") }
        + lost.map { context.shrank("no longer allows \($0.text)") }
    }
  }
}

extension Comparison where Value == [ToolEntry] {
  static var toolsDenied: Comparison {
    Comparison { old, new, context in
      context.list(
        ToolCover(new).uncovered(old).map { "no longer denies \($0.text)" },
        ToolCover(old).uncovered(new).map { "denies \($0.text)" }, grows: .byLosing)
    }
  }
}
