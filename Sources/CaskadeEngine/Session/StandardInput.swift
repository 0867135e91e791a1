import CaskadeSystem

/// Reads all that is piped in. Waiting for a person to type would look like hanging, so a terminal is refused.
package enum StandardInput {
  package static func read(_ host: Host, limit: Int) throws(CommandError) -> [UInt8] {
    if StandardStream.inputIsTerminal {
      throw CommandError("standard input is a terminal", hint: "pipe the text in, or name a file instead of '-'")
    }
    let interruption = host.interruption
    return try touching(FileReader.readStandardInput(limit: limit, interruption: interruption))
  }
}
