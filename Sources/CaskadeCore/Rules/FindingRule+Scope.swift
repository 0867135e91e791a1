import CaskadeContracts

extension FindingRule {
  package static let ofScope: [FindingRule] = [
    scopeOutside, scopeDenied, scopeOperation, scopeLinkOutsideRepository, scopeLinkEndless, scopeLinkUnread,
    scopeLinkToDenied, scopeLinkToProtected, scopeLinkOutsideScope, scopeNestedRepository, scopeRefusedName,
    scopeUnreadableSubmodule, scopeChangedAndBack, scopeOtherWork,
  ]

  package static let scopeOtherWork = FindingRule(
    "scope.other-work", .scope, .note, says: "the head has commits that another branch has too",
    means: """
      Beyond the base there are commits on the head that are on another branch as well: the branch was cut from that one
      or merged it, or CI merged the branch into a newer state of the base than the one that was given.
      """,
    matters: """
      What others did is judged with the rest, since it would land with it; but it isn't this branch's to revert.
      """,
    example: "note: 1 of the head's 2 commits beyond main is on branch 'dev' too [scope.other-work]",
    settle: [
      "Where the base given is behind, give the one that the head was made with: --base ID.",
      "Where the branch was cut from another one, have that merged first, or put the branch on the base: git rebase --onto.",
    ])

  package static let scopeOutside = FindingRule(
    "scope.outside", .scope, .error, says: "a change outside of the approved paths",
    means: """
      No entry below 'paths.allow' covers the path. A submodule needs an entry that says 'may: [submodule]'.
      """,
    matters: """
      The paths are what a person looked at before the work began. What lies outside of them nobody expects to have
      changed, and nobody may look for it.
      """,
    example: "Sources/Net/Client.swift: error: modified, outside the approved paths [scope.outside]",
    settle: [
      "Revert the change if the work doesn't need it: git checkout BASE -- PATH.",
      """
      If it does, ask for it: caskade amend NAME writes the path into the contract, and a person has to approve that.
      """,
    ])

  package static let scopeDenied = FindingRule(
    "scope.denied", .scope, .error, says: "a change of a path that the contract denies",
    means: "An entry below 'paths.deny' covers the path. Deny beats allow, however narrow the allowing entry is.",
    matters: "Somebody thought of this path before the work began, and said no.",
    example: "Sources/Login/Keys.swift: error: modified, and 'Sources/Login/Keys*' is denied [scope.denied]",
    settle: [
      "Revert the change: git checkout BASE -- PATH.",
      "If the work can't be done without it, ask the person who approved the contract. No command takes a denial away.",
    ])

  package static let scopeOperation = FindingRule(
    "scope.operation", .scope, .error, says: "a path was changed in a way that its entry doesn't grant",
    means: """
      The path is covered, and the entry's 'may:' lists other operations: create, modify, delete or submodule. A rename
      is a deletion and a creation.
      """,
    matters: "To add files beside others is another grant than to rewrite or delete what is there.",
    example: """
      Tests/LoginTests.swift: error: deleted, and 'Tests/**' may only be changed by: \
      create, modify [scope.operation]
      """,
    settle: [
      "Revert the change: git checkout BASE -- PATH, or rm -- PATH for a file that was created.",
      "If the work needs it, ask for it: caskade amend NAME, and have that approved.",
    ])

  package static let scopeLinkOutsideRepository = FindingRule(
    "scope.link-outside-repository", .scope, .error, says: "a symbolic link leads out of the repository",
    means: "The link's target is absolute, or climbs above the repository's root.",
    matters: """
      What is read or written through the link is in no tree, so that nothing can be said about it; and it is another
      file on every machine.
      """,
    example: """
      Sources/Login/config: error: symbolic link created, and it leads out of the \
      repository [scope.link-outside-repository]
      """,
    settle: ["Remove the link, or let it lead to a file inside the approved paths."])

  package static let scopeLinkEndless = FindingRule(
    "scope.link-endless", .scope, .error, says: "a symbolic link leads in a circle",
    means: "Following the link comes back to where it began, or takes more steps than a system follows.",
    matters: "Nobody can say what it leads to, so that it can't be judged.",
    example: "Sources/a: error: symbolic link created, and it leads in a circle [scope.link-endless]",
    settle: ["Remove the link, or let it lead to a file inside the approved paths."])

  package static let scopeLinkUnread = FindingRule(
    "scope.link-unread", .scope, .error, says: "nobody read where a symbolic link leads",
    means: "The change makes a link, and its target wasn't among the facts that were gathered.",
    matters: "What isn't known is no pass.",
    example: "Sources/a: error: symbolic link created, and nobody read where it leads [scope.link-unread]",
    settle: [
      "Remove the link if the work doesn't need it.",
      "Else check again. If the finding stays, it is a mistake of caskade's: please report it.",
    ])

  package static let scopeLinkToDenied = FindingRule(
    "scope.link-to-denied", .scope, .error, says: "a symbolic link leads to a path that the contract denies",
    means: "The link leads to a denied path, or to a folder that holds one. Writing through the link writes there.",
    matters: "A denial would be worth nothing if a link of another name could go round it.",
    example: """
      Sources/keys: error: symbolic link created, and it leads to 'Secrets/prod.env', \
      which 'Secrets/**' denies [scope.link-to-denied]
      """,
    settle: ["Remove the link, or let it lead to a file inside the approved paths."])

  package static let scopeLinkToProtected = FindingRule(
    "scope.link-to-protected", .scope, .error, says: "a symbolic link leads to a protected file",
    means: "The link leads to a protected file, or to a folder that holds one or may come to hold one.",
    matters: """
      A protected file is opened by its very name and by nothing else. Through a link it could be changed under a name
      that nobody protects.
      """,
    example: """
      docs/ci: error: symbolic link created, and it leads to '.github/workflows/ci.yml', \
      a protected file (CI definition) [scope.link-to-protected]
      """,
    settle: ["Remove the link, or let it lead to a file inside the approved paths."])

  package static let scopeLinkOutsideScope = FindingRule(
    "scope.link-outside-scope", .scope, .error, says: "a symbolic link leads outside of the approved paths",
    means: "The link leads to a file, or to a folder with files, that the contract doesn't let the run modify.",
    matters: "Writing through the link would be a change there, and the paths would bound nothing.",
    example: """
      Sources/Login/net: error: symbolic link created, and it leads to 'Sources/Net', \
      outside the approved paths [scope.link-outside-scope]
      """,
    settle: [
      "Remove the link, or let it lead to a file inside the approved paths.",
      "If the work needs it, ask the person who approved the contract to widen the paths.",
    ])

  package static let scopeNestedRepository = FindingRule(
    "scope.nested-repository", .scope, .error, says: "a repository of its own lies in the working tree",
    means: """
      The folder has a .git and is no submodule. Git doesn't look inside, so that no tree of this repository holds what
      is in it.
      """,
    matters: "Anything could be in there: what can't be judged can't stay in a tree that is.",
    example: """
      vendor/tool: error: a repository of its own that is no submodule: nothing in it \
      can be judged [scope.nested-repository]
      """,
    settle: [
      "Ask whose it is. Its owner moves it out of the tree, or has a person approve it as a submodule.",
      "Whether git is to ignore a folder for scratch work is for a person to decide, in a change of its own on the base.",
    ])

  package static let scopeRefusedName = FindingRule(
    "scope.refused-name", .scope, .error, says: "the working tree has a file that git refuses to store",
    means: "Git stores no file of this name or kind, such as a name that some disks take for '.git'.",
    matters: "The file is on this disk, and in no tree that could be judged: what ran here isn't what will be merged.",
    example: """
      Sources/git~1: error: git refuses to store a file of this name or kind: it is in \
      the working tree, and in no tree that is judged [scope.refused-name]
      """,
    settle: ["Remove the file, or give it another name."])

  package static let scopeUnreadableSubmodule = FindingRule(
    "scope.unreadable-submodule", .scope, .error, says: "nobody can say at which commit a submodule is",
    means: "The submodule's folder isn't empty, and git finds no commit in it.",
    matters: "Whether it was changed is unknown, and what isn't known is no pass.",
    example: """
      vendor/zlib: error: a submodule in which git finds no commit: nobody can say at \
      which one it is [scope.unreadable-submodule]
      """,
    settle: ["Set it up again: git submodule update --init -- PATH. Or empty its folder."])

  /// Gate `protected` says it too, of a protected file.
  package static let scopeChangedAndBack = FindingRule(
    "scope.changed-and-back", .scope, .note, says: "a path that may not change was changed, and changed back",
    means: """
      A commit of the branch changed the path, and in the end it is as it was on the base. The two trees show nothing of
      it, the history does. The gates 'scope' and 'protected' say it, as a note that fails neither.
      """,
    matters: """
      CI may have run that commit, and what was once pushed can be read. A change of a workflow that was taken back may
      have done its work.
      """,
    example: """
      .github/workflows/ci.yml: note: changed by commit 3f2a9c1d04b7 of the branch, and \
      as it was in the end [scope.changed-and-back]
      """,
    settle: ["Look at what the commit did: git show COMMIT -- PATH."])
}
