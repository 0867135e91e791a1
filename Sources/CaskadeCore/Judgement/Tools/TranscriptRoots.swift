import CaskadeInspection
import CaskadeSyntax

/// The folders that a transcript's paths are inside of, if it is of this repository: those of this machine, or, where it was
/// written on another one, the folder below which its files are the change's.
enum TranscriptRoots {
  /// Nil where nothing shows that it is of this repository.
  static func roots(of transcript: Transcript, _ setting: TranscriptSetting, changed: [RepositoryPath]) -> [[String]]? {
    let folders = transcript.folders.map { AgentPath($0, in: nil).parts }
    let isHere = setting.holds(anyOf: transcript.folders)
    let guess = guess(transcript, setting, changed)
    if let guess, folders.isEmpty || folders.contains(where: { $0.starts(with: guess) || guess.starts(with: $0) }) {
      return setting.roots + [guess]
    }
    if isHere { return setting.roots }
    // One without any path can't be of other work, nor of this.
    return transcript.uses.isEmpty ? setting.roots : nil
  }

  private static func guess(
    _ transcript: Transcript, _ setting: TranscriptSetting, _ changed: [RepositoryPath]
  ) -> [String]? {
    var byName: [String: [[String]]] = [:]
    for path in changed where path.isUTF8 {
      let parts = String(decoding: path.bytes, as: UTF8.self).split(separator: "/").map(String.init)
      byName[parts.last ?? "", default: []].append(parts)
    }
    var votes: [[String]: Int] = [:]
    for use in transcript.uses {
      for file in use.files where file.operation.isWrite {
        let path = AgentPath(file.path, in: use.folder, home: setting.home)
        for parts in byName[path.parts.last ?? ""] ?? [] where path.parts.suffix(parts.count).elementsEqual(parts) {
          votes[Array(path.parts.dropLast(parts.count)), default: 0] += 1
        }
      }
    }
    return votes.max { one, other in
      one.value != other.value
        ? one.value < other.value
        : one.key.count != other.key.count
          ? one.key.count > other.key.count : other.key.lexicographicallyPrecedes(one.key)
    }?.key
  }
}
