/// How a value stands in JSON: its schema, its writer and its reader from one description, so that none of them knows
/// what another doesn't.
package struct Form<Value: Sendable>: Sendable {
  /// The keywords of its JSON Schema (draft-07).
  package let schema: [JSONMember]
  package let write: @Sendable (Value) -> JSONValue
  package let read: @Sendable (JSONValue) throws(FormFault) -> Value

  package init(
    schema: [JSONMember], write: @escaping @Sendable (Value) -> JSONValue,
    read: @escaping @Sendable (JSONValue) throws(FormFault) -> Value
  ) {
    self.schema = schema
    self.write = write
    self.read = read
  }

  /// The form of a JSON value that stands for a value, or for none.
  package init(
    schema: [JSONMember], write: @escaping @Sendable (Value) -> JSONValue,
    read: @escaping @Sendable (JSONValue) -> Value?
  ) {
    self.init(schema: schema, write: write) { (value) throws(FormFault) in
      guard let found = read(value) else { throw FormFault(.missing) }
      return found
    }
  }

  /// The same, where older files hold a value of another form; that is read, and never written.
  package func orOlder<Other>(
    _ older: Form<Other>, _ meaning: @escaping @Sendable (Other) -> Value
  ) -> Form {
    let (form, alternatives) = (self, JSONValue.array([.object(schema), .object(older.schema)]))
    return Form(schema: [JSONMember("anyOf", alternatives)], write: write) { (value) throws(FormFault) in
      if let other = try? older.read(value) { return meaning(other) }
      return try form.read(value)
    }
  }
}

// MARK: Forms of forms

extension Form {
  /// `null` stands for none.
  package static func orNull<Wrapped>(_ form: Form<Wrapped>) -> Form where Value == Wrapped? {
    let schema = form.schema.map { member in
      switch (member.key, member.value) {
      case ("type", .string): JSONMember("type", .array([member.value, "null"]))
      case ("enum", .array(let words)): JSONMember("enum", .array(words + [.null]))
      default: member
      }
    }
    return Form(schema: schema, write: { $0.map(form.write) ?? .null }) { (value) throws(FormFault) in
      value == .null ? nil : try form.read(value)
    }
  }

  package static func list<Element>(_ form: Form<Element>) -> Form where Value == [Element] {
    let schema = [JSONMember("type", "array"), JSONMember("items", .object(form.schema))]
    return Form(schema: schema, write: { .array($0.map(form.write)) }) { (value) throws(FormFault) in
      guard let items = value.array else { throw FormFault(.missing) }
      var elements: [Element] = []
      elements.reserveCapacity(items.count)
      for (index, item) in items.enumerated() {
        do throws(FormFault) { elements.append(try form.read(item)) } catch { throw error.inside(index: index) }
      }
      return elements
    }
  }

  package static func list<Element>(_ form: ObjectForm<Element>) -> Form where Value == [Element] {
    list(form.form)
  }

  package static func orNull<Wrapped>(_ form: ObjectForm<Wrapped>) -> Form where Value == Wrapped? {
    orNull(form.form)
  }
}
