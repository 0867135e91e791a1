/// Every text over the alphabet up to a length, the empty one first.
func words(over alphabet: String, upTo length: Int) -> [String] {
  var all = [""]
  var last = [""]
  for _ in 0..<length {
    last = last.flatMap { word in alphabet.map { word + String($0) } }
    all += last
  }
  return all
}
