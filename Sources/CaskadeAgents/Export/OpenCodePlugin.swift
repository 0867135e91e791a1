import CaskadeSyntax

/// The adapter by which OpenCode, which has no hooks that are commands, asks `guard`.
///
/// It sends what `guard opencode` reads: `hook_event_name`, `session_id`, `cwd`, and `tool` with `args` or `action` with
/// `resource`. An empty object is no opinion. Whatever else isn't an answer, or comes too late, is a denial.
enum OpenCodePlugin {
  static func text(_ request: ExportRequest) -> String {
    let words = JSONWriter(.compact).text(.array(request.hookWords(.opencode).map { .string($0) }))
    let head = """
      // Asks caskade before each tool call.
      import { spawnSync } from "node:child_process"

      const program = \(JSONWriter(.compact).text(.string(request.program)))
      const words = \(words)

      function answer(question, cwd) {
        const input = JSON.stringify({ ...question, cwd })
        const run = spawnSync(program, words, { input, cwd, encoding: "utf8", timeout: 30000 })
        if (run.error || run.status !== 0) {
          return { decision: "deny", reason: (run.stderr || "").trim() || "caskade could not answer" }
        }
        try {
          const found = JSON.parse(run.stdout)
          if (Object.keys(found).length === 0 || ["allow", "ask", "deny"].includes(found.decision)) return found
        } catch {}
        return { decision: "deny", reason: "caskade's answer could not be read" }
      }


      """
    switch request.dialect {
    case .v1:
      return head + """
        export const CaskadeGuard = async ({ directory }) => ({
          "tool.execute.before": async (input, output) => {
            const { decision, reason } = answer(
              { hook_event_name: "tool.execute.before", session_id: input.sessionID, callID: input.callID,
                tool: input.tool, args: output.args }, directory)
            if (decision === "deny" || decision === "ask") throw new Error(reason || "not in the Goal Contract")
          },
        })

        """
    case .v2:
      return head + """
        export default {
          id: "caskade-guard",
          async setup(ctx) {
            await ctx.permission.hook("evaluate", async (event) => {
              const { decision, reason } = answer(
                { hook_event_name: "permission.evaluate", session_id: event.sessionID, action: event.action,
                  resource: event.resource }, process.cwd())
              if (!decision) return
              event.effect = decision
              if (reason) event.message = reason
            })
            await ctx.tool.hook("execute.before", async (event) => {
              const { decision, reason } = answer(
                { hook_event_name: "execute.before", session_id: event.sessionID, callID: event.callID,
                  tool: event.tool, args: event.args ?? event.input }, process.cwd())
              if (decision === "deny") throw new Error(reason || "not in the Goal Contract")
            })
          },
        }

        """
    }
  }
}
