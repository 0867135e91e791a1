import CaskadeEngine
import CaskadeReport
import CaskadeSystem

extension TerminalScreen {
  /// What this run's standard output can show.
  ///
  /// - Parameter place: where the text goes; `-` is standard output. A file has neither colour nor width.
  init(_ host: Host, to place: String = "-") {
    guard place == "-" else {
      self.init()
      return
    }
    let isTerminal = StandardStream.output.isTerminal
    let isColored = host.isColored(.output)
    self.init(
      isColored: isColored, width: isTerminal ? StandardStream.output.size?.columns ?? Self.usualWidth : nil,
      hasLinks: isTerminal && isColored && Self.takesLinks(host.environment))
  }

  /// Of a terminal that doesn't tell.
  private static let usualWidth = 80

  /// Terminals that are known for links; another one may print the escape sequence.
  private static func takesLinks(_ environment: [String: String]) -> Bool {
    func value(_ name: String) -> String { environment[name] ?? "" }
    // What a multiplexer passes on isn't known.
    if !value("TMUX").isEmpty || value("TERM").hasPrefix("screen") || value("TERM").hasPrefix("tmux") { return false }
    let programs: Set<String> = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"]
    let terminals: Set<String> = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"]
    return programs.contains(value("TERM_PROGRAM")) || terminals.contains(value("TERM"))
      || !value("WT_SESSION").isEmpty || !value("KONSOLE_VERSION").isEmpty || (Int(value("VTE_VERSION")) ?? 0) >= 5_000
  }
}
