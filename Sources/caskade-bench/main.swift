// Speed, side by side with what it is compared to, as ratios: swift run -c release caskade-bench [PART]
let arguments = CommandLine.arguments.dropFirst()
let parts: [(name: String, run: (Bench) throws -> Void)] = [
  ("start", StartBench.run), ("check", CheckBench.run), ("validation", ValidationBench.run),
  ("approvals", ApprovalBench.run), ("yaml", YAMLBench.run), ("growth", GrowthBench.run), ("records", RecordBench.run),
]
do {
  let bench = try Bench()
  defer { bench.tidy() }
  for part in parts where arguments.isEmpty || arguments.contains(part.name) { try part.run(bench) }
} catch {
  print("caskade-bench: \(error)")
}
