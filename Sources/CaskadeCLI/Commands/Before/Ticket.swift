import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax

/// What a person was asked for: text of somebody else, and never an instruction to this program.
struct Ticket {
  /// All of it; empty where there is none.
  private(set) var text: [UInt8] = []
  /// What an issue is called.
  private(set) var title: String?
  /// An issue's address or number.
  private(set) var reference: String?
  /// What it says that a contract can use; nil where there is none.
  private(set) var reading: TicketReading?
  /// Why some of it wasn't read.
  private(set) var doubt: String?

  /// - Parameters:
  ///   - file: plain text.
  ///   - issue: JSON. At most one of the two is there.
  init(file: String?, issue: String?, _ host: Host) throws(CommandError) {
    var body: [UInt8]?
    var name = ""
    if let file {
      let source = try SourceFile.read(file, host, limit: SourceFile.mostPasted)
      (body, text, name) = (source.bytes, source.bytes, source.name)
    }
    if let issue {
      let source = try SourceFile.read(issue, host, limit: SourceFile.mostPasted)
      let read: IssueText
      do throws(IssueText.Problem) {
        read = try IssueText(source.bytes)
      } catch {
        throw CommandError(
          "'\(source.name)' is no issue: \(error.message)",
          hint: "gh issue view NUMBER --json title,body,labels,number,url, or glab issue view NUMBER -F json")
      }
      (title, reference, name) = (read.title, read.reference, source.name)
      body = Array(read.body.utf8)
      text = Array(read.title.utf8) + [0x0A] + Array(read.body.utf8)
    }
    guard let body, !body.isEmpty else { return }
    let reading = TicketReading(body)
    self.reading = reading
    reference = reference ?? reading.id
    if issue == nil { title = reading.title }
    if reading.unread == body.count {
      doubt = "the ticket '\(name)' isn't text: say in a sentence what is true when the work is done"
    } else if reading.unread > 0 {
      doubt =
        "the ticket '\(name)' is long: what stands behind its first \(body.count - reading.unread) bytes isn't read"
    }
  }
}
