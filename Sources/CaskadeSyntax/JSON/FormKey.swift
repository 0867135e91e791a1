/// One key of an object's schema.
package struct FormProperty: Sendable {
  package let name: String
  package let schema: [JSONMember]
  package let isRequired: Bool

  package init(_ name: String, _ schema: [JSONMember], isRequired: Bool) {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
  }
}

/// A part of a whole that is an object in JSON: most often one key, described, written and read in one row.
package struct FormKey<Whole: Sendable, Part: Sendable>: Sendable {
  package let properties: [FormProperty]
  package let write: @Sendable (Whole, inout [JSONMember]) -> Void
  /// Given an object.
  package let read: @Sendable (JSONValue) throws(FormFault) -> Part

  package init(
    properties: [FormProperty], write: @escaping @Sendable (Whole, inout [JSONMember]) -> Void,
    read: @escaping @Sendable (JSONValue) throws(FormFault) -> Part
  ) {
    self.properties = properties
    self.write = write
    self.read = read
  }

  /// A key that every file has.
  ///
  /// - Parameter about: what it holds; nil leaves that to the form of an object.
  package init(
    _ name: String, _ form: Form<Part>, _ about: String? = nil, _ part: @escaping @Sendable (Whole) -> Part
  ) {
    self.init(
      properties: [FormProperty(name, form.described(about), isRequired: true)],
      write: { $1.append(JSONMember(name, form.write(part($0)))) },
      read: { (object) throws(FormFault) in
        guard let value = object[name] else { throw FormFault(.missing, at: name) }
        return try form.read(value, key: name)
      })
  }

  /// A key that older files lack.
  ///
  /// - Parameter older: what a file without the key means.
  package init(
    _ name: String, _ form: Form<Part>, older: Part, _ about: String? = nil,
    _ part: @escaping @Sendable (Whole) -> Part
  ) {
    self.init(
      properties: [FormProperty(name, form.described(about), isRequired: false)],
      write: { $1.append(JSONMember(name, form.write(part($0)))) },
      read: { (object) throws(FormFault) in
        guard let value = object[name] else { return older }
        return try form.read(value, key: name)
      })
  }

  /// A key that is left out where there is nothing to say.
  package init<Wrapped>(
    ifAny name: String, _ form: Form<Wrapped>, _ about: String? = nil,
    _ part: @escaping @Sendable (Whole) -> Wrapped?
  ) where Part == Wrapped? {
    self.init(
      properties: [FormProperty(name, form.described(about), isRequired: false)],
      write: { whole, members in
        if let value = part(whole) { members.append(JSONMember(name, form.write(value))) }
      },
      read: { (object) throws(FormFault) in
        guard let value = object[name] else { return nil }
        return try form.read(value, key: name)
      })
  }

  /// The keys of another object, which stand among the whole's own.
  package init(all form: ObjectForm<Part>, _ part: @escaping @Sendable (Whole) -> Part) {
    self.init(properties: form.properties, write: { form.append(part($0), &$1) }, read: form.take)
  }
}

extension FormKey where Part == String {
  /// A key that always holds the same word.
  package init(constant name: String, _ word: String) {
    let form = Form<String>(
      schema: [JSONMember("enum", .array([.string(word)]))], write: { .string($0) },
      read: { $0.string == word ? word : nil })
    self.init(name, form) { _ in word }
  }
}

extension Form {
  fileprivate func read(_ value: JSONValue, key: String) throws(FormFault) -> Value {
    do throws(FormFault) { return try read(value) } catch { throw error.inside(key: key) }
  }

  fileprivate func described(_ about: String?) -> [JSONMember] {
    guard let about else { return schema }
    return [JSONMember("description", .string(about))] + schema.filter { $0.key != "description" }
  }
}
