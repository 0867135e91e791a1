import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// The test reports of one run: those files of its tree that match and that it wrote.
///
/// A file that was there before and is as it was is none of the run's. Links are never followed, nor taken for a report.
struct ReportFiles {
  /// Why they can't be counted, as a sentence about the run.
  struct Fault: Error {
    let message: String
  }

  private let patterns: [PathPattern]
  /// The contract names them: that there are none is a fault.
  private let isNamed: Bool
  private let root: ByteString
  private let before: [RepositoryPath: FileStamp]

  private static let mostFiles = 5_000
  private static let mostEntries = 300_000
  private static let mostBytes = 256 << 20

  /// Looks at what is there before the run.
  ///
  /// - Parameter use: by which reports at a runner's usual place are found where the contract names none.
  init(of command: ValidationCommand, _ use: TestRunnerUse, in root: ByteString) {
    self.root = root
    isNamed = command.report != nil
    patterns = command.report.map { [$0] } ?? use.runners.flatMap(Self.usual)
    before = patterns.isEmpty ? [:] : Search(patterns, in: root).found
  }

  /// Where runners write reports that say no word of what they ran, or may be told to say none.
  private static func usual(_ runner: TestRunner) -> [PathPattern] {
    let places =
      switch runner {
      case .gradle: ["**/build/test-results/**/TEST-*.xml"]
      case .maven: ["**/target/surefire-reports/TEST-*.xml", "**/target/failsafe-reports/TEST-*.xml"]
      default: [] as [String]
      }
    return places.compactMap { try? PathPattern($0) }
  }

  /// What those say that the run wrote; nil where it wrote none and needn't.
  func read() throws(Fault) -> TestRun? {
    if patterns.isEmpty { return nil }
    let search = Search(patterns, in: root)
    if isNamed, search.isCutShort { throw Fault(message: "'\(name)' leads to more files than are looked through") }
    let paths = search.found.filter { before[$0.key] != $0.value }.keys.sorted()
    guard !paths.isEmpty else {
      guard isNamed else { return nil }
      throw Fault(
        message: search.found.isEmpty
          ? "it wrote no report '\(name)'" : "it left the report '\(name)' as it was before")
    }
    guard paths.count <= Self.mostFiles else {
      throw Fault(message: "'\(name)' matches more than \(Self.mostFiles) reports")
    }
    var run = TestRun(.none, .reports(paths))
    var left = Self.mostBytes
    for path in paths {
      let report = try read(path, &left)
      run.counts += report.counts
      run.names.add(report.names)
    }
    return run
  }

  private func read(_ path: RepositoryPath, _ left: inout Int) throws(Fault) -> TestReport {
    let subject = "its report \(path.display)"
    guard search(path)?.isRegular ?? false else { throw Fault(message: "\(subject) is no regular file") }
    let limit = min(left, TestReport.mostBytes)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileReader.read(root.appending(path), limit: limit)
    } catch {
      if case .tooLarge = error.kind {
        throw Fault(message: "\(subject) is larger than \(TestReport.mostBytes >> 20) MB, and isn't read")
      }
      throw Fault(message: "\(subject) can't be read: \(EscapedText.line(error.message))")
    }
    left -= bytes.count
    do throws(TestReportProblem) {
      return try TestReport(bytes)
    } catch {
      throw Fault(message: "\(subject) can't be counted: \(error.message)")
    }
  }

  private func search(_ path: RepositoryPath) -> FileStamp? {
    FileStamp(of: root.appending(path))
  }

  private var name: String { patterns.first.map { EscapedText.line($0.text) } ?? "" }

  /// The files below a folder that match one of the patterns.
  private struct Search {
    private(set) var found: [RepositoryPath: FileStamp] = [:]
    private(set) var isCutShort = false
    private var entries = 0
    private let patterns: [PathPattern]
    private let root: ByteString

    init(_ patterns: [PathPattern], in root: ByteString) {
      self.patterns = patterns
      self.root = root
      look(in: nil, depth: 0)
    }

    private mutating func look(in folder: RepositoryPath?, depth: Int) {
      let place = folder.map { root.appending(ByteString(bytes: $0.bytes)) } ?? root
      guard depth < 100, let names = try? FileSystem.entries(of: place) else { return }
      for name in names {
        entries += 1
        guard entries <= ReportFiles.mostEntries, found.count <= ReportFiles.mostFiles else {
          isCutShort = true
          return
        }
        // Packages bring reports of their own, and git's folder holds no file of the tree.
        if name == ".git" || name == "node_modules" { continue }
        let path = RepositoryPath(bytes: (folder.map { $0.bytes + [UInt8(ascii: "/")] } ?? []) + name.bytes)
        let isMatch = patterns.contains { $0.matches(path) }
        let mayHold = patterns.contains { $0.mayMatchInside(folder: path) }
        guard isMatch || mayHold, let stamp = FileStamp(of: place.appending(name)) else { continue }
        if stamp.isFolder {
          look(in: path, depth: depth + 1)
        } else if isMatch {
          found[path] = stamp
        }
      }
    }
  }
}
