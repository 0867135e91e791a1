package import CaskadeSystem

/// Runs git's part of a command: its errors become the command's.
package func asking<Value>(_ answer: @autoclosure () throws(GitError) -> Value) throws(CommandError) -> Value {
  do throws(GitError) {
    return try answer()
  } catch {
    throw CommandError(error)
  }
}

/// Runs git's part of a command: its errors become the command's.
package func asking<Value>(_ body: () throws(GitError) -> Value) throws(CommandError) -> Value {
  do throws(GitError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}

/// Runs OpenSSH's part of a command: its errors become the command's.
package func signing<Value>(_ answer: @autoclosure () throws(SigningError) -> Value) throws(CommandError) -> Value {
  do throws(SigningError) {
    return try answer()
  } catch {
    throw CommandError(error)
  }
}

/// Runs OpenSSH's part of a command: its errors become the command's.
package func signing<Value>(_ body: () throws(SigningError) -> Value) throws(CommandError) -> Value {
  do throws(SigningError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}

/// Runs the part of a command that touches files: its errors become the command's.
package func touching<Value>(_ answer: @autoclosure () throws(FileError) -> Value) throws(CommandError) -> Value {
  do throws(FileError) {
    return try answer()
  } catch {
    throw CommandError(error)
  }
}

/// Runs the part of a command that touches files: its errors become the command's.
package func touching<Value>(_ body: () throws(FileError) -> Value) throws(CommandError) -> Value {
  do throws(FileError) {
    return try body()
  } catch {
    throw CommandError(error)
  }
}
