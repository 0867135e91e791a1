import CaskadeSyntax

/// Composer with PHPUnit or Pest (getcomposer.org/doc, docs.phpunit.de, pestphp.com).
enum PHPProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    found.setup = [folder.entering("composer install --no-interaction")]
    found.tests = scope.tests(in: folder, endings: ["php"], files)
    let source = folder.child("composer.json").text
    let manifest = try? JSONReader.read(files.text("composer.json", in: folder) ?? "")
    let hasRunner = ["phpunit.xml", "phpunit.xml.dist", "phpunit.dist.xml"].contains { files.has($0, in: folder) }
    let program = files.has("tests/Pest.php", in: folder) ? "vendor/bin/pest" : "vendor/bin/phpunit"
    // PHPUnit takes one path, Pest several.
    if hasRunner, let names = DraftScope.few(found.tests, in: folder), names.count == 1 {
      found.commands.append(
        DraftedCommand("\(program) \(names[0].shellWord)", .narrow, from: source, in: folder))
    }
    if hasRunner {
      let report = ReportPlace.file(in: folder, files)
      found.commands.append(
        DraftedCommand(
          program + (report.map { " --log-junit \($0)" } ?? ""), .wide, from: source, in: folder, report: report))
    } else if manifest?["scripts"]?["test"] != nil {
      found.commands.append(DraftedCommand("composer test", .wide, from: source, in: folder))
    }
    return found
  }
}
