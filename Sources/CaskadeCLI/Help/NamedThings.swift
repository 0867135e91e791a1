/// What shells ask for while they complete a word.
enum NamedThings: String, OptionChoice, CaseIterable {
  case contracts, templates
}
