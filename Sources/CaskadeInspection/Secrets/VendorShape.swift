import CaskadeSyntax

/// What a vendor's credential looks like where the format has no prefix: its alphabet and exact lengths.
///
/// It counts only as the value of a name with the vendor's in it (`SONAR_LOGIN`, `twitchClient`).
struct VendorShape: Sendable {
  let kind: SecretKind
  let vendor: String
  private let alphabet: ByteSet
  private let lengths: [Int]

  private init(_ vendor: String, _ name: String, _ alphabet: ByteSet, _ lengths: [Int]) {
    kind = SecretKind(id: "\(vendor)-credential", name: "\(name) credential")
    self.vendor = vendor
    self.alphabet = alphabet
    self.lengths = lengths
  }

  func matches(_ value: ArraySlice<UInt8>) -> Bool {
    lengths.contains(value.count) && value.allSatisfy(alphabet.contains) && TokenCheck.random(value)
  }

  static let all: [VendorShape] = [
    VendorShape("adafruit", "Adafruit", .base64URL, [32]),
    VendorShape("airtable", "Airtable", .alphanumeric, [17]),
    VendorShape("algolia", "Algolia", .lowerDigits, [32]),
    VendorShape("asana", "Asana", .lowerDigits, [32]),
    VendorShape("atlassian", "Atlassian", .alphanumeric, [24]),
    VendorShape("bitbucket", "Bitbucket", .base64URL, [32, 64]),
    VendorShape("bittrex", "Bittrex", .lowerDigits, [32]),
    VendorShape("cloudflare", "Cloudflare", .base64URL, [37, 40]),
    VendorShape("codecov", "Codecov", .lowerDigits, [32]),
    VendorShape("coinbase", "Coinbase", .base64URL, [64]),
    VendorShape("confluent", "Confluent", .lowerDigits, [16, 64]),
    VendorShape("contentful", "Contentful", .base64URL, [43]),
    VendorShape("datadog", "Datadog", .lowerDigits, [32, 40]),
    VendorShape("discord", "Discord", .base64URL, [32, 64]),
    VendorShape("droneci", "Drone", .lowerDigits, [32]),
    VendorShape("dropbox", "Dropbox", .lowerDigits, [15]),
    VendorShape("fastly", "Fastly", .base64URL, [32]),
    VendorShape("finicity", "Finicity", .lowerHex, [20, 32]),
    VendorShape("finnhub", "Finnhub", .lowerDigits, [20]),
    VendorShape("freshbooks", "FreshBooks", .lowerDigits, [64]),
    VendorShape("gitter", "Gitter", .base64URL, [40]),
    VendorShape("intercom", "Intercom", ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), [60]),
    VendorShape("kraken", "Kraken", .base64, [80, 81, 82, 83, 84, 85, 86, 87, 88]),
    VendorShape("launchdarkly", "LaunchDarkly", .base64URL, [40]),
    VendorShape("looker", "Looker", .lowerDigits, [20, 24]),
    VendorShape("mattermost", "Mattermost", .lowerDigits, [26]),
    VendorShape("messagebird", "MessageBird", .lowerDigits, [25]),
    VendorShape("netlify", "Netlify", .base64URL, [40, 43, 44, 45, 46]),
    VendorShape("newrelic", "New Relic", .lowerDigits, [64]),
    VendorShape("nytimes", "New York Times", .base64URL, [32]),
    VendorShape("okta", "Okta", .base64URL, [42]),
    VendorShape("plaid", "Plaid", .lowerDigits, [24, 30]),
    VendorShape("rapidapi", "RapidAPI", .base64URL, [50]),
    VendorShape("sendbird", "Sendbird", .lowerHex, [40]),
    VendorShape("sonar", "SonarQube", .base64URL, [40]),
    VendorShape("sumo", "Sumo Logic", .lowerDigits, [64]),
    VendorShape("travis", "Travis CI", .alphanumeric, [22]),
    VendorShape("trello", "Trello", .alphanumeric, [32, 64]),
    VendorShape("twitch", "Twitch", .lowerDigits, [30]),
    VendorShape("twitter", "Twitter", .alphanumeric, [25, 45, 50]),
    VendorShape("yandex", "Yandex", .base64URL, [40]),
    VendorShape("zendesk", "Zendesk", .lowerDigits, [40]),
  ]
}
