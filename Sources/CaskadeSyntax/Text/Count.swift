extension Int {
  /// `1 file`, `2 files`, `0 files`; `2 people` where the plural is another word.
  package func counted(_ noun: String, _ plural: String? = nil) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(plural ?? "\(noun)s")"
  }
}
