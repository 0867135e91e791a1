import CaskadeSyntax

extension TokenRules {
  /// Services that answer with language models.
  static let models: [TokenRule] = [
    TokenRule("openai-key", "OpenAI API key", "T3BlbkFJ", [.url64(20...80)], before: [.url64(23...180)], check: openAI),
    TokenRule("anthropic-key", "Anthropic API key", "sk-ant-api03-", [.url64(95)]),
    TokenRule("anthropic-admin-key", "Anthropic admin key", "sk-ant-admin01-", [.url64(95)]),
    TokenRule("anthropic-oauth-token", "Anthropic OAuth token", "sk-ant-oat01-", [.url64(95)]),
    TokenRule("huggingface-token", "Hugging Face token", "hf_", [.run(.alphanumeric, 34)], check: TokenCheck.random),
    TokenRule(
      "huggingface-org-token", "Hugging Face organisation token", "api_org_", [.run(.alphanumeric, 34)],
      check: TokenCheck.random),
    TokenRule("perplexity-key", "Perplexity API key", "pplx-", [.alnum(48)]),
    TokenRule("groq-key", "Groq API key", "gsk_", [.alnum(52)]),
    TokenRule("xai-key", "xAI API key", "xai-", [.alnum(80)]),
    TokenRule("replicate-token", "Replicate token", "r8_", [.alnum(37)]),
    TokenRule("openrouter-key", "OpenRouter key", "sk-or-v1-", [.lowerHex(64)]),
    TokenRule("langsmith-key", "LangSmith key", "lsv2_pt_", [.lowerHex(32), .text("_"), .lowerHex(10)]),
    TokenRule("langsmith-key", "LangSmith key", "lsv2_sk_", [.lowerHex(32), .text("_"), .lowerHex(10)]),
    TokenRule("pinecone-key", "Pinecone key", "pcsk_", [.run(.word, 60...80)]),
    TokenRule("nvidia-key", "NVIDIA API key", "nvapi-", [.url64(60...70)]),
  ]

  @Sendable private static func openAI(_ token: ArraySlice<UInt8>) -> Bool {
    token.starts(with: "sk-".utf8) && TokenCheck.notFilled(token)
  }
}
