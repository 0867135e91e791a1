import CaskadeSyntax

/// Words that say nothing about where a change belongs: those that every English text has, and those that people write
/// about every change.
enum StopWords {
  /// Whether it, or its stem, is one.
  ///
  /// - Parameter word: in small letters.
  static func hold(_ word: [UInt8], stem: [UInt8]) -> Bool {
    all.contains(String(decoding: word, as: UTF8.self)) || all.contains(String(decoding: stem, as: UTF8.self))
  }

  private static let all: Set<String> = Set((grammar + changes).words)

  /// Articles, pronouns, prepositions, conjunctions, auxiliaries and the commonest adverbs.
  private static let grammar = """
    a an the this that these those it its itself he him his she her they them their we us our you your i me my mine \
    who whom whose which what when where why how there here and or nor but if then else than so as at by for from in \
    into of off on onto out over per to under until up upon via with within without after again against all also \
    although always among any anything around away back be been before being below between both can cannot could did \
    do does doing done down during each either ever every few had has have having however is isn just less let like \
    may maybe might more most much must neither never no none not nothing now often once one only other others \
    otherwise own quite rather really same shall should since some something soon still such through though three \
    thus together too toward towards two unless very was wasn were whether while will would yes yet am are aren don \
    doesn didn won ll ve re
    """

  /// What commits, issues and pull requests say of any change, and thanks for it.
  private static let changes = """
    add added adding adds actual actually already allow allowed allowing allows behave behavior behaviour behaviours \
    bug bugs build case cases change changed changes changing chore code codes commit commits correctly current \
    currently desired doc docs ensure ensures error errors example examples expect expected expects fail failed \
    failing fails feat feature features file files fix fixed fixes fixing follow following follows get gets getting \
    give given gives go goes good happen happens improve improved improvement improvements improves \
    improving instead issue issues know least line lines made make makes making merge need needed needs new nice old \
    output path perf please possible problem problems properly pull refactor remove removed removes removing request \
    requests result results revert same see seem seems set sets setting simply simplify still style support \
    supported supporting supports take takes thank thanks think tidy tried try trying turn update updated updates \
    updating use used uses using version want wants way well work worked working works wrong
    """
}
