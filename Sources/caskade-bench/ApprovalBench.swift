import CaskadeSystem

/// `check --skip-validation` of a contract with 50 approvals, against 50 plain `ssh-keygen -Y verify`.
enum ApprovalBench {
  private static let count = 50

  private static let contract = """
    caskade: 1
    title: Measure
    outcome: The time of a check is known.
    branch: work
    paths:
      allow: [src/**]
    validation: []

    """

  static func run(_ bench: Bench) throws {
    let folder = bench.scratch.path.appending("approvals")
    let keys = bench.scratch.path.appending("keys")
    for folder in [folder, keys] { try FileSystem.createFolders(folder) }
    try bench.run(bench.git, ["init", "-q", "-b", "main"], in: folder)
    try bench.run(bench.git, ["config", "user.email", "bench@example.com"], in: folder)
    try write("Contracts/policy.yaml", "caskade_policy: 1\nbands: { low: { approvals: 1 } }\n", in: folder)
    try write("Contracts/work.yaml", contract, in: folder)
    var signers = ""
    for number in 0..<count {
      try bench.run(bench.sshKeygen, ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "\(number)"], in: keys)
      let key = String(decoding: try FileReader.read(keys.appending("\(number).pub"), limit: 4_096), as: UTF8.self)
      signers += "\(name(number)) namespaces=\"goal-contract@caskade\" \(key)"
    }
    try write("Contracts/allowed_signers", signers, in: folder)
    try commit(bench, folder)
    for number in 0..<count {
      let words = ["approve", "work", "--key", keys.appending("\(number)").text, "--as", name(number), "--yes"]
      try bench.run(bench.caskade, words, in: folder)
    }
    try commit(bench, folder)
    try bench.run(bench.git, ["switch", "-q", "-c", "work"], in: folder)
    try prepare(keys, in: folder)
    let ours = try Bench.best(of: 5) { try bench.run(bench.caskade, ["check", "--skip-validation"], in: folder) }
    let plain = try Bench.best(of: 5) {
      try verify(bench, keys, signers: folder.appending("Contracts/allowed_signers"))
    }
    bench.row("check of a contract with \(count) approvals", ours, against: "\(count) ssh-keygen -Y verify", plain)
    for number in 0..<count {
      try FileSystem.remove(folder.appending("Contracts/approvals/work/\(name(number)).approval"))
    }
    try commit(bench, folder)
    try bench.run(bench.git, ["branch", "-q", "-f", "main", "work"], in: folder)
    let none = try Bench.best(of: 5) {
      try bench.run(bench.caskade, ["check", "--skip-validation"], in: folder, accepting: [1])
    }
    print("  without any approval \(Bench.rounded(none)) ms")
  }

  private static func name(_ number: Int) -> String { "dev\(number)@example.com" }

  private static func commit(_ bench: Bench, _ folder: ByteString) throws {
    try bench.run(bench.git, ["add", "-A"], in: folder)
    try bench.run(bench.git, ["commit", "-q", "-m", "Step"], in: folder)
  }

  private static func write(_ name: String, _ text: String, in folder: ByteString) throws {
    try FileSystem.createFolders(folder.appending("Contracts"))
    try AtomicFile.write(Array(text.utf8), to: folder.appending(name), replacing: true)
  }

  /// Signature and message of each approval as files, as stock tools want them.
  private static func prepare(_ keys: ByteString, in folder: ByteString) throws {
    for number in 0..<count {
      let file = folder.appending("Contracts/approvals/work/\(name(number)).approval")
      let bytes = try FileReader.read(file, limit: 1 << 20)
      guard let end = bytes.indices.dropFirst().first(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else {
        throw Bench.Failure(what: "an approval without a header")
      }
      try AtomicFile.write(Array(bytes[(end + 1)...]), to: keys.appending("\(number).sig"), replacing: true)
      try AtomicFile.write(
        Array(bytes[...end]) + Array(contract.utf8), to: keys.appending("\(number).message"), replacing: true)
    }
  }

  private static func verify(_ bench: Bench, _ keys: ByteString, signers: ByteString) throws {
    for number in 0..<count {
      let words = [
        "-Y", "verify", "-n", "goal-contract@caskade", "-f", signers.text, "-I", name(number), "-s", "\(number).sig",
      ]
      let message = try FileReader.read(keys.appending("\(number).message"), limit: 1 << 20)
      try bench.run(bench.sshKeygen, words, in: keys, input: message)
    }
  }
}
