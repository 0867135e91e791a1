// The C library, and all that differs between the systems that caskade runs on. Every other file
// of this target sees the C library through this import and has no `#if` of its own.
#if canImport(Darwin)
  @_exported import Darwin
#elseif canImport(Musl)
  @_exported import Musl
#else
  @_exported import Glibc
#endif

/// What the systems call, lay out or offer differently.
///
/// Several functions of Linux are not in the Glibc module; they are looked up by name, and each
/// caller says what it does where one is missing.
package enum Platform {
  #if canImport(Darwin)
    typealias SpawnActions = posix_spawn_file_actions_t?
    typealias SpawnAttributes = posix_spawnattr_t?
    static var noSpawnActions: SpawnActions { nil }
    static var noSpawnAttributes: SpawnAttributes { nil }
    static let newSessionFlag: Int32 = 0x0400
    /// `POSIX_SPAWN_CLOEXEC_DEFAULT`: the child gets no descriptor that an action doesn't name.
    static let closeByDefaultFlag: Int32 = 0x4000
    /// `ru_maxrss` is in bytes here.
    static let peakMemoryUnit = 1
    static let readsProcessTable = false
  #else
    typealias SpawnActions = posix_spawn_file_actions_t
    typealias SpawnAttributes = posix_spawnattr_t
    static var noSpawnActions: SpawnActions { SpawnActions() }
    static var noSpawnAttributes: SpawnAttributes { SpawnAttributes() }
    /// `POSIX_SPAWN_SETSID` of spawn.h, which the module doesn't export.
    static let newSessionFlag: Int32 = 0x80
    static let closeByDefaultFlag: Int32 = 0
    /// `ru_maxrss` is in kilobytes here.
    static let peakMemoryUnit = 1024
    static let readsProcessTable = true
  #endif

  /// The address of a C function by its name, or nil where the C library has none.
  static func function<Signature>(_ name: String, as signature: Signature.Type) -> Signature? {
    dlsym(nil, name).map { unsafeBitCast($0, to: signature) }
  }

  // MARK: Spawning

  /// Has the child start in `directory`; false where the C library can't.
  static func addDirectory(_ directory: UnsafePointer<CChar>, to actions: inout SpawnActions) -> Int32 {
    #if canImport(Darwin)
      return posix_spawn_file_actions_addchdir_np(&actions, directory)
    #else
      typealias Signature = @convention(c) (UnsafeMutablePointer<SpawnActions>, UnsafePointer<CChar>) -> Int32
      guard let add = function("posix_spawn_file_actions_addchdir_np", as: Signature.self) else { return ENOSYS }
      return add(&actions, directory)
    #endif
  }

  /// Has the child close every descriptor from `first` on. Without it our own are still closed,
  /// as they are all close-on-exec.
  static func addCloseFrom(_ first: Int32, to actions: inout SpawnActions) {
    #if !canImport(Darwin)
      typealias Signature = @convention(c) (UnsafeMutablePointer<SpawnActions>, Int32) -> Int32
      _ = function("posix_spawn_file_actions_addclosefrom_np", as: Signature.self)?(&actions, first)
    #endif
  }

  /// A pipe whose ends are close-on-exec; nil, with `errno`, when there is none to have.
  static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    #if !canImport(Darwin)
      typealias Signature = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
      if let make = function("pipe2", as: Signature.self) {
        return make(&ends, O_CLOEXEC) == 0 ? (ends[0], ends[1]) : nil
      }
    #endif
    #if canImport(Darwin)
      guard Darwin.pipe(&ends) == 0 else { return nil }
    #elseif canImport(Musl)
      guard Musl.pipe(&ends) == 0 else { return nil }
    #else
      guard Glibc.pipe(&ends) == 0 else { return nil }
    #endif
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  // MARK: Watching

  /// A descriptor that becomes readable when the child ends (`pidfd_open`), or nil: then the
  /// caller has to look from time to time.
  static func exitDescriptor(of child: Int32) -> Int32? {
    #if canImport(Darwin)
      return nil
    #else
      typealias Signature = @convention(c) (Int32, UInt32) -> Int32
      guard let open = function("pidfd_open", as: Signature.self) else { return nil }
      let descriptor = open(child, 0)
      return descriptor < 0 ? nil : descriptor
    #endif
  }

  /// Has orphaned descendants handed to this process (`PR_SET_CHILD_SUBREAPER`), until it ends;
  /// false where the system has no such thing.
  static func adoptOrphans() -> Bool {
    control(option: 36, 1)
  }

  /// Keeps other processes of the same user out of this one's `/proc` entries and memory
  /// (`PR_SET_DUMPABLE` 0). Programs that root starts from here could still get there by `CAP_SYS_PTRACE`: they don't
  /// get it (`PR_CAPBSET_DROP`), see ptrace(2), "Ptrace access mode checking".
  static func hideFromOtherProcesses() {
    _ = control(option: 4, 0)
    // Not root: refused, and not needed.
    _ = control(option: 24, 19)
  }

  static func control(option: Int32, _ value: UInt) -> Bool {
    #if canImport(Darwin)
      return false
    #else
      typealias Signature = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
      guard let prctl = function("prctl", as: Signature.self) else { return false }
      return prctl(option, value, 0, 0, 0) == 0
    #endif
  }

  /// A socket for processes of this machine, close-on-exec; negative, with `errno`, when there is none to have.
  static func streamSocket() -> Int32 {
    #if canImport(Glibc)
      let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let number = socket(AF_UNIX, Int32(SOCK_STREAM), 0)
    #endif
    if number >= 0 { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    return number
  }

  /// A descriptor that becomes readable when something in a watched folder changes (inotify(7)); nil where the system has
  /// no such thing.
  static func changeDescriptor() -> Int32? {
    #if canImport(Darwin)
      return nil
    #else
      typealias Signature = @convention(c) (Int32) -> Int32
      guard let make = function("inotify_init1", as: Signature.self) else { return nil }
      let descriptor = make(Int32(O_CLOEXEC | O_NONBLOCK))
      return descriptor < 0 ? nil : descriptor
    #endif
  }

  /// Watches a folder's entries; the number by which its changes are told, or nil.
  static func watch(_ folder: UnsafePointer<CChar>, in descriptor: Int32, for mask: UInt32) -> Int32? {
    #if canImport(Darwin)
      return nil
    #else
      typealias Signature = @convention(c) (Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let add = function("inotify_add_watch", as: Signature.self) else { return nil }
      let number = add(descriptor, folder, mask)
      return number < 0 ? nil : number
    #endif
  }

  // MARK: Signals

  /// A descriptor that becomes readable when one of the signals arrives, which from then on has
  /// no other effect; nil when there is none to have, and the signals act as before.
  ///
  /// On Linux the signals are blocked in the calling thread and in the threads that it starts
  /// later (`signalfd(2)`); elsewhere they are ignored, which `kqueue(2)` still reports.
  static func signalDescriptor(for signals: [Int32]) -> Int32? {
    #if canImport(Darwin)
      let queue = kqueue()
      guard queue >= 0 else { return nil }
      _ = fcntl(queue, F_SETFD, FD_CLOEXEC)
      for number in signals {
        var change = kevent(
          ident: UInt(number), filter: Int16(EVFILT_SIGNAL), flags: UInt16(EV_ADD), fflags: 0, data: 0, udata: nil)
        guard kevent(queue, &change, 1, nil, 0, nil) == 0 else { continue }
        signal(number, SIG_IGN)
      }
      return queue
    #else
      typealias Signature = @convention(c) (Int32, UnsafePointer<sigset_t>, Int32) -> Int32
      guard let open = function("signalfd", as: Signature.self) else { return nil }
      var set = signalSet(signals)
      let descriptor = open(-1, &set, Int32(O_CLOEXEC | O_NONBLOCK))
      guard descriptor >= 0 else { return nil }
      pthread_sigmask(SIG_BLOCK, &set, nil)
      return descriptor
    #endif
  }

  /// The next signal that waits in a descriptor of `signalDescriptor`, or nil.
  static func nextSignal(from descriptor: Int32) -> Int32? {
    #if canImport(Darwin)
      var event = kevent()
      var now = timespec()
      return kevent(descriptor, nil, 0, &event, 1, &now) == 1 ? Int32(event.ident) : nil
    #else
      // `struct signalfd_siginfo` is 128 bytes and begins with the signal's number.
      var record = [UInt32](repeating: 0, count: 32)
      let size = record.count * MemoryLayout<UInt32>.size
      return read(descriptor, &record, size) == size ? Int32(record[0]) : nil
    #endif
  }

  static func signalSet(_ signals: some Sequence<Int32>) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  static func restoreDefault(_ number: Int32) {
    signal(number, SIG_DFL)
  }

  /// Whether the signal is ignored at the moment, as under `nohup`.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #elseif canImport(Musl)
      let handler = action.__sa_handler.sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  // MARK: Terminals

  /// The name of the terminal that a descriptor is, or nil.
  static func terminal(_ descriptor: Int32) -> ByteString? {
    var name = [CChar](repeating: 0, count: 4096)
    guard ttyname_r(descriptor, &name, name.count) == 0 else { return nil }
    return ByteString(bytes: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }

  // MARK: Environment

  /// The variables of this process, `NAME=VALUE` each, up to a null pointer.
  static func environment() -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    #if canImport(Darwin)
      return _NSGetEnviron().pointee
    #else
      // The module shows it as a variable of the whole program, which Swift 6 lets nobody read.
      typealias List = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
      return dlsym(nil, "environ")?.assumingMemoryBound(to: List?.self).pointee
    #endif
  }

  /// The words that this program was started with, its own name first. Swift's runtime reads them from `/proc`, and says
  /// that there are none where that isn't mounted; there they are taken from where the kernel put them, right before the
  /// variables: their number, a pointer to each, a null pointer (System V ABI, AMD64 supplement, 3.4.1; Linux has it so on
  /// every processor). Nil where they can't be told.
  package static func arguments() -> [String]? {
    let known = CommandLine.arguments
    guard known.isEmpty else { return known }
    #if os(Linux)
      guard var place = environment() else { return nil }
      place -= 1
      guard place.pointee == nil else { return nil }
      var words: [String] = []
      while true {
        place -= 1
        if UInt(bitPattern: place.pointee) == UInt(words.count) { return words.isEmpty ? nil : words.reversed() }
        guard let word = place.pointee else { return nil }
        words.append(String(cString: word))
      }
    #else
      return nil
    #endif
  }

  // MARK: Files

  /// Has an empty file share the blocks of another one until either is written to (ioctl_ficlone(2)); false where the
  /// file system can't, and then nothing was done.
  static func clone(_ source: Int32, to target: Int32) -> Bool {
    #if canImport(Darwin)
      return false
    #else
      // `FICLONE` of linux/fs.h.
      return ioctl(target, 0x4004_9409, source) == 0
    #endif
  }

  static func modificationTime(_ status: stat) -> timespec {
    #if canImport(Darwin)
      return status.st_mtimespec
    #else
      return status.st_mtim
    #endif
  }

  /// Of content, permissions or name; set by the system alone.
  static func changeTime(_ status: stat) -> timespec {
    #if canImport(Darwin)
      return status.st_ctimespec
    #else
      return status.st_ctim
    #endif
  }

  static func accessTime(_ status: stat) -> timespec {
    #if canImport(Darwin)
      return status.st_atimespec
    #else
      return status.st_atim
    #endif
  }

  /// The time of the last change of content, in seconds since 1970.
  static func modified(_ status: stat) -> Int {
    modificationTime(status).tv_sec
  }
}
