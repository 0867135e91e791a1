import CaskadeContracts
import TestSupport
import XCTest

/// A file's name made from a title.
final class SlugTests: XCTestCase {
  func testNames() {
    let rows: [Row<String, String?>] = [
      Row("Fix the login redirect loop", "fix-the-login-redirect-loop"),
      Row("  --Fix: (the) price!  ", "fix-the-price"),
      Row("Añadir el botón de búsqueda", "anadir-el-boton-de-busqueda"),
      Row("Größe der Straße ändern", "grosse-der-strasse-andern"),
      Row("Sửa lỗi đăng nhập", "sua-loi-dang-nhap"),
      Row("Исправить вход", "ispravit-vkhod"),
      Row("Διόρθωση σύνδεσης", "diorthosi-syndesis"),
      Row("修复登录", nil),
      Row("修复登录的 API 错误和循环", nil),
      Row("!!!", nil),
      Row("Policy", nil),
    ]
    for row in rows { XCTAssertEqual(Slug.text(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }
}
