import Foundation
import TestSupport
import XCTest

/// What a repository of an attacker can bring by itself, without a command that anybody approved.
final class HostileRepositoryTests: XCTestCase {
  /// Every way at once in which configuration, attributes and hooks name a program.
  private static let programs = """
    for key in core.fsmonitor core.pager core.sshCommand core.editor core.askPass core.gitProxy core.alternateRefsCommand \
      sequence.editor diff.external gpg.program gpg.ssh.program gpg.x509.program credential.helper \
      uploadpack.packObjectsHook interactive.diffFilter pager.log pager.diff pager.show pager.status \
      remote.origin.uploadpack remote.origin.receivepack filter.x.clean filter.x.smudge filter.x.process \
      diff.x.textconv diff.x.command merge.x.driver mergetool.x.cmd trailer.x.cmd; do git config $key "$RUN"; done
    for verb in log diff-tree for-each-ref cat-file rev-parse status ls-files config show hash-object; do
      git config alias.$verb "!$RUN"; done
    git config log.showSignature true; git config gpg.format ssh; git config log.mailmap true
    git config filter.x.required true; git config core.hooksPath .git/hooks
    mkdir -p .git/hooks
    for hook in applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg \
      post-commit pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update \
      reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman \
      p4-changelist p4-prepare-changelist p4-post-changelist p4-pre-submit post-index-change; do
      cp "$RUN" .git/hooks/$hook; done
    echo '* filter=x diff=x merge=x' > .git/info/attributes; cp .git/info/attributes .git/more
    git config core.attributesFile .git/more; cp .git/config .git/included; git config include.path included
    cp "$RUN" git; cp "$RUN" ssh-keygen; cp "$RUN" sh; echo more >> src/a.txt
    """

  /// A remote that is a program, by which a partial clone gets what it lacks; and a submodule from one.
  private static let remotes = """
    git config core.repositoryformatversion 1; git config extensions.partialClone origin
    git config remote.origin.url "ext::$RUN %S"; git config remote.origin.promisor true
    git config protocol.ext.allow always
    printf '[submodule "m"]\\n path = m\\n url = ext::%s\\n update = !%s\\n' "$RUN" "$RUN" > .gitmodules
    git init -q m; git -C m commit -q --allow-empty -m x; git add .gitmodules m 2>&1; git commit -qm Submodule
    git -C m config core.fsmonitor "$RUN"; git -C m config filter.x.clean "$RUN"; echo '* filter=x' > m/.gitattributes
    git config submodule.m.url "ext::$RUN"; git config submodule.m.update "!$RUN"; git config submodule.recurse true
    """

  func testNothingThatTheRepositoryNamesIsRun() throws {
    let world = try HostileWorld()
    try world.saveEvidence()
    try world.setUp("\(Self.remotes)\n\(Self.programs)")
    for verb in HostileWorld.Verb.allCases { try world.run(verb, "programs") }
    // What lacks is what git would fetch; the reference's own commit it looks for first.
    try world.setUp("cd .git/objects; git rev-parse work:src/a.txt work^{tree} work | sed 's#..#&/#' | xargs rm -f")
    for verb in [HostileWorld.Verb.check, .status] { try world.run(verb, "objects that lack") }
    try world.begin()
    try world.setUp("\(Self.remotes)\ncd .git/objects; git rev-parse work:src/a.txt | sed 's#..#&/#' | xargs rm -f")
    for verb in [HostileWorld.Verb.check, .draftFromDifference] { try world.run(verb, "a blob that lacks") }
  }

  /// What git would wait for, or read without an end, is named; nothing waits for it.
  func testFilesThatNeverEnd() throws {
    let named: [(String, String, String)] = [
      (".git/HEAD", "rm .git/HEAD; mkfifo .git/HEAD", "status"),
      (".git/refs/heads/work", "rm .git/refs/heads/work; mkfifo .git/refs/heads/work", "check"),
      (".git/refs/heads/other", "ln -s /dev/zero .git/refs/heads/other", "status"),
      (".git/objects/info/alternates", "mkfifo .git/objects/info/alternates", "audit"),
      (
        ".git/objects/pack/pack-1.idx", "touch .git/objects/pack/pack-1.pack; mkfifo .git/objects/pack/pack-1.idx",
        "checkHead"
      ),
      (".git/included", "mkfifo .git/included; git config include.path included", "lint"),
      ("src/m/.git/HEAD", "git init -q src/m; rm src/m/.git/HEAD; mkfifo src/m/.git/HEAD", "check"),
      (
        "m/.git/HEAD",
        "git init -q m; git -C m commit -q --allow-empty -m x; git add m 2>&1; rm m/.git/HEAD; mkfifo m/.git/HEAD",
        "check"
      ),
      ("src/.gitignore", "mkfifo src/.gitignore", "check"),
    ]
    let world = try HostileWorld()
    for (path, script, word) in named {
      try world.begin()
      try world.setUp(script)
      let verb = try XCTUnwrap(HostileWorld.Verb(rawValue: word))
      XCTAssertEqual(
        try world.run(verb, path).text,
        """
        ------- stderr -------
        caskade: error: '\(path)' is not a regular file, and git would wait for it
          hint: find out who made it (a FIFO, a device or a socket), and take it away
        [exit status: 2]

        """)
    }
    // A `.git` that is elsewhere, and a hook that has to answer.
    try world.begin()
    try world.setUp("mv .git ../moved; echo 'gitdir: ../moved' > .git; rm ../moved/HEAD; mkfifo ../moved/HEAD")
    for verb in [HostileWorld.Verb.check, .guarded] { try world.run(verb, "a .git elsewhere") }
    // Files that caskade reads itself.
    try world.begin()
    try world.setUp(
      """
      mkfifo Contracts/x.yaml Contracts/policy.yaml Contracts/allowed_signers CODEOWNERS package.json Makefile .mailmap \
        AGENTS.md pyproject.toml src/p
      ln -s /dev/zero Cargo.toml; mkdir -p .github/workflows .claude; mkfifo .github/workflows/ci.yml .claude/settings.json
      rm src/a.txt; ln -s /dev/zero src/a.txt; rm other.txt; mkfifo other.txt
      """)
    for verb in [HostileWorld.Verb.check, .lint, .status, .draft] { try world.run(verb, "FIFOs and devices") }
  }

  private static let pack = "git gc -q; f=$(ls .git/objects/pack/*.pack); chmod u+w $f"

  /// What is broken ends with a verdict or with what is wrong.
  func testRepositoriesThatAreBroken() throws {
    let object = { (name: String, end: String) in
      "id=$(git rev-parse \(name)); file=.git/objects/$(echo $id | sed 's#..#&/#'); chmod u+w $file; \(end)"
    }
    let rows: [(String, String)] = [
      ("a corrupt pack", "\(Self.pack); printf XXXXXXXX | dd of=$f bs=1 seek=60 conv=notrunc 2>/dev/null"),
      ("a cut pack", "\(Self.pack); truncate -s 100 $f"),
      ("a cut blob", object("work:src/a.txt", "truncate -s 5 $file")),
      ("a cut commit", object("work", "truncate -s 20 $file")),
      ("an empty tree", object("work^{tree}", "truncate -s 0 $file")),
      ("an index of noise", "printf 'DIRC\\0\\0\\0\\2\\377\\377\\377\\377noise' > .git/index"),
      ("configuration of noise", "printf '[\\377\\0]]]' > .git/config"),
      ("configuration that includes itself", "git config include.path config"),
      ("alternates to nowhere", "printf '/nowhere\\n../objects\\n' > .git/objects/info/alternates"),
      ("a .git that leads nowhere", "rm -rf .git; echo 'gitdir: /nowhere' > .git"),
      (
        "a .git that is another's",
        """
        git init -q -b main ../else; cp -r Contracts ../else; cd ../else; git add -A; git commit -qm x; git switch -qc work
        cd ../repository; rm -rf .git; echo 'gitdir: ../else/.git' > .git
        """
      ),
      ("another's shared folder", "git init -q ../else; echo ../../else/.git > .git/commondir"),
      (
        "references in a ring",
        "cd .git; for n in a b; do echo 'ref: refs/heads/b' > refs/heads/$n; done; echo 'ref: refs/heads/a' | tee HEAD > refs/heads/b"
      ),
      ("a HEAD that leads out", "echo 'ref: ../../../../etc/passwd' > .git/HEAD"),
      (
        "references like options",
        """
        id=$(git rev-parse HEAD); mkdir -p .git/refs/remotes/origin .git/refs/notes
        for n in heads/--output=x heads/-x remotes/origin/--exec notes/--x; do echo $id > .git/refs/$n; done
        echo 'ref: refs/heads/--output=x' > .git/HEAD
        """
      ),
      (
        "links in a ring",
        "ln -s b src/c; ln -s c src/b; ln -s . src/d; ln -s src/d/d/d l; rm -r Contracts; ln -s Contracts Contracts"
      ),
      ("replaced", "git replace HEAD main; git rev-parse HEAD > .git/info/grafts"),
      (
        "100,000 references",
        """
        id=$(git rev-parse main)
        { echo '# pack-refs with: peeled fully-peeled sorted '; seq -f "$id refs/heads/b%06.0f" 100000; } > .git/packed-refs
        """
      ),
    ]
    let verbs: [HostileWorld.Verb] = [.status, .lint, .show, .draft, .audit, .draftFromDifference, .stats, .guarded]
    let world = try HostileWorld()
    for (number, (name, script)) in rows.enumerated() {
      try world.begin()
      try world.setUp(script)
      try world.run(number.isMultiple(of: 2) ? .check : .checkHead, name)
      if number.isMultiple(of: 3) { try world.run(verbs[number % verbs.count], name) }
    }
  }

  /// Deeper than a stack, and than anybody would read.
  func testDeepTrees() throws {
    let world = try HostileWorld()
    try world.setUp(
      """
      file=$(git rev-parse work:src/a.txt)
      { echo 'commit refs/heads/work'; echo 'committer T <t@example.com> 1700000000 +0000'; echo 'data 0'
      echo 'from refs/heads/work^0'
      awk -v file=$file 'BEGIN {
        path = "deep"; for (i = 1; i < 2000; i++) { path = path "/d"; if (i % 20 == 0) print "M 100644 " file " " path "/x" }
        print "M 100644 " file " " path "/f" }'; } | git fast-import --quiet
      git reset -q --hard work~1; git update-ref refs/heads/work ORIG_HEAD
      """)
    for verb in [HostileWorld.Verb.checkHead, .show, .draft, .status] { try world.run(verb, "a deep tree") }
  }

  /// Git's own check of who owns a repository is never overridden.
  func testAnothersRepository() throws {
    try XCTSkipIf(geteuid() != 0, "only root can give a folder away")
    let world = try HostileWorld()
    try world.setUp("chown -R 12345 .")
    let done = try world.run(.check, "another's")
    XCTAssertTrue(done.errors.hasPrefix("caskade: error: git refuses to work in "), done.text)
  }
}
