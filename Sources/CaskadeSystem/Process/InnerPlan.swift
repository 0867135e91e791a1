/// What the inner process is to run, on its way through a pipe.
///
/// The program's environment goes this way and never to the inner process itself: a variable of the judged contract as
/// `LD_PRELOAD` would put the branch's code into what watches over it.
struct InnerPlan {
  var request: ProcessRequest
  /// The process that asks; when it is gone, nothing is started.
  let parent: Int32
  /// Terminals outside of `/dev/pts`, absolute paths, which the program must not get at.
  let terminals: [ByteString]
  /// Where the program starts, absolute; known where it sees other files than there are, which has to be gone to again.
  let directory: ByteString?

  init(_ request: ProcessRequest, parent: Int32, terminals: [ByteString]) {
    self.request = request
    self.parent = parent
    self.terminals = terminals
    directory = nil
  }

  /// Lists of texts, each text ended by a NUL byte and each list begun by the number of its texts; before all of it its
  /// length, in 16 digits.
  var bytes: [UInt8] {
    let variables = request.environment.sorted { $0.key < $1.key }
    let settings = [
      ByteString("\(parent)"), request.placement.word, request.containment.network == .off ? "off" : "host",
    ]
    var body: [UInt8] = []
    func add(_ texts: [ByteString]) {
      for text in [ByteString("\(texts.count)")] + texts { body += text.bytes + [0] }
    }
    add(settings)
    add([request.executable] + request.arguments)
    add(variables.flatMap { variable in [ByteString(variable.key), ByteString(variable.value)] })
    add(terminals)
    let view = request.containment.view
    add(view.map { [$0.hidden, request.directory] } ?? [])
    add(view?.shown ?? [])
    add(view?.readOnly ?? [])
    add(request.containment.hidden)
    let length = String(body.count)
    return Array(String(repeating: "0", count: Self.header - length.utf8.count).utf8) + Array(length.utf8) + body
  }

  private static let header = 16

  /// Reads what `bytes` wrote from a pipe; nil for anything else.
  init?(from pipe: Descriptor) {
    guard let length = Self.read(Self.header, from: pipe).flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
      let body = Self.read(length, from: pipe), body.last == 0
    else { return nil }
    var texts = body.dropLast().split(separator: 0, omittingEmptySubsequences: false)[...]
    func next() -> [ByteString]? {
      guard let count = texts.popFirst().flatMap({ Int(String(decoding: $0, as: UTF8.self)) }), count >= 0,
        count <= texts.count
      else { return nil }
      defer { texts = texts.dropFirst(count) }
      return texts.prefix(count).map { ByteString(bytes: $0) }
    }
    guard let settings = next(), settings.count == 3, let parent = Int32(settings[0].text),
      let placement = ProcessRequest.Placement(word: settings[1]), let words = next(), let executable = words.first,
      let variables = next(), variables.count.isMultiple(of: 2), let terminals = next(), let view = next(),
      let shown = next(), let readOnly = next(), let hidden = next()
    else { return nil }
    var environment: [String: String] = [:]
    for index in stride(from: 0, to: variables.count, by: 2) {
      environment[variables[index].text] = variables[index + 1].text
    }
    var request = ProcessRequest(
      executable, Array(words.dropFirst()), environment: environment, directory: ".", input: .inherited,
      output: .inherited, outputLimit: .first(0), deadline: nil, placement: placement)
    request.containment.network = settings[2] == "off" ? .off : .host
    request.containment.hidden = hidden
    if view.count == 2 {
      request.containment.view = ContainmentOptions.View(hidden: view[0], shown: shown, readOnly: readOnly)
      directory = view[1]
    } else {
      directory = nil
    }
    self.request = request
    self.parent = parent
    self.terminals = terminals
  }

  private static func read(_ count: Int, from pipe: Descriptor) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var chunk = [UInt8](repeating: 0, count: min(65_536, count - bytes.count))
      let got = systemRead(pipe.number, &chunk)
      if got > 0 { bytes += chunk[..<got] }
      if got == 0 || (got < 0 && errno != EINTR) { return nil }
    }
    return bytes
  }
}

extension ProcessRequest.Placement {
  fileprivate var word: ByteString {
    switch self {
    case .group: "group"
    case .session: "session"
    case .terminal: "terminal"
    }
  }

  fileprivate init?(word: ByteString) {
    switch word {
    case "group": self = .group
    case "session": self = .session
    case "terminal": self = .terminal
    case _: return nil
    }
  }
}
