import CaskadeSyntax

/// Lock files that are JSON: npm (`packages` of versions 2 and 3, `dependencies` of 1), Pipenv, Composer, SwiftPM
/// (versions 1 to 3), NuGet.
enum JSONLock {
  /// How far a version 1 of npm nests.
  private static let deepest = 100

  static func packages(_ bytes: [UInt8], of file: LockFile) throws(LockFile.Problem) -> [LockedPackage] {
    let document: JSONValue
    do throws(JSONProblem) {
      document = try JSONReader.read(bytes)
    } catch {
      throw .notJSON(line: SourceText(name: "", bytes: bytes).line(at: error.offset))
    }
    guard document.object != nil else { throw .unknownForm }
    let found =
      switch file {
      case .npm: npm(document)
      case .pipfile: pipfile(document)
      case .composer: composer(document)
      case .swift: swift(document)
      case .nuget: nuget(document)
      default: nil as [LockedPackage]?
      }
    guard let found else { throw .unknownForm }
    return found
  }

  private static func npm(_ document: JSONValue) -> [LockedPackage]? {
    if let packages = document["packages"]?.object {
      return packages.compactMap { member in
        // What lies elsewhere is the project itself, or a part of it.
        guard let name = name(ofFolder: member.key), let version = member.value["version"]?.string else { return nil }
        let license = member.value["license"]
        let word = license?.string ?? license?["type"]?.string
        return LockedPackage(member.value["name"]?.string ?? name, version, license: word)
      }
    }
    guard document["lockfileVersion"] != nil || document["dependencies"] != nil else { return nil }
    var packages: [LockedPackage] = []
    old(document["dependencies"], &packages, depth: 0)
    return packages
  }

  private static func old(_ value: JSONValue?, _ packages: inout [LockedPackage], depth: Int) {
    guard depth < deepest else { return }
    for member in value?.object ?? [] {
      if let version = member.value["version"]?.string { packages.append(LockedPackage(member.key, version)) }
      old(member.value["dependencies"], &packages, depth: depth + 1)
    }
  }

  /// "@a/b" of `node_modules/x/node_modules/@a/b`.
  private static func name(ofFolder folder: String) -> String? {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    guard let place = parts.lastIndex(of: "node_modules"), place + 1 < parts.count else { return nil }
    return parts[(place + 1)...].joined(separator: "/")
  }

  private static func pipfile(_ document: JSONValue) -> [LockedPackage]? {
    guard document["default"] != nil || document["develop"] != nil else { return nil }
    return ["default", "develop"].flatMap { part in
      (document[part]?.object ?? []).compactMap { member in
        let version = member.value["version"]?.string ?? member.value["ref"]?.string
        return version.map { LockedPackage(member.key, $0.hasPrefix("==") ? String($0.dropFirst(2)) : $0) }
      }
    }
  }

  private static func composer(_ document: JSONValue) -> [LockedPackage]? {
    guard document["packages"]?.array != nil || document["packages-dev"]?.array != nil else { return nil }
    return ["packages", "packages-dev"].flatMap { part in
      (document[part]?.array ?? []).compactMap { package in
        guard let name = package["name"]?.string, let version = package["version"]?.string else { return nil }
        let licenses = (package["license"]?.array ?? []).compactMap(\.string)
        return LockedPackage(name, version, license: licenses.isEmpty ? nil : licenses.joined(separator: " or "))
      }
    }
  }

  private static func swift(_ document: JSONValue) -> [LockedPackage]? {
    guard let pins = document["pins"]?.array ?? document["object"]?["pins"]?.array else { return nil }
    return pins.compactMap { pin in
      guard let name = pin["identity"]?.string ?? pin["package"]?.string, let state = pin["state"] else { return nil }
      return (state["version"]?.string ?? state["revision"]?.string).map { LockedPackage(name, $0) }
    }
  }

  private static func nuget(_ document: JSONValue) -> [LockedPackage]? {
    guard let frameworks = document["dependencies"]?.object else { return nil }
    return frameworks.flatMap { framework in
      (framework.value.object ?? []).compactMap { member in
        member.value["resolved"]?.string.map { LockedPackage(member.key, $0) }
      }
    }
  }
}
