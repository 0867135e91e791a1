import CaskadeSyntax

/// RSpec, minitest and Rake, by way of Bundler (bundler.io, rspec.info, guides.rubyonrails.org "Testing").
enum RubyProject {
  static func commands(in folder: RepositoryPath, _ scope: DraftScope, _ files: DraftFiles) -> ProjectCommands {
    var found = ProjectCommands()
    found.setup = [folder.entering("bundle install")]
    found.tests = scope.tests(in: folder, endings: ["rb"], files)
    let source = folder.child("Gemfile").text
    let names = DraftScope.few(found.tests, in: folder)?.map(\.shellWord)
    func add(_ run: String, _ role: DraftedCommand.Role) {
      found.commands.append(DraftedCommand(run, role, from: source, in: folder))
    }
    if files.hasFolder("spec", in: folder) {
      if let names { add("bundle exec rspec \(names.joined(separator: " "))", .narrow) }
      add("bundle exec rspec", .wide)
    } else if files.has("bin/rails", in: folder) {
      if let names { add("bin/rails test \(names.joined(separator: " "))", .narrow) }
      add("bin/rails test", .wide)
    } else if files.hasFolder("test", in: folder) {
      if let names, names.count == 1, found.tests.count == 1 {
        add("bundle exec ruby -Itest -Ilib \(names[0])", .narrow)
      }
      add("bundle exec rake test", .wide)
    }
    return found
  }
}
