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
    var found: [ShellWord] = long.map { longs(arguments, [$0]) } ?? []
    for (index, word) in arguments.enumerated() {
      if word.text == short {
        if index + 1 < arguments.count { found.append(arguments[index + 1]) }
      } else if word.text.hasPrefix(short), !word.text.hasPrefix("--"), short.count == 2 {
        found.append(word.droppingFirst(2))
      }
    }
    return found
  }

  /// The values of long options, any part of which stands for it: `--output FILE`, `--out=FILE`.
  static func longs(_ arguments: [ShellWord], _ names: Set<String>) -> [ShellWord] {
    arguments.enumerated().compactMap { index, word in
      let name = String(word.text.prefix { $0 != "=" })
      guard name.hasPrefix("--"), names.contains(where: { $0 == name || name.count > 2 && $0.hasPrefix(name) }) else {
        return nil
      }
      if name.count < word.text.count { return word.droppingFirst(name.count + 1) }
      return index + 1 < arguments.count ? arguments[index + 1] : nil
    }
  }

  /// The values of an option of one letter, also behind other letters: `-o FILE`, `-uo FILE`, `-uoFILE`.
  ///
  /// - Parameter valued: the letters that take a value, which is what follows them or the next word.
  static func clustered(_ arguments: [ShellWord], _ letter: Character, valued: String) -> [ShellWord] {
    var found: [ShellWord] = []
    var rest = arguments[...]
    while let word = rest.popFirst(), word.text != "--" {
      guard word.text.hasPrefix("-"), !word.text.hasPrefix("--") else { continue }
      guard let place = word.text.dropFirst().firstIndex(where: { $0 == letter || valued.contains($0) }) else {
        continue
      }
      let count = word.text.distance(from: word.text.startIndex, to: place) + 1
      let value = count < word.text.count ? word.droppingFirst(count) : rest.popFirst() ?? unknown
      if word.text[place] == letter { found.append(value) }
    }
    return found
  }

  static let curlValued = "AbcCdDeEFHKmoPQrtTuUwxXyYz"
  private static let wgetValued = "aABDeiIlQoOPRtTUwX"

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
      // `-x` is a mode, and no option.
      let isMode = texts.prefix { $0 != "--" }.contains {
        $0.hasPrefix("-") && $0.count > 1 && $0.allSatisfy("-rwxXstugoa+=,".contains)
      }
      if name == "chmod", isMode { return all }
      return texts.contains { $0.hasPrefix("--reference") } ? all : Array(all.dropFirst())
    case "mknod": return Array(operands(arguments).prefix(1))
    case "mv":
      let all = operands(arguments, valued: ["-t", "-S", "--target-directory", "--suffix"])
      return all + targets(arguments).filter { !all.contains($0) }
    case "cp", "scp", "rsync", "install":
      let target = name == "rsync" ? [] : targets(arguments)
      let isRemoved = name == "rsync" && texts.contains("--remove-source-files")
      let beside =
        name == "rsync"
        ? longs(arguments, ["--log-file", "--backup-dir", "--partial-dir", "--temp-dir", "--write-batch"]) : []
      let all = operands(
        arguments, valued: ["-t", "-S", "-m", "-o", "-g", "--mode", "--owner", "--group", "--exclude", "--include"])
      let makes = texts.contains { text in
        text == "--directory"
          || text.hasPrefix("-") && !text.hasPrefix("--")
            && text.dropFirst().prefix { !"mogSt".contains($0) }.contains("d")
      }
      if name == "install", makes { return all }
      return (target.isEmpty ? Array(all.suffix(1)) : target) + beside + (isRemoved ? [unknown] : [])
    case "ln":
      let all = operands(arguments, valued: ["-t", "-S", "--target-directory", "--suffix"])
      let target = targets(arguments)
      return !target.isEmpty ? target : all.count == 1 ? [unknown] : Array(all.suffix(1))
    case "dd":
      return arguments.filter { $0.text.hasPrefix("of=") }.map { $0.droppingFirst(3) }
    case "sort": return clustered(arguments, "o", valued: "kotST") + longs(arguments, ["--output"])
    case "shuf": return clustered(arguments, "o", valued: "ino") + longs(arguments, ["--output"])
    case "iconv": return clustered(arguments, "o", valued: "fto") + longs(arguments, ["--output"])
    case "xxd":
      return Array(
        operands(arguments, valued: ["-c", "-cols", "-g", "-l", "-len", "-n", "-o", "-R", "-s"]).dropFirst())
    case "cpio": return packed(arguments)
    case "pax": return [unknown]
    case "7z", "7za", "7zr", "7zz", "ar", "jar", "unrar", "rar", "unar":
      return isListing(name, texts.first ?? "") ? [] : [unknown]
    case "vi", "vim", "nvim", "view", "rvim", "gvim", "emacs", "nano", "pico", "micro", "sudoedit":
      return operands(arguments).filter { !$0.text.hasPrefix("+") }
    case "sudo":
      // Edits files, each by an editor.
      return texts.prefix { $0.hasPrefix("-") }.contains { $0 == "-e" || $0 == "--edit" } ? [unknown] : []
    case "gh":
      let verbs = operands(arguments, valued: ["-R", "--repo"]).map(\.text)
      return ["download", "clone", "checkout"].contains { verbs.dropFirst().first == $0 } ? [unknown] : []
    case "aws", "gsutil", "gcloud":
      return ["cp", "mv", "sync", "rsync"].contains(where: texts.contains) ? [unknown] : []
    case "kubectl", "oc": return texts.contains("cp") ? [unknown] : []
    case "psql", "mysql", "mariadb":
      return clustered(arguments, "o", valued: "cdfFhLopPRTUv") + longs(arguments, ["--output", "--log-file", "--tee"])
    case "java": return texts.contains { $0.hasSuffix(".java") } ? [unknown] : []
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
    case "zip":
      let moves = texts.contains { $0 == "--move" || $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("m") }
      return Array(operands(arguments).prefix(1)) + (moves ? [unknown] : [])
    case "split", "csplit", "mktemp": return [unknown]
    case "patch":
      let output = values(arguments, "-o", "--output")
      let named = operands(arguments, valued: ["-p", "-i", "-d", "--input", "--directory", "-o", "--output"])
      return texts.contains("--dry-run")
        ? [] : !output.isEmpty ? output : named.isEmpty ? [unknown] : Array(named.prefix(1))
    case "curl":
      let own =
        "oDc".flatMap { clustered(arguments, $0, valued: curlValued) }
        + longs(
          arguments,
          [
            "--output", "--dump-header", "--cookie-jar", "--trace", "--trace-ascii", "--stderr", "--etag-save",
            "--hsts",
            "--alt-svc", "--libcurl", "--ssl-sessions",
          ])
      let isNamed = texts.contains {
        $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("O") || $0.hasPrefix("--remote-name")
      }
      // The folder counts for relative names only, and is given once.
      let isElsewhere = texts.contains { $0.hasPrefix("--output-") }
      if isElsewhere { return own.isEmpty && !isNamed ? [] : [unknown] }
      return own.filter { $0.text != "-" } + (isNamed ? [unknown] : [])
    case "wget":
      let own = clustered(arguments, "O", valued: wgetValued) + longs(arguments, ["--output-document"])
      let logs =
        "oa".flatMap { clustered(arguments, $0, valued: wgetValued) }
        + longs(arguments, ["--output-file", "--append-output", "--save-cookies", "--rejected-log", "--warc-file"])
      return (own.isEmpty ? [unknown] : own.filter { $0.text != "-" }) + logs
    case _: return []
    }
  }

  /// The verb shows what is in an archive, and stands first.
  private static func isListing(_ name: String, _ verb: String) -> Bool {
    switch name {
    case "unar": return false
    case "ar", "jar":
      let letters = verb.first == "-" ? verb.dropFirst() : verb[...]
      return letters.first.map { $0 == "t" || $0 == "p" && name == "ar" } ?? false
        && letters.dropFirst().allSatisfy((name == "ar" ? "vVOTN" : "vf").contains)
    case "rar", "unrar":
      return verb.first.map("ltv".contains) ?? false && verb.dropFirst().allSatisfy("tab".contains)
    case _: return ["l", "t", "i", "b", "h"].contains(verb)
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

  /// Out of an archive anywhere, into the archive that is named, or to the standard output.
  private static func packed(_ arguments: [ShellWord]) -> [ShellWord] {
    let valued = "CDEFHIMORW"
    var letters = ""
    var rest = arguments[...]
    while let text = rest.popFirst()?.text, text != "--" {
      guard text.hasPrefix("-"), !text.hasPrefix("--") else { continue }
      let own = text.dropFirst().prefix { !valued.contains($0) }
      letters += own
      // The one that takes a value is the last: it is the next word.
      if own.count + 2 == text.count { rest = rest.dropFirst() }
    }
    if letters.contains("t") { return [] }
    let named = clustered(arguments, "O", valued: valued) + clustered(arguments, "F", valued: valued)
    return letters.contains("o") && !letters.contains("i") && !letters.contains("p") ? named : [unknown]
  }

  /// What an archive is unpacked into, or the archive that is made.
  private static func archived(_ arguments: [ShellWord]) -> [ShellWord] {
    let letters = arguments.enumerated().filter {
      $0.offset == 0 || $0.element.text.hasPrefix("-") && !$0.element.text.hasPrefix("--")
    }
    .map(\.element.text).joined()
    let texts = arguments.map(\.text)
    // Named for the archive where it isn't given behind the mark.
    let own = arguments.filter { word in
      let name = word.text.prefix { $0 != "=" }
      return name.count > 2 && "--one-top-level".hasPrefix(name)
    }.map { word in
      word.text.contains("=") ? word.droppingFirst(word.text.prefix { $0 != "=" }.count + 1) : unknown
    }
    let folders = values(arguments, "-C", "--directory") + own
    let removed = texts.contains("--remove-files") ? [unknown] : []
    if letters.contains("x") || texts.contains("--extract") || texts.contains("--get") {
      return folders.isEmpty ? [unknown] : folders
    }
    guard letters.contains("c") || letters.contains("r") || letters.contains("u") || texts.contains("--create") else {
      return []
    }
    let place = arguments.firstIndex { $0.text == "--file" || (!$0.text.hasPrefix("--") && $0.text.hasSuffix("f")) }
    guard let place, place + 1 < arguments.count else {
      return (values(arguments, "-f", "--file").isEmpty ? [unknown] : values(arguments, "-f", "--file")) + removed
    }
    return (arguments[place + 1].text == "-" ? [] : [arguments[place + 1]]) + removed
  }
}

extension ShellWord {
  /// Without so many characters of its text at the front; what the run decides stays undecided.
  func droppingFirst(_ count: Int) -> ShellWord {
    guard case .text(let text, let isQuoted)? = parts.first, text.count >= count else { return ShellProgram.unknown }
    return ShellWord([.text(String(text.dropFirst(count)), isQuoted: isQuoted)] + parts.dropFirst())
  }
}
