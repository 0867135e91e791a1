// swift-tools-version: 6.0
import PackageDescription

/// Settings of every target: imports stay internal unless a signature shows them.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of what is shipped: nothing in it reads regular expressions, whose library is a megabyte in a static binary.
let shipped: [SwiftSetting] =
  house + [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]

/// Settings of the rooms that read little: in release their files are compiled side by side, so that a clean build uses all
/// cores and a change builds its own file. What reads every byte of a change is optimized as a whole.
let fileByFile: [SwiftSetting] =
  shipped
  + [
    .unsafeFlags(
      ["-no-whole-module-optimization", "-num-threads", "0", "-enable-batch-mode"], .when(configuration: .release))
  ]

/// The room that reads texts byte by byte, beneath all others: unoptimized it is where the tests spend most of their time.
let alwaysFast: [SwiftSetting] =
  shipped + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The rooms that know no clock, no file and no process.
let pure: [Target.Dependency] = ["CaskadeContracts", "CaskadeCore", "CaskadeInspection", "CaskadeSyntax"]

/// A program at a fixed place needs no address put right at its start, which is half of the time that a start takes.
let fixedPlace: [LinkerSetting] = [
  .unsafeFlags(["-Xclang-linker", "-no-pie"], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "caskade",
  platforms: [.macOS(.v13)],
  products: [.executable(name: "caskade", targets: ["caskade"])],
  targets: [
    .executableTarget(
      name: "caskade", dependencies: ["CaskadeCLI", "CaskadeEngine", "CaskadeSystem"], swiftSettings: shipped,
      linkerSettings: fixedPlace),
    .executableTarget(
      name: "caskade-bench", dependencies: pure + ["CaskadeAgents", "CaskadeSystem"], swiftSettings: house),
    .target(
      name: "CaskadeCLI",
      dependencies: pure + ["CaskadeAgents", "CaskadeEngine", "CaskadeReport", "CaskadeSystem", "CaskadeTemplates"],
      swiftSettings: fileByFile),
    .target(
      name: "CaskadeEngine", dependencies: pure + ["CaskadeAgents", "CaskadeReport", "CaskadeSystem"],
      swiftSettings: fileByFile),
    .target(name: "CaskadeAgents", dependencies: pure, swiftSettings: fileByFile),
    .target(name: "CaskadeSystem", dependencies: pure, swiftSettings: shipped),
    .target(name: "CaskadeReport", dependencies: pure, swiftSettings: fileByFile),
    .target(
      name: "CaskadeCore", dependencies: ["CaskadeContracts", "CaskadeInspection", "CaskadeSyntax"],
      swiftSettings: fileByFile),
    .target(name: "CaskadeContracts", dependencies: ["CaskadeSyntax"], swiftSettings: fileByFile),
    .target(name: "CaskadeInspection", dependencies: ["CaskadeSyntax"], swiftSettings: shipped),
    .target(name: "CaskadeSyntax", swiftSettings: alwaysFast),
    .target(
      name: "CaskadeTemplates", path: "Templates",
      resources: [
        .embedInCode("bug-fix.yaml"), .embedInCode("dependency-update.yaml"), .embedInCode("docs.yaml"),
        .embedInCode("feature.yaml"), .embedInCode("migration.yaml"), .embedInCode("refactor.yaml"),
        .embedInCode("release-support.yaml"), .embedInCode("test-coverage.yaml"),
      ],
      swiftSettings: shipped),
    .target(
      name: "TestSupport", dependencies: ["CaskadeSyntax", "CaskadeSystem"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(name: "CaskadeSyntaxTests", dependencies: ["CaskadeSyntax", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeInspectionTests", dependencies: ["CaskadeInspection", "CaskadeSyntax", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "CaskadeContractsTests", dependencies: ["CaskadeContracts", "CaskadeSyntax", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "CaskadeAgentsTests", dependencies: pure + ["CaskadeAgents", "TestSupport"], swiftSettings: house),
    .testTarget(name: "CaskadeCoreTests", dependencies: pure + ["TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeReportTests", dependencies: pure + ["CaskadeReport", "TestSupport"],
      exclude: ["Goldens"], swiftSettings: house),
    .testTarget(
      name: "CaskadeSystemTests", dependencies: pure + ["CaskadeSystem", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeTemplatesTests", dependencies: pure + ["CaskadeTemplates", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeEngineTests", dependencies: pure + ["CaskadeEngine", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "CaskadeCLITests",
      dependencies: pure + ["CaskadeAgents", "CaskadeCLI", "CaskadeEngine", "CaskadeReport", "TestSupport", "caskade"],
      swiftSettings: house),
    .testTarget(
      name: "EndToEndTests",
      dependencies: pure + ["CaskadeCLI", "CaskadeEngine", "CaskadeReport", "CaskadeSystem", "TestSupport", "caskade"],
      swiftSettings: house),
    .testTarget(
      name: "HouseTests", dependencies: pure + ["CaskadeAgents", "CaskadeCLI", "TestSupport"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
