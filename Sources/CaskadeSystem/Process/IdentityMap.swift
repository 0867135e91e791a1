/// Gives a new user namespace the ids of the one around it, unchanged (user_namespaces(7)).
///
/// Root keeps all of them, so that what works for root in a container does here: `chown`, `su`, another user's files.
/// Anybody else keeps their own; a program of another user (`sudo`) has no effect then.
enum IdentityMap {
  /// Writes the ids of this process into its own namespace.
  static func writeOwn(user: uid_t, group: gid_t) -> Int32 {
    // Without it nobody may map a group. Groups that the person is in stay in force.
    _ = write("deny", to: "/proc/self/setgroups")
    let code = write("\(user) \(user) 1\n", to: "/proc/self/uid_map")
    return code == 0 ? write("\(group) \(group) 1\n", to: "/proc/self/gid_map") : code
  }

  /// Writes all ids that this process knows into the namespace of another one.
  static func writeAll(to process: Int32) -> Int32 {
    for name in ["uid_map", "gid_map"] {
      guard let own = try? FileReader.read(ByteString("/proc/self/\(name)"), limit: 1 << 20) else { return EACCES }
      let code = write(same(own), to: "/proc/\(process)/\(name)")
      guard code == 0 else { return code }
    }
    return 0
  }

  /// A line is an id inside, the same one outside, and how many follow: outside of the new namespace is inside of ours.
  private static func same(_ map: [UInt8]) -> String {
    map.split(separator: 0x0A).map { line in
      let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      return words.count == 3 ? "\(words[0]) \(words[0]) \(words[2])\n" : ""
    }.joined()
  }

  /// At once: the kernel takes a map by one write.
  private static func write(_ text: String, to path: ByteString) -> Int32 {
    let file = Descriptor(path.withCString { open($0, O_WRONLY | O_CLOEXEC) })
    guard file.isOpen else { return errno }
    return FileWriting.writeAll(Array(text.utf8)[...], to: file.number)
  }
}
