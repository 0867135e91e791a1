extension Form where Value == String {
  package static var text: Form {
    Form(schema: [JSONMember("type", "string")], write: { .string($0) }, read: \.string)
  }
}

extension Form where Value == Bool {
  package static var truth: Form {
    Form(schema: [JSONMember("type", "boolean")], write: { .bool($0) }, read: \.bool)
  }
}

extension Form where Value == Int {
  /// The greatest number of things that is read: a million of them can be added up.
  package static var greatestCount: Int { 1 << 43 }

  /// A number of things.
  package static var count: Form {
    let greatest = greatestCount
    return Form(
      schema: [
        JSONMember("type", "integer"), JSONMember("minimum", 0), JSONMember("maximum", .integer(greatest)),
      ], write: { .integer($0) }, read: { $0.integer.flatMap { (0...greatest).contains($0) ? $0 : nil } })
  }
}

extension Form where Value == [UInt8] {
  package static var base64: Form {
    Form(
      schema: [JSONMember("type", "string"), JSONMember("pattern", "^[A-Za-z0-9+/]*={0,2}$")],
      write: { .string(Base64.encode($0)) },
      read: { $0.string.flatMap(Base64.decode) })
  }
}

extension Form where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One word of a closed list; another one is a fault.
  package static var word: Form { word(else: nil) }

  /// One word of a list that may have grown since.
  ///
  /// - Parameter other: what another word is taken for; nil for a fault.
  package static func word(else other: Value?) -> Form {
    let words = Value.allCases.map { JSONValue.string($0.rawValue) }
    return Form(
      schema: [JSONMember("enum", .array(words))], write: { .string($0.rawValue) },
      read: { (value) throws(FormFault) in
        guard let text = value.string else { throw FormFault(.missing) }
        guard let word = Value(rawValue: text) ?? other else { throw FormFault(.unknownWord(text)) }
        return word
      })
  }
}
