import CaskadeCore
import CaskadeSystem
import TestSupport
import XCTest

/// The ways in which a program can be kept, each forced by the request alone.
enum Tier: CaseIterable {
  case contained, hunted

  /// Contained by the built binary.
  static let runner = ProcessRunner(inner: ByteString(ScratchRepository.binary.path))

  var options: ContainmentOptions {
    switch self {
    case .contained: .contained
    case .hunted: .none
    }
  }

  /// Runs a shell script; where the kernel doesn't allow this tier, in the other one.
  func run(
    _ script: String, _ change: (inout ProcessRequest) -> Void = { _ in }
  ) throws -> ProcessResult {
    var request = Shell.request(script)
    request.containment = options
    change(&request)
    return try Self.runner.run(request)
  }

  /// Those that this machine has.
  static var here: [Tier] {
    get throws { try allCases.filter { try $0 == .hunted || isContainable } }
  }

  static var isContainable: Bool {
    get throws { try Tier.contained.run("").containment.tier == .contained }
  }

  static func skipUnlessContainable() throws {
    try XCTSkipUnless(isContainable, "this kernel lets nobody have namespaces: only the hunted tier is tested")
  }
}
