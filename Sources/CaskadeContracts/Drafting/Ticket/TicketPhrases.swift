/// How people begin and end a mail, name a section, and say what is to be true: a few words of a dozen languages.
///
/// A table finds what is common. What it doesn't know stays in the comment, and the person reads it there.
enum TicketPhrases {
  /// How a line begins that greets.
  static let greetings = [
    "hi", "hello", "hey", "dear", "good morning", "good afternoon", "hallo", "guten tag", "guten morgen", "moin",
    "liebe", "lieber", "sehr geehrte", "bonjour", "bonsoir", "salut", "hola", "buenos", "buenas", "estimado",
    "estimada", "olá", "ola", "oi", "bom dia", "ciao", "buongiorno", "hoi", "beste", "hej", "cześć", "dzień dobry",
    "ahoj", "здравствуйте", "привет", "добрый день", "доброе утро", "вітаю", "merhaba", "γεια", "こんにちは", "お疲れ様",
    "お世話になって", "你好", "您好", "大家好", "안녕하세요", "مرحبا", "שלום", "नमस्ते", "xin chào",
  ]

  /// How a line begins that takes leave; a name follows.
  static let closings = [
    "best regards", "kind regards", "warm regards", "regards", "best wishes", "best,", "thanks", "thank you", "thx",
    "many thanks", "cheers", "sincerely", "yours", "mfg", "mit freundlichen grüßen", "viele grüße", "beste grüße",
    "liebe grüße", "grüße", "gruß", "vielen dank", "danke", "cordialement", "bien à vous", "merci", "saludos",
    "un saludo", "gracias", "atentamente", "atenciosamente", "obrigado", "obrigada", "abraços", "grazie",
    "cordiali saluti", "groeten", "met vriendelijke groet", "bedankt", "mvh", "med vänliga hälsningar", "tack",
    "pozdrawiam", "dziękuję", "s pozdravem", "с уважением", "спасибо", "заранее спасибо", "дякую", "teşekkürler",
    "saygılarımla", "よろしくお願い", "ありがとう", "谢谢", "此致", "감사합니다", "شكرا", "תודה", "धन्यवाद", "cảm ơn",
    "sent from my", "von meinem iphone", "envoyé de mon", "get outlook for",
  ]

  /// Headings above what a reviewer checks.
  static let acceptance = [
    "acceptance", "definition of done", "done when", "dod", "ac", "success criteria", "requirements",
    "akzeptanzkriterien", "abnahmekriterien", "critères d'acceptation", "criterios de aceptación",
    "critérios de aceitação", "criteri di accettazione", "acceptatiecriteria", "kryteria akceptacji",
    "критерии приемки", "критерии приёмки", "критерії приймання", "kabul kriterleri", "受け入れ条件", "受け入れ基準",
    "完了条件", "验收标准", "驗收標準", "완료 조건", "인수 조건",
  ]

  /// Headings above what is to be true.
  static let expected = [
    "expected", "desired", "goal", "outcome", "what should happen", "what i expected", "solution",
    "erwartetes verhalten", "erwartet", "ziel", "soll", "comportement attendu", "résultat attendu", "objectif",
    "comportamiento esperado", "resultado esperado", "comportamento esperado", "objetivo", "comportamento atteso",
    "verwacht", "oczekiwane", "ожидаемое поведение", "ожидаемый результат", "очікувана", "beklenen", "期待する",
    "期待される", "期望", "预期", "預期", "기대",
  ]

  /// Headings above what says nothing of the result, or is there for the one who files it.
  static let aside = [
    "actual", "additional", "before submitting", "checklist", "checks", "code of conduct", "context", "current",
    "environment", "how to reproduce", "log", "notes for", "prerequisites", "preflight", "reproduc", "screenshot",
    "severity", "stack trace", "steps", "system", "to reproduce", "type of", "version", "workaround", "umgebung",
    "schritte", "étapes", "pasos", "шаги", "окружение", "環境", "再現", "环境", "复现", "재현",
  ]

  /// Words that say what is to be true, with the spaces around them where the script has any.
  static let results = [
    " should ", " must ", " shall ", " has to ", " have to ", " needs to ", " is expected ", " are expected ",
    " soll ", " sollen ", " sollte ", " sollten ", " muss ", " müssen ", " doit ", " doivent ", " devrait ",
    " devraient ", " debe ", " deben ", " debería ", " deberían ", " deve ", " devem ", " deveria ", " devono ",
    " dovrebbe ", " moet ", " moeten ", " ska ", " skal ", " powinien ", " powinna ", " powinno ", " powinny ",
    " musi ", " má ", " musí ", " должен ", " должна ", " должно ", " должны ", " повинен ", " повинна ", " повинно ",
    " має ", " πρέπει ", " phải ", " harus ", " gerekir", " meli", " malı", "应该", "應該", "应当", "必须", "必須",
    "需要", "べき", "する必要", "ようにする", "해야", "يجب", "צריך", "चाहिए",
  ]

  /// Words of a text that tells what is wrong today, which is no result.
  static let troubles = [
    "bug", "broken", "breaks", "can't", "cannot", "crash", "currently", "does not", "doesn't", "don't", "do not",
    "error", "exception", "fail", "hang", "incorrect", "instead", "isn't", "is not", "issue", "loop", "missing",
    "no longer", "not ", "panic", "problem", "regression", "stuck", "throws", "today", "traceback", "unable",
    "unexpected", "won't", "wrong",
  ]

  /// Words without which no English sentence of some length gets along.
  static let english = [" is ", " are ", " the ", " a ", " an ", " to ", " with ", " and ", " of ", " for "]

  /// Whether a heading's text is about what one of the words says, at its beginning.
  static func isAbout(_ heading: String, _ words: [String]) -> Bool {
    let text = heading.lowercased()
    return words.contains { word in
      guard text.hasPrefix(word) else { return false }
      // `ac` is no beginning of `actual`.
      return word.count > 3 || !(text.dropFirst(word.count).first?.isLetter ?? false)
    }
  }
}
