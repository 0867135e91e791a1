import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// The files of one folder of fixtures, by name.
func fixtures(_ folder: String) throws -> [SourceText] {
  let url = ProjectFolder.fixtures.appendingPathComponent(folder)
  let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  let files = try names.map { name in
    SourceText(name: name, bytes: Array(try Data(contentsOf: url.appendingPathComponent(name))))
  }
  XCTAssertFalse(files.isEmpty, folder)
  return files
}
