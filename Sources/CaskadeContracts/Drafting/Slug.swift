/// A file's name made from a title: lower-case ASCII letters and digits, other characters as single hyphens.
package enum Slug {
  package static func text(_ title: String) -> String {
    var slug = ""
    for scalar in title.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain {
        slug.unicodeScalars.append(scalar)
      } else if !slug.hasSuffix("-"), !slug.isEmpty {
        slug += "-"
      }
      if slug.utf8.count >= 50 { break }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug.isEmpty || slug == "policy" ? "goal" : slug
  }
}
