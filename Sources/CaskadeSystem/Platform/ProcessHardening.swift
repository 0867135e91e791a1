/// Makes this process a safe parent of programs that nobody vouches for.
package enum ProcessHardening {
  /// To be called once, first thing in `main`. Doing it again changes nothing.
  ///
  /// - Other processes of the same user can't reach this one through `/proc` (on Linux), so a
  ///   child can't write to its standard output behind its back. A child of root can't either.
  /// - A standard stream that the process was started without is filled with one that fails when
  ///   it is used, so that no file of ours takes its place.
  /// - Writing to a closed pipe, or more than a file may hold, is an error and not the end.
  package static func apply() {
    Platform.hideFromOtherProcesses()
    fillStandardStreams()
    ignoreWritingSignals()
  }

  static func ignoreWritingSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func fillStandardStreams() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
      // `open` gives the lowest free number, which is this one.
      _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
