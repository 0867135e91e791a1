import CaskadeContracts
import CaskadeSyntax

/// Reads `caskade.evidence/1`.
///
/// Unknown keys are ignored; a missing key, an unknown word of a closed list and another major version are errors:
/// evidence that is half understood is none. But a verdict or a state that this version doesn't know is taken for one
/// that isn't kept, and what older evidence lacks is said: each is a line of `notChecked`.
package enum EvidenceReader {
  package static func read(_ bytes: [UInt8]) throws(EvidenceError) -> Evidence {
    let value: JSONValue
    do throws(JSONProblem) {
      value = try JSONReader.read(bytes)
    } catch {
      throw EvidenceError(kind: .notJSON(error))
    }
    guard let schema = value["schema"]?.string, schema.hasPrefix("caskade.evidence/") else {
      throw EvidenceError(kind: .notEvidence)
    }
    guard schema == Evidence.schema else { throw EvidenceError(kind: .newerSchema(schema)) }
    do throws(FormFault) {
      let evidence = try Evidence.keys.form.read(value)
      try evidence.refuseWithoutContract()
      return evidence.adding(evidence.lacking + evidence.unknownWords(in: value))
    } catch {
      throw EvidenceError(error)
    }
  }
}

extension Evidence {
  /// What older evidence doesn't tell.
  fileprivate var lacking: [NotChecked] {
    request == nil ? [.notRecorded("request", "what the caller named or left out")] : []
  }

  /// The words of verdict and states that were taken for others.
  fileprivate func unknownWords(in file: JSONValue) -> [NotChecked] {
    var found: [NotChecked] = []
    func compare(_ value: JSONValue?, _ read: String?, at place: String) {
      guard let word = value?.string, let read, word != read else { return }
      found.append(.unknownWord(word, at: place, takenFor: read))
    }
    compare(file["verdict"], verdict.rawValue, at: "verdict")
    for (value, gate) in zip(file["gates"]?.array ?? [], gates) {
      compare(value["state"], gate.state.rawValue, at: "gates[\(gate.name.rawValue)].state")
    }
    for (value, line) in zip(file["setup"]?.array ?? [], setup) {
      compare(value["state"], line.run.state.rawValue, at: "setup[\(line.command)].state")
    }
    for (value, record) in zip(file["validation"]?.array ?? [], validation) {
      compare(value["state"], record.run.state.rawValue, at: "validation[\(record.name)].state")
      for (key, run) in record.otherRuns {
        compare(value[key]?["state"], run.state.rawValue, at: "validation[\(record.name)].\(key).state")
      }
    }
    return found
  }
}
