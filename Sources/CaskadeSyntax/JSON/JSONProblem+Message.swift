extension JSONProblem {
  package var message: String { "\(what) at byte \(offset)" }

  private var what: String {
    switch kind {
    case .incomplete: "the JSON ends too early"
    case .expectedValue: "a JSON value is expected"
    case .expectedKey: "a key in double quotes is expected"
    case .expectedColon: "a ':' is expected after the key"
    case .expectedCommaOrBracket: "a ',' or ']' is expected"
    case .expectedCommaOrBrace: "a ',' or '}' is expected"
    case .invalidNumber: "a number is malformed"
    case .controlCharacter: "a control character isn't escaped"
    case .unknownEscape: "an escape is malformed"
    case .loneSurrogate: "an escape is half of a surrogate pair"
    case .notUTF8: "a string isn't UTF-8"
    case .duplicateKey: "a key is there twice"
    case .tooDeep: "arrays and objects are nested more than \(JSONReader.depthLimit) deep"
    case .textAfterValue: "there is more after the JSON value"
    }
  }
}
