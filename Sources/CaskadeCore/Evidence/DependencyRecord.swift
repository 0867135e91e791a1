import CaskadeInspection
package import CaskadeSyntax

/// What the change does to the packages that lock files pin. A fact for reviewers; no gate rests on it.
package struct DependencyRecord: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable, CaseIterable {
    case added, removed, changed
  }

  /// One package of one lock file.
  package struct Package: Hashable, Sendable {
    package let path: RepositoryPath
    package let name: String
    package let change: Change
    /// On the base, and on the head; several where a file pins several. Empty where the package isn't there.
    package let old: [String]
    package let new: [String]
    /// Of the head's version, where the tree says it.
    package let license: String?

    package init(
      _ path: RepositoryPath, _ name: String, _ change: Change, old: [String], new: [String], license: String?
    ) {
      self.path = path
      self.name = name
      self.change = change
      self.old = old
      self.new = new
      self.license = license
    }
  }

  /// A lock file that changed, and what it says isn't known.
  package struct Unread: Hashable, Sendable {
    package let path: RepositoryPath
    package let why: String

    package init(_ path: RepositoryPath, _ why: String) {
      self.path = path
      self.why = why
    }
  }

  /// Sorted by path and name; the first ones of many.
  package let packages: [Package]
  package let omitted: Int
  package let unread: [Unread]

  package init(packages: [Package], omitted: Int = 0, unread: [Unread] = []) {
    self.packages = packages
    self.omitted = omitted
    self.unread = unread
  }

  package static let most = 1_000

  static let keys = ObjectForm<DependencyRecord>(
    "what the change does to the packages that lock files pin",
    FormKey("packages", .list(Package.keys), "sorted by path and name, the first ones of many", \.packages),
    FormKey("omitted", .count, "packages that are left out", \.omitted),
    FormKey("unread", .list(Unread.keys), "lock files that changed and can't be read", \.unread)
  ) { DependencyRecord(packages: $0, omitted: $1, unread: $2) }
}

extension DependencyRecord.Package {
  fileprivate static let keys = ObjectForm<Self>(
    "one package of one lock file",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("name", .text, "as the file has it", \.name),
    FormKey("change", .word, "what became of it", \.change),
    FormKey("old", .list(.text), "versions on the base", \.old),
    FormKey("new", .list(.text), "versions on the head", \.new),
    FormKey("license", .orNull(.text), "of the head's version; null: the tree doesn't say it", \.license)
  ) { Self($0, $1, $2, old: $3, new: $4, license: $5) }
}

extension DependencyRecord.Unread {
  fileprivate static let keys = ObjectForm<Self>(
    "a lock file that can't be read",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("why", .text, "one line", \.why)
  ) { Self($0, $1) }
}

extension DependencyRecord {
  /// A changed lock file on both sides; nil where it isn't there, or is nothing to read.
  package struct File: Sendable {
    package let path: RepositoryPath
    package let old: [UInt8]?
    package let new: [UInt8]?
    /// Why a side isn't here; nil where both are as they have to be.
    package let fault: String?

    package init(_ path: RepositoryPath, old: [UInt8]?, new: [UInt8]?, fault: String? = nil) {
      self.path = path
      self.old = old
      self.new = new
      self.fault = fault
    }
  }

  /// What the change of lock files means; nil where none of the files is one.
  ///
  /// - Parameter licences: texts of licences that the change brings, with their paths: what a folder holds that is named as a
  ///   package counts where the lock file says nothing of the package's licence.
  package init?(of files: [File], licences: [(path: RepositoryPath, text: [UInt8])] = []) {
    let vendored = Self.vendored(licences)
    var packages: [Package] = []
    var unread: [Unread] = []
    var isAny = false
    let modules = Set(files.filter { LockFile($0.path) == .goMod }.map { Self.folder($0.path) })
    for file in files.sorted(by: { $0.path < $1.path }) {
      guard let kind = LockFile(file.path) else { continue }
      isAny = true
      if let fault = file.fault {
        unread.append(Unread(file.path, fault))
        continue
      }
      // What a module asks for stands in `go.mod`; the sums beside it name the same again, and more.
      if kind == .goSum, modules.contains(Self.folder(file.path)) { continue }
      do throws(LockFile.Problem) {
        let old = try kind.packages(file.old ?? [])
        let new = try kind.packages(file.new ?? [])
        packages += PackageChange.all(old, new).map { change in
          Package(
            file.path, EscapedText.line(change.name),
            change.old.isEmpty ? .added : change.new.isEmpty ? .removed : .changed,
            old: change.old.map { EscapedText.line($0) }, new: change.new.map { EscapedText.line($0) },
            license: (change.license ?? (change.new.isEmpty ? nil : vendored(change.name))).map { EscapedText.line($0) }
          )
        }
      } catch {
        unread.append(Unread(file.path, error.message))
      }
    }
    guard isAny else { return nil }
    self.init(
      packages: Array(packages.prefix(Self.most)), omitted: max(0, packages.count - Self.most), unread: unread)
  }

  /// The licences of a package by its name, from the texts in folders that end in it.
  private static func vendored(_ licences: [(path: RepositoryPath, text: [UInt8])]) -> (String) -> String? {
    let known = licences.compactMap { path, text in LicenceText.identifier(text).map { (Array(folder(path)), $0) } }
    return { name in
      let ending = Array(name.utf8)
      let found = known.filter { folder, _ in
        folder.count > ending.count && folder.suffix(ending.count) == ending[...]
          && folder[folder.count - ending.count - 1] == UInt8(ascii: "/")
      }
      return found.isEmpty ? nil : Set(found.map(\.1)).sorted().joined(separator: ", ")
    }
  }

  private static func folder(_ path: RepositoryPath) -> ArraySlice<UInt8> {
    path.bytes[..<(path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
  }
}
