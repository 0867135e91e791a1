import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// Renders a check as OTLP/JSON: a line with its traces, then one with its metrics, each what an OTLP endpoint takes.
///
/// Sources: OpenTelemetry's specification, "OTLP/HTTP" and "OpenTelemetry Protocol File Exporter", and its semantic conventions
/// `cicd.*`, `vcs.*` and `test.*`; what they have no name for begins with `caskade.`. The ids are made of what was judged, so
/// the same evidence gives the same trace. Attributes, and events of a span, are at most 128, which is what exporters keep.
struct OTLPReport: EvidenceRendering {
  let use = "for telemetry: OTLP/JSON, a line of traces and a line of metrics"

  static let mostEvents = 128
  static let mostCommands = 10_000
  /// Scalars of any one text.
  static let longest = 1_000

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let resource: JSONValue = .members([
      "attributes": .array(
        [
          Attribute("service.name", "caskade"), Attribute("service.version", evidence.toolVersion),
          Attribute("caskade.place", evidence.place), Attribute("caskade.asserted", provenance != .witnessed),
        ].map(\.json))
    ])
    let scope: JSONValue = .members([
      "name": "caskade", "version": .string(BoundedText.line(evidence.toolVersion, limit: 255)),
    ])
    let traces: JSONValue = .members([
      "resourceSpans": .array([
        .members([
          "resource": resource,
          "scopeSpans": .array([.members(["scope": scope, "spans": .array(CheckTrace(evidence).spans)])]),
        ])
      ])
    ])
    let metrics: JSONValue = .members([
      "resourceMetrics": .array([
        .members([
          "resource": resource,
          "scopeMetrics": .array([.members(["scope": scope, "metrics": .array(CheckMetrics(evidence).all)])]),
        ])
      ])
    ])
    return [traces, metrics].map { JSONWriter(.compact).text($0) + "\n" }.joined()
  }
}

/// A key and its value, as OTLP has them.
struct Attribute {
  let key: String
  let json: JSONValue

  init(_ key: String, _ text: String) {
    self.init(key, .members(["stringValue": .string(BoundedText.line(text, limit: OTLPReport.longest))]))
  }

  /// 64-bit integers are decimal strings.
  init(_ key: String, _ number: Int) {
    self.init(key, .members(["intValue": .string(String(number))]))
  }

  init(_ key: String, _ bool: Bool) {
    self.init(key, .members(["boolValue": .bool(bool)]))
  }

  private init(_ key: String, _ value: JSONValue) {
    self.key = key
    json = .members(["key": .string(key), "value": value])
  }
}

/// When something was, in OTLP's words.
struct CheckTimes {
  /// Milliseconds since 1970; 0, which OTLP takes for unknown, where the evidence tells no time.
  let start: Int

  init(_ evidence: Evidence) {
    start = max(0, InstantText.milliseconds(evidence.timing.started) ?? 0)
  }

  /// - Parameter after: milliseconds from the beginning of the check.
  func nanoseconds(_ after: Int) -> JSONValue {
    let (sum, overflow) = start.addingReportingOverflow(max(0, after))
    return .string(sum == 0 ? "0" : "\(overflow ? Self.last : min(sum, Self.last))000000")
  }

  /// Nothing later fits into 64 bits of nanoseconds.
  private static let last = 9_000_000_000_000

  static func seconds(_ milliseconds: Int) -> JSONValue {
    let shown = max(0, milliseconds)
    let rest = String(shown % 1_000)
    return .number("\(shown / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)")
  }
}

extension StopCondition.Unit {
  /// As part of an attribute's name.
  var attribute: String { rawValue.lowercased().split(separator: " ").joined(separator: "_") }
}
