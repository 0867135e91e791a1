package import CaskadeContracts
import CaskadeSyntax
import Dispatch

/// OpenSSH's `ssh-keygen`, which makes and verifies signatures.
package struct SigningProgram: Sendable {
  /// One signature to verify: whose it has to be, over which bytes.
  package struct Question: Sendable {
    package let principal: Principal
    package let signature: SSHSignature
    package let message: [UInt8]
    package let use: SignatureUse

    package init(
      principal: Principal, signature: SSHSignature, message: [UInt8], use: SignatureUse = .approval
    ) {
      self.use = use
      self.principal = principal
      self.signature = signature
      self.message = message
    }
  }

  package enum Answer: Hashable, Sendable {
    /// With the key's fingerprint, where the program told it as it does today.
    case good(fingerprint: String?)
    case bad

    package var isGood: Bool {
      switch self {
      case .good: true
      case .bad: false
      }
    }
  }

  package let path: ByteString
  private let runner: any ProcessRunning
  /// A folder outside the repository; what is written there is overwritten by the next question of the same number.
  private let scratch: ByteString
  /// How many verifications run at a time.
  private static let lanes = 4

  package init(path: ByteString, runner: any ProcessRunning, scratch: ByteString) {
    self.path = path
    self.runner = runner
    self.scratch = scratch
  }

  // MARK: Verifying

  /// What each signature is worth. The answers stand in the order of the questions.
  ///
  /// Whose key it may be was decided before: each is verified against a list of signers that holds this one name with
  /// the signature's own key, so that nothing else in anybody's list can make it good.
  package func verify(_ questions: [Question]) throws(SigningError) -> [Answer] {
    let answers = Locked<[Result<Answer, SigningError>?]>(Array(repeating: nil, count: questions.count))
    let lanes = min(Self.lanes, questions.count)
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      for index in stride(from: lane, to: questions.count, by: lanes) {
        let answer: Result<Answer, SigningError>
        do throws(SigningError) {
          answer = .success(try verify(questions[index], number: lane))
        } catch {
          answer = .failure(error)
        }
        answers.withLock { $0[index] = answer }
      }
    }
    var found: [Answer] = []
    for answer in answers.withLock({ $0 }) {
      guard let answer else { throw SigningError(.failed(what: "verify", reason: "no answer")) }
      found.append(try answer.get())
    }
    return found
  }

  private func verify(_ question: Question, number: Int) throws(SigningError) -> Answer {
    let signers = scratch.appending("signers-\(number)")
    let signature = scratch.appending("signature-\(number)")
    let line =
      "\(question.principal.text) namespaces=\"\(question.use.namespace)\" \(question.signature.key.text)\n"
    try write(Array(line.utf8), to: signers)
    try write(question.signature.armour, to: signature)
    let request = ProcessRequest(
      path,
      [
        "-Y", "verify", "-n", ByteString(question.use.namespace), "-f", signers, "-I",
        ByteString(question.principal.text), "-s", signature,
      ], environment: ["LC_ALL": "C", "TZ": "UTC"], directory: scratch, input: .bytes(question.message),
      outputLimit: .first(16_384), deadline: .seconds(30))
    let result = try run(request, what: "verify")
    let said = String(decoding: result.standardOutput.head, as: UTF8.self)
    // A program of that name which only ends well has verified nothing.
    if result.succeeded, said.hasSuffix("\n"),
      said.hasPrefix("Good \"\(question.use.namespace)\" signature for \(question.principal.text) ")
    {
      let word = said.prefix { $0 != "\n" }.split(separator: " ").last ?? ""
      return .good(fingerprint: word.hasPrefix("SHA256:") ? EscapedText.line(String(word)) : nil)
    }
    let complaint = String(decoding: result.standardError.head, as: UTF8.self)
    if result.termination == .exited(255), said.hasPrefix("Could not verify signature") { return .bad }
    throw Self.failure(result, complaint, what: "verify")
  }

  // MARK: Signing

  /// Signs bytes under the namespace of what the signature is for; the program may ask the person for a passphrase or a touch.
  ///
  /// - Parameter key: a private key's file, or a public one's whose other half an agent holds.
  /// - Parameter environment: the person's own: it says where the agent is.
  package func sign(
    _ message: [UInt8], for use: SignatureUse = .approval, key: ByteString, environment: [String: String]
  ) throws(SigningError) -> [UInt8] {
    let file = scratch.appending("message")
    let signature = scratch.appending("message.sig")
    try write(message, to: file)
    do throws(FileError) { try FileSystem.remove(signature) } catch { throw SigningError(.file(error)) }
    let request = ProcessRequest(
      path, ["-q", "-Y", "sign", "-n", ByteString(use.namespace), "-f", key, file], environment: environment,
      directory: scratch, input: .inherited, output: .inherited, outputLimit: .first(0), deadline: nil,
      placement: .terminal)
    let result = try run(request, what: "sign")
    guard result.succeeded, FileSystem.exists(signature) else {
      throw SigningError(.failed(what: "sign", reason: "it says why above"))
    }
    do throws(FileError) {
      return try FileReader.read(signature, limit: ApprovalFile.mostBytes)
    } catch {
      throw SigningError(.file(error))
    }
  }

  /// The public half of a private key's file, for which the program may ask for a passphrase.
  package func publicKey(of file: ByteString, environment: [String: String]) throws(SigningError) -> SSHPublicKey {
    let request = ProcessRequest(
      path, ["-y", "-f", file], environment: environment, directory: scratch, input: .inherited,
      outputLimit: .first(16_384), deadline: nil, placement: .terminal)
    let result = try run(request, what: "read the key")
    let line = String(decoding: result.standardOutput.head.prefix { $0 != 0x0A }, as: UTF8.self)
    guard result.succeeded, let key = SSHPublicKey(line: line) else {
      let complaint = String(decoding: result.standardError.head, as: UTF8.self)
      throw Self.failure(result, complaint, what: "read the key '\(EscapedText.line(file.bytes))'")
    }
    return key
  }

  private func run(_ request: ProcessRequest, what: String) throws(SigningError) -> ProcessResult {
    let result: ProcessResult
    do throws(ProcessError) {
      result = try runner.run(request)
    } catch {
      throw SigningError(.failed(what: what, reason: error.message))
    }
    if result.termination == .interrupted { throw SigningError(.interrupted) }
    return result
  }

  /// Nobody needs these files after this run, so they aren't flushed to the disk: that would be most of the work.
  private func write(_ bytes: [UInt8], to path: ByteString) throws(SigningError) {
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(path.withCString { open($0, flags, 0o600) })
    guard file.isOpen else { throw SigningError(.file(FileError(.create, path: path, code: errno))) }
    let code = FileWriting.writeAll(bytes, to: file.number)
    guard code == 0 else { throw SigningError(.file(FileError(.write, path: path, code: code))) }
  }

  /// A program that doesn't know the operation prints how it is used (OpenSSH before 8.1).
  private static func failure(_ result: ProcessResult, _ complaint: String, what: String) -> SigningError {
    if complaint.contains("usage: ") || complaint.contains("option -- 'Y'") || complaint.contains("option -- Y") {
      return SigningError(.tooOld)
    }
    let first = complaint.split(separator: "\n").first.map { EscapedText.line(String($0)) }
    switch result.termination {
    case .exited(let status):
      return SigningError(.failed(what: what, reason: first ?? "exit status \(status)"))
    case .signalled(let signal): return SigningError(.failed(what: what, reason: first ?? "signal \(signal)"))
    case .timedOut: return SigningError(.failed(what: what, reason: "it took too long"))
    case .interrupted: return SigningError(.interrupted)
    }
  }
}
