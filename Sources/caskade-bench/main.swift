import CaskadeSystem

// Speed, side by side with what it is compared to, as ratios: swift run -c release caskade-bench
do {
  let request = try BenchRequest(Array(CommandLine.arguments.dropFirst()))
  let bench = try Bench()
  defer { bench.tidy() }
  if let repository = request.repository { try SmallBench.run(bench, on: repository) }
  for part in request.parts { try part.run(bench) }
  if let file = request.json { try bench.figures.write(to: ByteString(file)) }
} catch {
  try? StandardStream.error.write("caskade-bench: \(error)\n\(BenchRequest.usage)\n")
  exit(2)
}
