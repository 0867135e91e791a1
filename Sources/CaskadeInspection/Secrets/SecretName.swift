import CaskadeSyntax

/// Whether a name is one that secrets are kept under, and how much its value has to look like one.
enum SecretName {
  /// `password`, `client_secret`: any value that somebody wrote out counts.
  case password
  /// `api_token`, `secret_key`: only a random value counts.
  case token
  /// `softlayer_key`, `cl-pass`: a vendor's name and a key; only a long random value counts.
  case vendorKey

  /// The literals by which a name is found in a text; a name is judged as a whole afterwards.
  static let stems = [
    "passw", "passphrase", "passcode", "pwd", "pass", "secret", "apikey", "api_key", "api-key", "token", "credential",
    "private_key", "privatekey", "private-key", "access_key", "accesskey", "access-key", "auth_key", "authkey",
    "auth-key", "encryption_key", "encryptionkey", "signing_key", "signingkey", "account_key", "accountkey",
    "master_key", "masterkey", "shared_key", "sharedkey", "license_key", "licensekey", "bearer", "authorization",
    "_auth", "service_key", "session_key", "client_key", "hmac_key", "cookie_key",
    "-key", "_key", "-pw", "_pw", "connectionkey",
  ]

  /// Nil for a name that means something about a secret rather than the secret (`token_count`, `secretName`,
  /// `public_key`), and for one that has nothing to do with any.
  init?(_ name: ArraySlice<UInt8>) {
    let words = Self.words(of: name)
    guard let last = words.last else { return nil }
    guard !Self.aboutSecrets.contains(last), !words.contains(where: Self.harmless.contains) else { return nil }
    let joined = words.joined()
    if Self.passwords.contains(where: joined.contains) || words.contains(where: Self.passwordWords.contains) {
      self = .password
    } else if Self.tokens.contains(where: joined.contains) || words.contains("auth") {
      self = .token
    } else if words.contains(where: { Self.vendors.contains($0) }),
      words.contains("key") || words.contains("pw") || words.contains("pass")
    {
      self = .vendorKey
    } else {
      return nil
    }
  }

  /// A name such as `client_id` or `commit_sha`, whose value is not a secret whatever it looks like.
  static func isAboutSecrets(_ name: ArraySlice<UInt8>) -> Bool {
    let words = words(of: name)
    return words.last.map(aboutSecrets.contains) ?? true || words.contains(where: harmless.contains)
  }

  /// Split at what isn't a letter or digit and at humps, in lower case: `dbPass_2` is `db`, `pass`, `2`.
  static func words(of name: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var last: UInt8 = 0
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in name {
      if !ByteSet.alphanumeric.contains(byte) {
        close()
      } else {
        if ByteSet.upper.contains(byte), ByteSet.lower.contains(last) { close() }
        word.append(ByteSet.upper.contains(byte) ? byte | 0x20 : byte)
      }
      last = byte
    }
    close()
    return words
  }

  private static let passwords = [
    "password", "passwd", "passphrase", "passcode", "secret", "apikey", "privatekey", "dbpass", "pwd",
  ]
  private static let passwordWords: Set<String> = ["pass", "pw", "pwd"]
  private static let tokens = [
    "token", "credential", "accesskey", "authkey", "encryptionkey", "signingkey", "accountkey", "masterkey",
    "sharedkey", "licensekey", "servicekey", "sessionkey", "clientkey", "hmackey", "cookiekey", "bearer",
    "authorization",
  ]
  private static let vendors: Set<String> = [
    "ibm", "iam", "softlayer", "sl", "cloudant", "cl", "clou", "db", "cloud", "cos", "bluemix", "stripe", "twilio",
    "algolia", "heroku", "github", "gitlab", "slack", "discord", "telegram", "mailchimp", "mailgun", "sendgrid",
    "datadog", "okta", "dropbox", "shopify", "openai", "anthropic", "azure", "aws", "gcp", "firebase",
  ]
  /// Last words that make a name one about a secret.
  private static let aboutSecrets: Set<String> = [
    "id", "ids", "name", "names", "count", "counts", "length", "len", "size", "type", "types", "kind", "file", "files",
    "path", "paths", "dir", "url", "uri", "endpoint", "host", "port", "version", "prefix", "suffix", "pattern", "regex",
    "index", "limit", "spec", "expiry", "expires", "expiration", "ttl", "field", "label", "title", "hint", "message",
    "description", "text", "header", "param", "params", "parameter", "variable", "env", "var", "ref", "provider",
    "format", "policy", "class", "algorithm", "usage", "cost", "budget", "callback", "validator", "input", "form",
    "page", "link", "reset", "column", "status", "error", "store", "manager", "location", "sha", "sha1", "sha256",
    "md5", "digest", "uuid", "guid", "attr", "attribute", "checksum", "commit", "number", "role", "scope", "scopes",
    "issuer", "audience", "alias",
  ]
  /// Words that make a name harmless wherever they stand.
  private static let harmless: Set<String> = [
    "public", "pub", "csrf", "xsrf", "foreign", "primary", "sort", "partition", "cache", "integrity", "tokenizer",
    "tokens", "export", "mock", "mocked", "fake", "dummy", "stub",
    "keyboard", "pagination", "placeholder", "hash", "hashed", "fingerprint",
  ]
}
