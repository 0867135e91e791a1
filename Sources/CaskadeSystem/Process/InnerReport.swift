/// What the inner process says of the program that it runs, a line each, on its way through a pipe.
enum InnerReport: Hashable {
  /// The namespaces stand; the program is about to be started.
  case ready
  /// They can't be had, by the system's code. Nothing was started.
  case unavailable(Int32)
  /// The system refused to run the program.
  case refused(Int32)
  /// The program has ended, by its raw status of wait(2). Times in microseconds, memory in the system's unit.
  case ended(status: Int32, userTime: Int, systemTime: Int, peakMemory: Int)
  /// A process that it left, and its name; it is about to be ended.
  case left(Int32, name: [UInt8])

  var line: [UInt8] {
    let text =
      switch self {
      case .ready: "ready"
      case .unavailable(let code): "unavailable \(code)"
      case .refused(let code): "refused \(code)"
      case .ended(let status, let userTime, let systemTime, let peakMemory):
        "ended \(status) \(userTime) \(systemTime) \(peakMemory)"
      case .left(let process, let name): "left \(process) " + name.map { String($0) }.joined(separator: ",")
      }
    return Array("\(text)\n".utf8)
  }

  init?(_ line: some Collection<UInt8>) {
    let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    let numbers = words.dropFirst().prefix(4).map { Int($0) ?? -1 }
    switch (words.first, numbers.count) {
    case ("ready", 0): self = .ready
    case ("unavailable", 1): self = .unavailable(Int32(clamping: numbers[0]))
    case ("refused", 1): self = .refused(Int32(clamping: numbers[0]))
    case ("ended", 4):
      self = .ended(
        status: Int32(clamping: numbers[0]), userTime: numbers[1], systemTime: numbers[2], peakMemory: numbers[3])
    case ("left", 1...2):
      let name = words.count > 2 ? words[2].split(separator: ",").compactMap { UInt8($0) } : []
      self = .left(Int32(clamping: numbers[0]), name: name)
    case _: return nil
    }
  }

  /// Reads the lines as they come, without waiting for one.
  struct Reader {
    private let pipe: Descriptor
    private var rest: [UInt8] = []
    /// Nobody is left who could say more.
    private(set) var hasEnded = false

    init(_ pipe: Descriptor) {
      self.pipe = pipe
      pipe.stopBlocking()
    }

    mutating func next() -> [InnerReport] {
      var chunk = [UInt8](repeating: 0, count: 4096)
      while !hasEnded {
        let count = systemRead(pipe.number, &chunk)
        if count > 0 { rest += chunk[..<count] }
        if count < 0, errno == EINTR { continue }
        if count < 0 { break }
        if count == 0 { hasEnded = true }
      }
      let lines = rest.split(separator: 0x0A, omittingEmptySubsequences: false)
      rest = lines.last.map(Array.init) ?? []
      return lines.dropLast().compactMap { InnerReport($0) }
    }
  }
}
