/// Rectangles whose areas are as their weights, as square as they get.
///
/// Source: Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000), section 3.
enum Treemap {
  struct Box: Hashable {
    var x, y, width, height: Double

    var short: Double { min(width, height) }

    /// The same without so much at each edge; what is too small for that vanishes.
    func inset(_ edge: Double, top: Double = 0) -> Box {
      Box(
        x: x + edge, y: y + edge + top, width: max(0, width - 2 * edge), height: max(0, height - 2 * edge - top))
    }
  }

  /// - Parameter weights: positive, the greatest first.
  /// - Returns: a box for each weight, in their order.
  static func boxes(_ weights: [Double], in area: Box) -> [Box] {
    let total = weights.reduce(0, +)
    guard total > 0, area.short > 0 else { return weights.map { _ in Box(x: area.x, y: area.y, width: 0, height: 0) } }
    let scale = area.width * area.height / total
    var boxes: [Box] = []
    var free = area
    var start = 0
    while start < weights.count {
      var end = start + 1
      var sum = weights[start] * scale
      var least = sum
      var worst = ratio(greatest: sum, least: least, sum: sum, along: free.short)
      while end < weights.count {
        let next = weights[end] * scale
        let other = ratio(
          greatest: weights[start] * scale, least: min(least, next), sum: sum + next, along: free.short)
        if other > worst { break }
        (worst, sum, least, end) = (other, sum + next, min(least, next), end + 1)
      }
      boxes += row(weights[start..<end].map { $0 * scale }, sum: sum, in: &free)
      start = end
    }
    return boxes
  }

  /// Of the longer to the shorter side, in the worst box of a row.
  private static func ratio(greatest: Double, least: Double, sum: Double, along side: Double) -> Double {
    guard side > 0, sum > 0, least > 0 else { return .infinity }
    return max(side * side * greatest / (sum * sum), sum * sum / (side * side * least))
  }

  /// Boxes along the shorter side, which is taken off what is free.
  private static func row(_ areas: [Double], sum: Double, in free: inout Box) -> [Box] {
    let isUpright = free.width >= free.height
    let depth = free.short > 0 ? sum / free.short : 0
    var place = isUpright ? free.y : free.x
    let boxes = areas.map { area in
      let length = depth > 0 ? area / depth : 0
      defer { place += length }
      return isUpright
        ? Box(x: free.x, y: place, width: depth, height: length)
        : Box(x: place, y: free.y, width: length, height: depth)
    }
    if isUpright {
      free = Box(x: free.x + depth, y: free.y, width: max(0, free.width - depth), height: free.height)
    } else {
      free = Box(x: free.x, y: free.y + depth, width: free.width, height: max(0, free.height - depth))
    }
    return boxes
  }
}
