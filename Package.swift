// swift-tools-version: 6.0
import PackageDescription

/// Settings of every target: imports stay internal unless a signature shows them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "caskade",
  platforms: [.macOS(.v13)],
  products: [.executable(name: "caskade", targets: ["caskade"])],
  targets: [
    .executableTarget(name: "caskade", dependencies: ["CaskadeCLI", "CaskadeSystem"], swiftSettings: house),
    .executableTarget(
      name: "caskade-bench", dependencies: ["CaskadeCore", "CaskadeSyntax", "CaskadeSystem"], swiftSettings: house),
    .target(
      name: "CaskadeCLI",
      dependencies: ["CaskadeCore", "CaskadeReport", "CaskadeSyntax", "CaskadeSystem", "CaskadeTemplates"],
      swiftSettings: house),
    .target(name: "CaskadeSystem", dependencies: ["CaskadeCore", "CaskadeSyntax"], swiftSettings: house),
    .target(name: "CaskadeReport", dependencies: ["CaskadeCore", "CaskadeSyntax"], swiftSettings: house),
    .target(name: "CaskadeCore", dependencies: ["CaskadeSyntax"], swiftSettings: house),
    .target(name: "CaskadeSyntax", swiftSettings: house),
    .target(
      name: "CaskadeTemplates", path: "Templates",
      resources: [
        .embedInCode("bug-fix.yaml"), .embedInCode("dependency-update.yaml"), .embedInCode("docs.yaml"),
        .embedInCode("feature.yaml"), .embedInCode("migration.yaml"), .embedInCode("refactor.yaml"),
        .embedInCode("release-support.yaml"), .embedInCode("test-coverage.yaml"),
      ],
      swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["CaskadeSyntax", "CaskadeSystem"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(name: "CaskadeSyntaxTests", dependencies: ["CaskadeSyntax", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeCoreTests", dependencies: ["CaskadeCore", "CaskadeSyntax", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeReportTests", dependencies: ["CaskadeCore", "CaskadeReport", "CaskadeSyntax", "TestSupport"],
      exclude: ["Goldens"], swiftSettings: house),
    .testTarget(
      name: "CaskadeSystemTests", dependencies: ["CaskadeCore", "CaskadeSyntax", "CaskadeSystem", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "CaskadeTemplatesTests", dependencies: ["CaskadeCore", "CaskadeSyntax", "CaskadeTemplates", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["CaskadeCLI", "CaskadeSyntax", "CaskadeSystem", "TestSupport", "caskade"], swiftSettings: house),
    .testTarget(
      name: "HouseTests", dependencies: ["CaskadeCLI", "CaskadeCore", "TestSupport"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
