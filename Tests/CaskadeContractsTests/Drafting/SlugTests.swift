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
      Row("修复登录", "修复登录"),
      Row("修复登录的 API 错误和循环", "修复登录的-api-错误和循环"),
      Row("ログインを修正", "ログインを修正"),
      Row("か\u{3099}く", "がく"),
      Row("\u{1112}\u{1161}\u{11AB}글", "한글"),
      Row("إصلاح تسجيل الدخول", "إصلاح-تسجيل-الدخول"),
      Row("लॉगिन ठीक करें", "लॉगिन-ठीक-करें"),
      Row("Fix 登录\u{202E} loop \u{1F600}", "fix-登录-loop"),
      Row("Ｆｉｘ １", "ｆｉｘ-１"),
      Row("../../etc/passwd", "etc-passwd"),
      Row("!!!", nil),
      Row("\u{3164}\u{200B}", nil),
      Row("Policy", "policy-work"),
      Row("CON", "con-work"),
      Row(String(repeating: "字", count: 100), String(repeating: "字", count: 27)),
    ]
    for row in rows { XCTAssertEqual(Slug.text(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }
}
