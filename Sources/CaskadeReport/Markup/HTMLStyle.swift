/// The one style sheet. Each ink is readable on its paper, in the light and in the dark: 4.5 to 1 or better (WCAG 2.2,
/// 1.4.3); on paper pages are always light.
enum HTMLStyle {
  /// What a colour means. Words say it too.
  enum Tone: String, CaseIterable {
    case good, bad, unsure, quiet
  }

  private static let light = """
    --ink: #1b1f24; --paper: #ffffff; --quiet-ink: #4f5965; --quiet-paper: #eef1f4; --line: #7d8590;
    --good-ink: #0b5226; --good-paper: #d4f5dc; --bad-ink: #8f0a20; --bad-paper: #ffe3e0;
    --unsure-ink: #5c3b00; --unsure-paper: #fdeeb8;
    """

  private static let dark = """
    --ink: #e8edf2; --paper: #0d1117; --quiet-ink: #b3bcc6; --quiet-paper: #20272f; --line: #6b7580;
    --good-ink: #8ae8a9; --good-paper: #10331d; --bad-ink: #ffb8b2; --bad-paper: #4a161b;
    --unsure-ink: #f5d87c; --unsure-paper: #3d3007;
    """

  static let text = """
    :root { color-scheme: light dark; \(light) }
    @media (prefers-color-scheme: dark) { :root { \(dark) } }
    * { box-sizing: border-box }
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem;
      color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .6rem }
    .verdict { border-left: .4rem solid var(--line); padding-left: .8rem }
    .verdict.good { border-color: var(--good-ink) } .verdict.bad { border-color: var(--bad-ink) }
    .verdict.unsure { border-color: var(--unsure-ink) }
    h3 { font-size: 1rem; margin: 1rem 0 .2rem }
    p { margin: .4rem 0 } ul, ol { padding-left: 1.4rem } li { margin: .2rem 0 }
    code, pre { font: .9em ui-monospace, monospace }
    pre { background: var(--quiet-paper); padding: .7rem; overflow-x: auto; white-space: pre-wrap }
    .quiet, small { color: var(--quiet-ink) }
    .wide { overflow-x: auto }
    table { border-collapse: collapse; width: 100% }
    caption { text-align: left; color: var(--quiet-ink); padding: .2rem 0 }
    th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line);
      vertical-align: top; overflow-wrap: break-word }
    thead th { color: var(--quiet-ink) } tbody th { font-weight: 500 } tbody td:last-child { min-width: 9rem }
    .number { text-align: right; white-space: nowrap }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .8rem 0 }
    dt { color: var(--quiet-ink) } dd { margin: 0 }
    .state { display: inline-block; white-space: nowrap; padding: 0 .5rem; border-radius: .3rem; font-weight: 600;
      color: var(--quiet-ink); background: var(--quiet-paper) }
    .state.good { color: var(--good-ink); background: var(--good-paper) }
    .state.bad { color: var(--bad-ink); background: var(--bad-paper) }
    .state.unsure { color: var(--unsure-ink); background: var(--unsure-paper) }
    .finding { border-left: .3rem solid var(--line); padding-left: .8rem; margin: 1rem 0 }
    .finding.bad { border-color: var(--bad-ink) } .finding.unsure { border-color: var(--unsure-ink) }
    svg { display: block; width: 100%; height: auto; margin: .6rem 0 }
    td svg { max-width: 14rem; margin: .2rem 0 }
    svg text { font: 11px system-ui, sans-serif; fill: var(--ink) }
    svg .good { fill: var(--good-paper); stroke: var(--good-ink) } svg .bad { fill: var(--bad-paper); stroke: var(--bad-ink) }
    svg .unsure { fill: var(--unsure-paper); stroke: var(--unsure-ink) }
    svg .quiet { fill: var(--quiet-paper); stroke: var(--line) } svg .axis { stroke: var(--line); fill: none }
    svg .hatch { stroke: var(--bad-ink); stroke-width: 2 }
    summary { cursor: pointer } a { color: inherit }
    :focus-visible { outline: 2px solid var(--ink); outline-offset: 2px }
    @media print {
      :root { color-scheme: light; \(light) }
      body { max-width: none; padding: 0; font-size: 10pt } h2 { break-after: avoid }
      tr, .finding, svg { break-inside: avoid } .wide { overflow: visible }
      .state, svg rect { -webkit-print-color-adjust: exact; print-color-adjust: exact }
      details::details-content { content-visibility: visible; block-size: auto }
    }
    """
}
