import CaskadeSyntax

/// Programs that write the files that they are given, and which of their words are those.
///
/// Sources: the manual pages of GNU coreutils and findutils, tar(1), rsync(1), curl(1), wget(1), patch(1).
enum ShellWriter {
  private static let unknown = ShellProgram.unknown

  /// The words that are no options and no option's value.
  static func operands(_ arguments: [ShellWord], valued: Set<String> = []) -> [ShellWord] {
    var found: [ShellWord] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word.text == "--" { return found + rest }
      if word.text.hasPrefix("-"), word.text.count > 1 {
        if valued.contains(word.text) { _ = rest.popFirst() }
      } else {
        found.append(word)
      }
    }
    return found
  }

  /// The values of an option: `-o FILE`, `-oFILE`, `--output FILE`, `--output=FILE`.
  static func values(_ arguments: [ShellWord], _ short: String, _ long: String? = nil) -> [ShellWord] {
    var found: [ShellWord] = []
    for (index, word) in arguments.enumerated() {
      if word.text == short || word.text == long {
        if index + 1 < arguments.count { found.append(arguments[index + 1]) }
      } else if let long, word.text.hasPrefix("\(long)=") {
        found.append(word.droppingFirst(long.count + 1))
      } else if word.text.hasPrefix(short), !word.text.hasPrefix("--"), short.count == 2 {
        found.append(word.droppingFirst(2))
      }
    }
    return found
  }

  /// GNU's programs bear a letter in front where others have their names.
  static func usual(_ name: String) -> String {
    let own = String(name.dropFirst())
    return name.first == "g" && gnu.contains(own) ? own : name
  }

  private static let gnu: Set<String> = [
    "chgrp", "chmod", "chown", "cp", "dd", "find", "install", "ln", "mkdir", "mkfifo", "mv", "patch", "rm", "rmdir",
    "shred", "sort", "split", "tar", "tee", "touch", "truncate", "uniq", "unlink",
  ]

  /// The folder that `-t` names, also behind other letters.
  private static func targets(_ arguments: [ShellWord]) -> [ShellWord] {
    let own = values(arguments, "-t", "--target-directory")
    guard own.isEmpty else { return own }
    return arguments.indices.dropLast().filter { index in
      let text = arguments[index].text
      // Behind one of these the rest is its value: `-S.t`, `-oroot`.
      return text.hasPrefix("-") && !text.hasPrefix("--") && text.count > 2 && text.hasSuffix("t")
        && !text.dropFirst().dropLast().contains { "Sgmo".contains($0) }
    }.map { arguments[$0 + 1] }
  }

  static func files(_ name: String, _ arguments: [ShellWord]) -> [ShellWord] {
    let texts = arguments.map(\.text)
    switch name {
    case "tee", "rm", "rmdir", "unlink", "shred", "mkfifo", "gzip", "gunzip", "bzip2", "bunzip2", "xz", "unxz", "zstd":
      let isFilter = ["-c", "--stdout", "--to-stdout", "-dc", "-cd"].contains(where: texts.contains)
      return isFilter ? [] : operands(arguments)
    case "mkdir": return operands(arguments, valued: ["-m", "--mode"])
    case "touch": return operands(arguments, valued: ["-r", "-t", "-d", "--reference", "--date"])
    case "truncate": return operands(arguments, valued: ["-s", "--size", "-r", "--reference"])
    case "chmod", "chown", "chgrp":
      let all = operands(arguments)
      return texts.contains { $0.hasPrefix("--reference") } ? all : Array(all.dropFirst())
    case "mknod": return Array(operands(arguments).prefix(1))
    case "mv":
      let all = operands(arguments, valued: ["-t", "-S", "--target-directory", "--suffix"])
      return all + targets(arguments).filter { !all.contains($0) }
    case "cp", "scp", "rsync", "install":
      let target = name == "rsync" ? [] : targets(arguments)
      let all = operands(
        arguments, valued: ["-t", "-S", "-m", "-o", "-g", "--mode", "--owner", "--group", "--exclude", "--include"])
      if name == "install", texts.contains("-d") || texts.contains("--directory") { return all }
      return target.isEmpty ? Array(all.suffix(1)) : target
    case "ln":
      let all = operands(arguments, valued: ["-t", "-S", "--target-directory", "--suffix"])
      let target = targets(arguments)
      return !target.isEmpty ? target : all.count == 1 ? [unknown] : Array(all.suffix(1))
    case "dd":
      return arguments.filter { $0.text.hasPrefix("of=") }.map { $0.droppingFirst(3) }
    case "sort": return values(arguments, "-o", "--output")
    case "uniq": return Array(operands(arguments, valued: ["-f", "-s", "-w"]).dropFirst())
    case "find": return found(arguments)
    case "tar", "bsdtar", "gtar": return archived(arguments)
    case "unzip": return values(arguments, "-d").isEmpty ? [unknown] : values(arguments, "-d")
    case "sponge", "dos2unix", "unix2dos": return operands(arguments)
    case "chattr": return operands(arguments).filter { !$0.text.hasPrefix("+") && !$0.text.hasPrefix("=") }
    case "setfacl": return operands(arguments, valued: ["-m", "-x", "-M", "-X", "--modify", "--remove"])
    case "rename", "mmv": return [unknown]
    case "yq": return texts.contains { $0 == "-i" || $0 == "--inplace" || $0 == "-yi" } ? [unknown] : []
    case "history": return texts.contains { ["-w", "-a"].contains($0) } ? [unknown] : []
    case "sqlite3": return Array(operands(arguments, valued: ["-separator", "-cmd", "-init"]).prefix(1))
    case "gpg", "gpg2": return values(arguments, "-o", "--output")
    case "openssl": return values(arguments, "-out") + values(arguments, "-keyout")
    case "ssh-keygen":
      return ["-l", "-y", "-F", "-B"].contains(where: texts.contains) ? [] : values(arguments, "-f")
    case "flock":
      return operands(arguments, valued: ["-w", "-E"]).prefix(1).filter { !$0.text.allSatisfy(\.isNumber) }
    // What stands behind its own options is another command.
    case "time": return timed(arguments)
    case "zip": return Array(operands(arguments).prefix(1))
    case "split", "csplit", "mktemp": return [unknown]
    case "patch":
      let output = values(arguments, "-o", "--output")
      let named = operands(arguments, valued: ["-p", "-i", "-d", "--input", "--directory", "-o", "--output"])
      return texts.contains("--dry-run")
        ? [] : !output.isEmpty ? output : named.isEmpty ? [unknown] : Array(named.prefix(1))
    case "curl":
      let own =
        values(arguments, "-o", "--output") + values(arguments, "-D", "--dump-header")
        + values(arguments, "-c", "--cookie-jar")
      let isNamed = texts.contains {
        $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("O") || $0.hasPrefix("--remote-name")
      }
      return own.filter { $0.text != "-" } + (isNamed ? [unknown] : [])
    case "wget":
      let own = values(arguments, "-O", "--output-document")
      let clustered = texts.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("O-") }
      return clustered ? [] : own.isEmpty ? [unknown] : own.filter { $0.text != "-" }
    case _: return []
    }
  }

  private static func timed(_ arguments: [ShellWord]) -> [ShellWord] {
    var rest = arguments[...]
    while let word = rest.popFirst(), word.text.hasPrefix("-") {
      if word.text == "-o" || word.text == "--output" { return Array(rest.prefix(1)) }
      if word.text.hasPrefix("--output=") { return [word.droppingFirst(9)] }
      if word.text == "-f" || word.text == "--format" { _ = rest.popFirst() }
    }
    return []
  }

  private static func found(_ arguments: [ShellWord]) -> [ShellWord] {
    var files: [ShellWord] = []
    for (index, word) in arguments.enumerated() {
      if word.text == "-delete" { files.append(unknown) }
      if ["-fprint", "-fprint0", "-fls", "-fprintf"].contains(word.text), index + 1 < arguments.count {
        files.append(arguments[index + 1])
      }
    }
    return files
  }

  /// What an archive is unpacked into, or the archive that is made.
  private static func archived(_ arguments: [ShellWord]) -> [ShellWord] {
    let letters = arguments.enumerated().filter {
      $0.offset == 0 || $0.element.text.hasPrefix("-") && !$0.element.text.hasPrefix("--")
    }
    .map(\.element.text).joined()
    let texts = arguments.map(\.text)
    let folders = values(arguments, "-C", "--directory")
    if letters.contains("x") || texts.contains("--extract") || texts.contains("--get") {
      return folders.isEmpty ? [unknown] : folders
    }
    guard letters.contains("c") || letters.contains("r") || letters.contains("u") || texts.contains("--create") else {
      return []
    }
    let place = arguments.firstIndex { $0.text == "--file" || (!$0.text.hasPrefix("--") && $0.text.hasSuffix("f")) }
    guard let place, place + 1 < arguments.count else {
      return values(arguments, "-f", "--file").isEmpty ? [unknown] : values(arguments, "-f", "--file")
    }
    return arguments[place + 1].text == "-" ? [] : [arguments[place + 1]]
  }
}

extension ShellWord {
  /// Without so many characters of its text at the front; what the run decides stays undecided.
  func droppingFirst(_ count: Int) -> ShellWord {
    guard case .text(let text, let isQuoted)? = parts.first, text.count >= count else { return ShellProgram.unknown }
    return ShellWord([.text(String(text.dropFirst(count)), isQuoted: isQuoted)] + parts.dropFirst())
  }
}
