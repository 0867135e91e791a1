import CaskadeSyntax

/// Google's API key of a Firebase project names the project to Google and is part of every web page and app that uses it;
/// access is ruled elsewhere (Firebase's documentation, "Learn about using and managing API keys").
enum FirebaseKey {
  private static let around = 800
  /// The other members of a Firebase configuration: for the web, Android and Apple's systems; and names that say it.
  private static let signs = [
    "authDomain", "firebaseapp.com", "messagingSenderId", "mobilesdk_app_id", "GOOGLE_APP_ID", "GCM_SENDER_ID",
    "firebaseConfig", "FIREBASE_API_KEY", "FIREBASE_WEB_API_KEY", "FIREBASE_KEY", "firebaseApiKey",
  ]
  private static let search = LiteralSearch(signs.map { Array($0.utf8) })

  /// False where the text around the key is a Firebase configuration.
  @Sendable static func isSecret(_ text: UnsafeBufferPointer<UInt8>, _ key: Range<Int>, _ file: SecretFile) -> Bool {
    let range = max(0, key.lowerBound - around)..<min(text.count, key.upperBound + around)
    var isFirebase = false
    search.scan(UnsafeBufferPointer(rebasing: text[range])) { _, _ in isFirebase = true }
    return !isFirebase
  }
}
