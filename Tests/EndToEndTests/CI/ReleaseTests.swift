import Foundation
import TestSupport
import XCTest

/// What `.github/release/make` packs, of a binary that is there already.
final class ReleaseTests: XCTestCase {
  func testWhatAReleaseHolds() throws {
    let repository = try ScratchRepository()
    let root = ProjectFolder.root.path
    // A small program in the place of the binary: what is tested is the packing.
    try repository.write("caskade", "#!/bin/sh\nexec '\(ScratchRepository.binary.path)' \"$@\"\n")
    let made = try repository.shell(
      """
      chmod +x caskade
      for folder in a b; do
        SOURCE_DATE_EPOCH=1700000000 CASKADE_BINARY=$PWD/caskade '\(root)/.github/release/make' $folder || exit
        sleep 1
      done
      cmp a/SHA256SUMS b/SHA256SUMS
      (cd b && sha256sum --check --quiet SHA256SUMS && ls | sed "s/linux-$(uname -m)/SYSTEM/")
      tar --list --verbose --file b/*.tar.gz --utc | sed "s/linux-$(uname -m)/SYSTEM/" | awk '{ print $1, $2, $4, $6 }'
      """)
    XCTAssertEqual(made.status, 0, made.text)
    let name = "caskade-0.1.0-SYSTEM"
    let files = [
      ("drwxr-xr-x", ""), ("-rw-r--r--", "LICENSE"), ("-rw-r--r--", "README.md"), ("drwxr-xr-x", "bin/"),
      ("-rwxr-xr-x", "bin/caskade"), ("drwxr-xr-x", "share/"), ("drwxr-xr-x", "share/bash-completion/"),
      ("drwxr-xr-x", "share/bash-completion/completions/"),
      ("-rw-r--r--", "share/bash-completion/completions/caskade"), ("drwxr-xr-x", "share/fish/"),
      ("drwxr-xr-x", "share/fish/vendor_completions.d/"),
      ("-rw-r--r--", "share/fish/vendor_completions.d/caskade.fish"), ("drwxr-xr-x", "share/man/"),
      ("drwxr-xr-x", "share/man/man1/"), ("-rw-r--r--", "share/man/man1/caskade.1"), ("drwxr-xr-x", "share/zsh/"),
      ("drwxr-xr-x", "share/zsh/site-functions/"), ("-rw-r--r--", "share/zsh/site-functions/_caskade"),
    ]
    let listed = made.output.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("$ROOT") }
    XCTAssertEqual(
      listed,
      ["SHA256SUMS", name, "\(name).tar.gz"]
        + files.map { mode, path in "\(mode) 0/0 2023-11-14 \(name)/\(path)" })
  }
}
