extension XMLProblem {
  package var message: String { "\(what) at byte \(offset)" }

  private var what: String {
    switch kind {
    case .incomplete: "the XML ends too early"
    case .noElement: "there is no XML element"
    case .encoding: "the XML is in an encoding that isn't read, write UTF-8,"
    case .documentType: "a document type is declared, which isn't read,"
    case .unknownEntity: "an entity is none of XML's own five and no character's number"
    case .malformedTag: "a tag is malformed"
    case .wrongEndTag: "an end tag doesn't match its start tag"
    case .attributeTwice: "an attribute is there twice"
    case .tooManyAttributes: "an element has more than \(XMLReader.mostAttributes) attributes"
    case .tooDeep: "elements are nested more than \(XMLReader.depthLimit) deep"
    case .longName: "a name is longer than \(XMLReader.longestName) bytes"
    case .textOutsideRoot: "there is text outside the root element"
    case .secondRoot: "there is a second root element"
    }
  }
}
