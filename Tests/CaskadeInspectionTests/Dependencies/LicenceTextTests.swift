import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// Licences by the words that only they have.
final class LicenceTextTests: XCTestCase {
  func testTexts() {
    let rows: [Row<String, String?>] = [
      Row("MIT License\n\nPermission is hereby granted, free of charge, to any person\nobtaining a copy of it", "MIT"),
      Row(
        "                                 Apache License\n                           Version 2.0, January 2004",
        "Apache-2.0"),
      Row("Mozilla Public License Version 2.0\n====", "MPL-2.0"),
      Row(
        "GNU GENERAL PUBLIC LICENSE\nVersion 2, June 1991\n\(String(repeating: "x ", count: 200))GNU Lesser", "GPL-2.0"),
      Row("  GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June 2007", "GPL-3.0"),
      Row("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999", "LGPL-2.1"),
      Row("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", "LGPL-3.0"),
      Row("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3, 19 November 2007", "AGPL-3.0"),
      Row(
        "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby "
          + "granted, provided that the above copyright notice appears", "ISC"),
      Row(
        "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby "
          + "granted.", "0BSD"),
      Row("# Redistribution and use in source and\n# binary forms\n# Neither the name of", "BSD-3-Clause"),
      Row("Redistribution and use in source and binary forms are allowed", "BSD-2-Clause"),
      Row("All rights reserved. Ask before you use it.", nil), Row("", nil), Row("\u{0}\u{1}", nil),
    ]
    for row in rows {
      XCTAssertEqual(LicenceText.identifier(Array(row.input.utf8)), row.expected, file: row.file, line: row.line)
    }
  }

  func testNames() {
    let rows: [Row<String, Bool>] = [
      Row("LICENSE", true), Row("vendor/x/LICENCE.md", true), Row("a/COPYING", true), Row("a/license-mit", true),
      Row("a/COPYING.LESSER", true), Row("licensed.swift", false), Row("LICENSE/a.txt", false),
      Row("a/MY-LICENSE", false),
    ]
    for row in rows {
      XCTAssertEqual(LicenceText.isNamed(RepositoryPath(row.input)), row.expected, file: row.file, line: row.line)
    }
  }
}
