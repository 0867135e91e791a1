import CaskadeEngine
import CaskadeSystem

/// The options that every verb takes.
struct CommonOptions: Sendable {
  let directory: String?
  let color: ColorChoice

  static let help = "--help"
  static let shortHelp = "-h"

  init(_ read: inout ArgumentReader) {
    directory = read.value("--directory", "DIR", short: "-C", "work as if started in DIR")
    color = read.choice(
      "--color", "WHEN", "\(ColorChoice.list(standard: .auto)); NO_COLOR and CLICOLOR_FORCE count too", standard: .auto)
    // Asked for before anything else is read.
    _ = read.flag(Self.help, short: Self.shortHelp, "show this help")
  }

  static let specs: [OptionSpec] = {
    var reader = ArgumentReader()
    _ = CommonOptions(&reader)
    return reader.options
  }()

  /// The host as these options want it.
  func apply(to original: Host) throws(CommandError) -> Host {
    var host = original
    if color != .auto { host.color = color }
    if let directory {
      host.directory = host.path(directory)
      guard FileSystem.isFolder(host.directory) else {
        throw CommandError("'\(directory)' is not a folder", hint: "name an existing folder behind -C")
      }
    }
    return host
  }
}

extension ColorChoice: OptionChoice {}
