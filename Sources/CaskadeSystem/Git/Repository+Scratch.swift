extension Repository {
  /// Whether what is written on the side lies inside the repository, as it does when `TMPDIR` does.
  ///
  /// A snapshot leaves it out. A checkout there is no clean one: tools look for modules, configuration and repositories
  /// in the folders above, and find the working tree.
  package var keepsScratchInside: Bool {
    [location.workTree, location.gitDirectory].contains { folder in
      let root = ((try? FileSystem.realPath(folder)) ?? folder).appending("").bytes
      return scratch.bytes.starts(with: root)
    }
  }
}
