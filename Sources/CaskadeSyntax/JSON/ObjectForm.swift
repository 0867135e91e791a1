/// The form of a value that is an object in JSON, key by key. Keys that it doesn't know are ignored.
package struct ObjectForm<Value: Sendable>: Sendable {
  package let properties: [FormProperty]
  /// Writes the keys among those of another object.
  package let append: @Sendable (Value, inout [JSONMember]) -> Void
  /// Reads the keys of an object.
  package let take: @Sendable (JSONValue) throws(FormFault) -> Value
  package let form: Form<Value>

  /// - Parameters:
  ///   - more: keywords that say of the keys what no single key can.
  ///   - make: the value of its parts; a fault of it has its place in the object.
  package init<each Part>(
    _ about: String, more: [JSONMember] = [], _ keys: repeat FormKey<Value, each Part>,
    make: @escaping @Sendable (repeat each Part) throws(FormFault) -> Value
  ) {
    var properties: [FormProperty] = []
    var writers: [@Sendable (Value, inout [JSONMember]) -> Void] = []
    for key in repeat each keys {
      properties += key.properties
      writers.append(key.write)
    }
    let schema = Self.schema(about, properties) + more
    let (count, all) = (properties.count, writers)
    let append: @Sendable (Value, inout [JSONMember]) -> Void = { value, members in
      for write in all { write(value, &members) }
    }
    let take: @Sendable (JSONValue) throws(FormFault) -> Value = { (object) throws(FormFault) in
      try make(repeat try (each keys).read(object))
    }
    self.properties = properties
    self.append = append
    self.take = take
    form = Form(
      schema: schema,
      write: { value in
        var members: [JSONMember] = []
        members.reserveCapacity(count)
        append(value, &members)
        return .object(members)
      },
      read: { (value) throws(FormFault) in
        guard value.object != nil else { throw FormFault(.missing) }
        return try take(value)
      })
  }

  private static func schema(_ about: String, _ properties: [FormProperty]) -> [JSONMember] {
    [
      JSONMember("description", .string(about)), JSONMember("type", "object"),
      JSONMember("required", .array(properties.filter(\.isRequired).map { .string($0.name) })),
      JSONMember("properties", .object(properties.map { JSONMember($0.name, .object($0.schema)) })),
    ]
  }
}
