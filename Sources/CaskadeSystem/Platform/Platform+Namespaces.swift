/// Namespaces (namespaces(7)) and what goes with them, of Linux only: elsewhere all of it answers ENOSYS.
///
/// Every function answers the system's code, 0 when it went well.
extension Platform {
  struct Namespaces: OptionSet {
    let rawValue: Int32

    /// `CLONE_NEWNS`, `CLONE_NEWUSER`, `CLONE_NEWPID` and `CLONE_NEWNET` of sched.h.
    static let mounts = Namespaces(rawValue: 0x0002_0000)
    static let users = Namespaces(rawValue: 0x1000_0000)
    static let processes = Namespaces(rawValue: 0x2000_0000)
    static let network = Namespaces(rawValue: 0x4000_0000)
  }

  /// `MS_RDONLY`, `MS_NOSUID`, `MS_NODEV`, `MS_NOEXEC`, `MS_REMOUNT`, `MS_BIND` and `MS_REC` of mount(2).
  struct MountFlags: OptionSet {
    let rawValue: UInt

    static let readOnly = MountFlags(rawValue: 1)
    static let noSetUser = MountFlags(rawValue: 2)
    static let noDevices = MountFlags(rawValue: 4)
    static let noPrograms = MountFlags(rawValue: 8)
    static let remount = MountFlags(rawValue: 32)
    static let bind = MountFlags(rawValue: 4096)
    static let recursive = MountFlags(rawValue: 16384)
  }

  /// Moves this process, which must have one thread, into new namespaces; its next child is the first of a new PID
  /// namespace.
  static func enter(_ namespaces: Namespaces) -> Int32 {
    #if canImport(Darwin)
      return ENOSYS
    #else
      typealias Signature = @convention(c) (Int32) -> Int32
      guard let unshare = function("unshare", as: Signature.self) else { return ENOSYS }
      return unshare(namespaces.rawValue) == 0 ? 0 : errno
    #endif
  }

  static func mount(
    _ source: String, on target: ByteString, type: String, _ flags: MountFlags, data: String = ""
  ) -> Int32 {
    #if canImport(Darwin)
      return ENOSYS
    #else
      typealias Text = UnsafePointer<CChar>
      typealias Signature = @convention(c) (Text, Text, Text, UInt, Text) -> Int32
      guard let mount = function("mount", as: Signature.self) else { return ENOSYS }
      return target.withCString { mount(source, $0, type, flags.rawValue, data) } == 0 ? 0 : errno
    #endif
  }

  /// Takes the right to write from what is mounted at a place.
  ///
  /// What the mount forbids already has to be said again: in a user namespace it can't be allowed (mount_namespaces(7),
  /// "Restrictions on mount namespaces").
  static func makeReadOnly(_ target: ByteString) -> Int32 {
    #if canImport(Darwin)
      return ENOSYS
    #else
      var status = statvfs()
      guard target.withCString({ statvfs($0, &status) }) == 0 else { return errno }
      // `ST_NOSUID`, `ST_NODEV`, `ST_NOEXEC`, `ST_NOATIME` and `ST_NODIRATIME` have mount's values; `ST_RELATIME` has not.
      var flags = MountFlags(rawValue: UInt(status.f_flag) & (2 | 4 | 8 | 1024 | 2048))
      if status.f_flag & 4096 != 0 { flags.insert(MountFlags(rawValue: 1 << 21)) }
      return mount("none", on: target, type: "", flags.union([.remount, .bind, .readOnly]))
    #endif
  }

  /// A copy of this process, which must have one thread: 0 in the copy, its identifier here, -1 with `errno` where there
  /// is none.
  static func split() -> Int32 {
    #if canImport(Darwin)
      errno = ENOSYS
      return -1
    #else
      return fork()
    #endif
  }

  /// Has this process killed when the thread that started it ends (`PR_SET_PDEATHSIG`).
  static func endWithParent() -> Int32 {
    control(option: 1, UInt(SIGKILL)) ? 0 : errno
  }

  /// Keeps other processes out of this one's `/proc` entries and memory, as its `exec` did not.
  static func hide() -> Int32 {
    control(option: 4, 0) ? 0 : errno
  }

  /// Takes from the programs that this process starts what can undo mounts and enter other namespaces
  /// (`CAP_SYS_ADMIN`), where they would have it: those of root.
  static func dropAdministration() -> Int32 {
    control(option: 24, 21) ? 0 : errno
  }

  /// Sets the loopback interface of a new network namespace up (netdevice(7), `SIOCSIFFLAGS`).
  static func raiseLoopback() -> Int32 {
    #if canImport(Darwin)
      return ENOSYS
    #else
      #if canImport(Musl)
        let datagrams = SOCK_DGRAM
      #else
        let datagrams = Int32(SOCK_DGRAM.rawValue)
      #endif
      let socket = Descriptor(socket(AF_INET, datagrams | Int32(O_CLOEXEC), 0))
      guard socket.isOpen else { return errno }
      // `struct ifreq`: the name in 16 bytes, then the flags, of which 1 is `IFF_UP`.
      var request = Array("lo".utf8) + [UInt8](repeating: 0, count: 38)
      request[16] = 1
      return ioctl(socket.number, 0x8914, &request) == 0 ? 0 : errno
    #endif
  }
}
