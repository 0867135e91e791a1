import CaskadeContracts

/// Reads any bytes as a ticket.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTicket(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let ticket = TicketReading(bytes)
  precondition((0...count).contains(ticket.unread), "as much as there is")
  for text in ticket.outcome + ticket.acceptance + ticket.remark + [ticket.title, ticket.id].compactMap(\.self) {
    precondition(!text.contains { $0.isNewline }, "each is one line")
  }
  precondition(TicketReading(bytes) == ticket, "the same again")
  return 0
}
