/// A toolchain that lies in a person's home and is reached through a variable of its own, where a command has another
/// home.
package struct HomeToolchain: Hashable, Sendable {
  package let variable: String
  /// Below the home.
  package let folder: String

  private init(_ variable: String, _ folder: String) {
    self.variable = variable
    self.folder = folder
  }

  /// Where each tool says that it looks, and the place that it has without the variable.
  package static let all = [
    HomeToolchain("ASDF_DATA_DIR", ".asdf"), HomeToolchain("BUN_INSTALL", ".bun"),
    HomeToolchain("CARGO_HOME", ".cargo"), HomeToolchain("ELAN_HOME", ".elan"),
    HomeToolchain("FNM_DIR", ".local/share/fnm"), HomeToolchain("GOENV_ROOT", ".goenv"),
    HomeToolchain("GOMODCACHE", "go/pkg/mod"), HomeToolchain("JENV_ROOT", ".jenv"),
    HomeToolchain("JULIA_DEPOT_PATH", ".julia"), HomeToolchain("MISE_DATA_DIR", ".local/share/mise"),
    HomeToolchain("NODENV_ROOT", ".nodenv"), HomeToolchain("NVM_DIR", ".nvm"),
    HomeToolchain("OPAMROOT", ".opam"), HomeToolchain("PNPM_HOME", ".local/share/pnpm"),
    HomeToolchain("PYENV_ROOT", ".pyenv"), HomeToolchain("PYTHONUSERBASE", ".local"),
    HomeToolchain("RBENV_ROOT", ".rbenv"), HomeToolchain("RUSTUP_HOME", ".rustup"),
    HomeToolchain("SDKMAN_DIR", ".sdkman"), HomeToolchain("SWIFTLY_HOME_DIR", ".local/share/swiftly"),
    HomeToolchain("VOLTA_HOME", ".volta"),
  ]
}

extension ValidationEnvironment {
  /// Variables that lead to a folder which outlives a run: what one command leaves there, another would find.
  private static let shared = ["CARGO_TARGET_DIR", "XDG_CACHE_HOME"]

  /// For commands with a home and a folder for temporary files of their own. What the caller handed over by name stays.
  ///
  /// - Parameter isFolder: asked for absolute paths below the person's home.
  package func inside(home: String, temporary: String, isFolder: (String) -> Bool) -> ValidationEnvironment {
    let handed = Set(handedOver.map(\.name))
    var own = variables
    if let old = variables["HOME"], old.hasPrefix("/") {
      for toolchain in HomeToolchain.all where variables[toolchain.variable] == nil {
        let folder = "\(old)/\(toolchain.folder)"
        // `~/.local` is where programs keep all kinds of things; Python's packages are in one folder of it.
        let asked = toolchain.variable == "PYTHONUSERBASE" ? "\(folder)/lib" : folder
        if isFolder(asked) { own[toolchain.variable] = folder }
      }
    }
    for name in Self.shared where !handed.contains(name) { own[name] = nil }
    for (name, value) in [("HOME", home), ("TMPDIR", temporary), ("TMP", temporary), ("TEMP", temporary)] {
      let isAsked = name == "HOME" || name == "TMPDIR" || variables[name] != nil
      if isAsked, !handed.contains(name) { own[name] = value }
    }
    return with(own)
  }
}
