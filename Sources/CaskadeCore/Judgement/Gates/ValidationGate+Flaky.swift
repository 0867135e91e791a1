import CaskadeContracts

extension ValidationGate {
  /// Red and green on one tree: what is green proves little, and what is red may have no cause in the work.
  mutating func judgeFlaky(_ record: ValidationRecord, _ command: ValidationCommand) {
    let reds = record.run.earlier.count { $0.state != .pass }
    let runs = record.run.earlier.count + 1
    let message = "'\(record.name)' is flaky: \(reds) of \(runs) runs of this tree did not pass"
    if input.acceptsFlaky(command.name) {
      findings.append(
        finding(.warning, .validationFlaky, message, hint: "look at both outputs, and mend the check", command))
      return
    }
    if input.policy.failsFlaky {
      failed = true
      add(.validationFlaky, "\(message), and the policy has it fail", hint: "mend the check, or the code", command)
    } else {
      unproven = true
      add(.validationFlaky, message, hint: "mend the check, or have 'retries:' approved for it", command)
    }
  }
}
