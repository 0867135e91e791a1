import CaskadeCore
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// `caskade record`: keeps the digest form of evidence, and shares it.
struct RecordCommand: Command {
  private enum ListFormat: String, OptionChoice { case text, json }

  private let words: [String]
  private let isPushed, isFetched, isListed, isDry: Bool
  private let folder: String?
  private let format: ListFormat

  static let words = CommandWords(
    name: "record", group: .after, summary: "keep the digest form of evidence in git notes; push, fetch and list it",
    examples: ["caskade record evidence.json", "caskade record --push origin", "caskade record --list"],
    exits: "0 done; with --list 1 where a record was altered or can't be read")

  init(_ read: inout ArgumentReader) {
    words = read.operands("[EVIDENCE...|REMOTE]", 0...1_000)
    isPushed = read.flag("--push", "have REMOTE (origin when left out) take the records; what it has is taken in first")
    isFetched = read.flag("--fetch", "take in the records of REMOTE (origin when left out)")
    isListed = read.flag("--list", "list the records that are here")
    folder = read.value(
      "--to", "DIR", "write each record there as a file of its own; without EVIDENCE those in the notes")
    isDry = read.flag("--dry-run", "say what would be kept of EVIDENCE; write nothing")
    format = read.choice("--format", "FORMAT", "of the list: text (default) or json, a record a line", standard: .text)
    let isExchanged = isPushed || isFetched
    if isExchanged, words.count > 1 {
      read.refuse(CommandError("records go to one remote at a time", hint: "name one, behind '--push' or '--fetch'"))
    }
    if isExchanged, folder != nil {
      read.refuse(CommandError("'--to' writes files, and goes with no remote", hint: "do one after the other"))
    }
    if isDry, words.isEmpty || isExchanged {
      read.refuse(CommandError("'--dry-run' goes with EVIDENCE", hint: "caskade record --dry-run evidence.json"))
    }
    if isListed, isExchanged || folder != nil || !words.isEmpty {
      read.refuse(CommandError("'--list' goes with nothing else but '--format'", hint: "do one after the other"))
    }
    if !read.options.isEmpty, words.isEmpty, !isExchanged, !isListed, folder == nil, !read.given.isEmpty {
      read.refuse(Self.nothing)
    }
  }

  private static let nothing = CommandError(
    "'caskade record' needs EVIDENCE, or what to do", hint: "usage: \(CommandSpec(Self.self).usage)")

  func run(_ host: Host) throws(CommandError) -> ExitCode {
    if isListed { return try list(host) }
    if isPushed || isFetched {
      try exchange(words.first ?? "origin", host)
      return .good
    }
    if let folder, words.isEmpty {
      try export(folder, host)
      return .good
    }
    guard !words.isEmpty else { throw Self.nothing }
    try keep(host)
    return .good
  }

  // MARK: Keeping

  /// All of them are read before any is kept.
  private func keep(_ host: Host) throws(CommandError) {
    var found: [(record: EvidenceRecord, kept: KeptRecord)] = []
    for word in words {
      let file = try EvidenceFile(word, host)
      guard let kept = KeptRecord(file.evidence, file.document) else {
        throw CommandError(
          "'\(file.name)' is not as it was signed",
          hint: "take it as its signer wrote it, and the version of caskade that they used: "
            + EscapedText.line(file.evidence.toolVersion))
      }
      found.append((EvidenceRecord(file.evidence, file.document), kept))
    }
    if isDry {
      for (record, _) in found {
        try host.write("\(RecordPhrases.planned(record, in: folder.map { EscapedText.line($0) }))\n")
      }
      try host.write("nothing is written\n")
      return
    }
    if let folder {
      let store = try RecordFolder(host.path(folder))
      for (record, kept) in found {
        let isNew = try store.keep(kept, of: record)
        try host.write("\(RecordPhrases.kept(record, isNew: isNew, in: EscapedText.line(folder)))\n")
      }
      return
    }
    try Session.run(host) { (session) throws(CommandError) in
      let store = RecordStore(session)
      for (record, kept) in found {
        let isNew = try store.keep(kept, of: record)
        try host.write("\(RecordPhrases.kept(record, isNew: isNew))\n")
      }
    }
  }

  private func export(_ folder: String, _ host: Host) throws(CommandError) {
    try Session.run(host) { (session) throws(CommandError) in
      let listing = try RecordStore(session).listing()
      let store = try RecordFolder(host.path(folder))
      var count = 0
      for case .record(let record, let kept) in listing.lines.map(\.line) {
        if try store.keep(kept, of: record) { count += 1 }
      }
      try host.write(
        "\(RecordPhrases.count(count, "record")) written to \(EscapedText.line(folder))\n"
          + RecordPhrases.unread(listing).map { "\($0)\n" }.joined())
    }
  }

  // MARK: Sharing

  private func exchange(_ remote: String, _ host: Host) throws(CommandError) {
    let name = EscapedText.line(remote)
    try Session.run(host) { (session) throws(CommandError) in
      let store = RecordStore(session)
      let exchange = isPushed ? try store.push(to: remote) : try store.fetch(from: remote)
      if exchange.isEmpty {
        try host.write(
          isPushed ? "neither here nor at \(name) is any record\n" : "\(name) has no record\n")
        return
      }
      let commits = { (count: Int) in count == 0 ? "nothing new" : "records on \(RecordPhrases.count(count, "commit"))"
      }
      var lines = ["from \(name): \(commits(exchange.came))"]
      if isPushed { lines.append("to \(name): \(commits(exchange.went))") }
      try host.write(lines.joined(separator: "\n") + "\n")
    }
  }

  // MARK: Listing

  private func list(_ host: Host) throws(CommandError) -> ExitCode {
    try Session.run(host) { (session) throws(CommandError) in
      let listing = try RecordStore(session).listing()
      var found: [(record: EvidenceRecord, kept: KeptRecord)] = []
      for case .record(let record, let kept) in listing.lines.map(\.line) { found.append((record, kept)) }
      found.sort { ($0.record.started, $0.kept.digest) < ($1.record.started, $1.kept.digest) }
      let unread = RecordPhrases.unread(listing)
      switch format {
      case .json:
        for (_, kept) in found { try host.write(kept.line + [0x0A]) }
        unread.forEach { host.note("caskade: \($0)") }
      case .text:
        let isSigned = found.contains { $0.kept.signature != nil }
        let signatures = isSigned ? RunnerSignatures(atBaseOf: session, now: WallClock.seconds()) : nil
        let lines = try found.map { (record, kept) throws(CommandError) in
          let standing = try kept.signature.flatMap { (signature) throws(CommandError) in
            try signatures?.standing(of: signature, evidence: record.evidence)
          }
          return RecordPhrases.line(record, kept, standing)
        }
        let commits = Set(found.map(\.record.head.commit)).count
        let total =
          found.isEmpty
          ? "no record" : "\(RecordPhrases.count(found.count, "record")) of \(RecordPhrases.count(commits, "commit"))"
        try host.write((lines + [total] + unread).map { "\($0)\n" }.joined())
      }
      let isWhole = listing.lines.allSatisfy { entry in
        switch entry.line {
        case .record, .newer, .foreign: true
        case .altered, .unreadable: false
        }
      }
      return isWhole ? .good : .bad
    }
  }
}
