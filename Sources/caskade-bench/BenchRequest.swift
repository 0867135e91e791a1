/// What is asked for on the command line.
struct BenchRequest {
  struct Part: Sendable {
    let name: String
    let run: @Sendable (Bench) throws -> Void
  }

  static let all: [Part] = [
    Part(name: "start", run: StartBench.run), Part(name: "small", run: SmallBench.run),
    Part(name: "check", run: CheckBench.run), Part(name: "validation", run: ValidationBench.run),
    Part(name: "approvals", run: ApprovalBench.run), Part(name: "guard", run: GuardBench.run),
    Part(name: "readers", run: ReaderBench.run), Part(name: "draft", run: DraftBench.run),
    Part(name: "yaml", run: YAMLBench.run), Part(name: "growth", run: GrowthBench.run),
    Part(name: "records", run: RecordBench.run), Part(name: "render", run: RenderBench.run),
  ]

  static var usage: String {
    """
    usage: caskade-bench [--only NAME]... [--json FILE] [--repository DIR]
      --only NAME       this part alone: \(all.map(\.name).joined(separator: ", "))
      --json FILE       write the figures there too
      --repository DIR  check the last commits of a repository of yours, instead of the parts
    """
  }

  let parts: [Part]
  let json: String?
  let repository: String?

  /// Throws `Bench.Failure` for a word that is none of the usage.
  init(_ words: [String]) throws {
    var named: [Part] = []
    var values: [String: String] = [:]
    var rest = words[...]
    while let word = rest.popFirst() {
      guard ["--only", "--json", "--repository"].contains(word) else { throw Bench.Failure(what: "unknown: \(word)") }
      guard let value = rest.popFirst() else { throw Bench.Failure(what: "\(word) needs a word after it") }
      if word == "--only" {
        guard let part = Self.all.first(where: { $0.name == value }) else {
          throw Bench.Failure(what: "there is no part \(value)")
        }
        named.append(part)
      } else {
        values[word] = value
      }
    }
    json = values["--json"]
    repository = values["--repository"]
    parts = named.isEmpty && repository == nil ? Self.all : named
  }
}
