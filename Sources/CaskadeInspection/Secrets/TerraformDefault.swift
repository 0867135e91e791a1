import CaskadeSyntax

/// The `default` of a Terraform variable with a secret's name: `variable "db_password" { default = "..." }`.
enum TerraformDefault {
  private static let limit = 2048

  static func value(_ text: UnsafeBufferPointer<UInt8>, after name: Range<Int>) -> Range<Int>? {
    let opening = Array("variable \"".utf8)
    let begin = name.lowerBound - opening.count
    guard begin >= 0, text[begin..<name.lowerBound].elementsEqual(opening) else { return nil }
    var place = name.upperBound
    while place < text.count, place - name.upperBound < 40, ByteSet("\" \t").contains(text[place]) { place += 1 }
    guard place < text.count, text[place] == UInt8(ascii: "{") else { return nil }
    let end = min(text.count, place + limit)
    let word = Array("default".utf8)
    while place + word.count < end {
      place += 1
      if text[place] == UInt8(ascii: "}"), ByteSet.breaks.contains(text[place - 1]) { return nil }
      guard text[place] == word[0], !ByteSet.word.contains(text[place - 1]),
        text[place..<min(end, place + word.count)].elementsEqual(word)
      else { continue }
      var first = place + word.count
      while first < end, ByteSet(" \t=").contains(text[first]) { first += 1 }
      guard first < end, text[first] == UInt8(ascii: "\"") else { continue }
      var last = first + 1
      while last < end, text[last] != UInt8(ascii: "\""), !ByteSet.breaks.contains(text[last]) { last += 1 }
      return last < end && text[last] == UInt8(ascii: "\"") ? (first + 1)..<last : nil
    }
    return nil
  }
}
