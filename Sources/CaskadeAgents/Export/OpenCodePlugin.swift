import CaskadeSyntax

/// The adapter by which OpenCode, which has no hooks that are commands, asks `guard`.
///
/// It sends one JSON object, `{"hook_event_name", "tool", "args", "session_id", "call_id", "cwd"}`, and takes one with
/// `decision` (`allow`, `ask`, `deny`) and `reason`; no output with status 0 is no opinion. Whatever else comes, or
/// nothing in time, is a denial.
enum OpenCodePlugin {
  static func text(_ request: ExportRequest) -> String {
    let words = JSONWriter(.compact).text(.array(request.hookWords(.opencode).map { .string($0) }))
    let head = """
      // Asks caskade before each tool call.
      import { spawnSync } from "node:child_process"

      const program = \(JSONWriter(.compact).text(.string(request.program)))
      const words = \(words)

      function answer(tool, args, session, call, cwd) {
        const input = JSON.stringify({
          hook_event_name: "tool.execute.before", tool, args, session_id: session, call_id: call, cwd,
        })
        const run = spawnSync(program, words, { input, cwd, encoding: "utf8", timeout: 30000 })
        if (run.error || run.status !== 0) {
          return { decision: "deny", reason: (run.stderr || "").trim() || "caskade could not answer" }
        }
        if (!run.stdout.trim()) return { decision: "allow" }
        try {
          return JSON.parse(run.stdout)
        } catch {
          return { decision: "deny", reason: "caskade's answer could not be read" }
        }
      }


      """
    switch request.dialect {
    case .v1:
      return head + """
        export const CaskadeGuard = async ({ directory }) => ({
          "tool.execute.before": async (input, output) => {
            const { decision, reason } = answer(input.tool, output.args, input.sessionID, input.callID, directory)
            if (decision !== "allow") throw new Error(reason || "not in the Goal Contract")
          },
        })

        """
    case .v2:
      return head + """
        export default {
          id: "caskade-guard",
          async setup(ctx) {
            await ctx.tool.hook("execute.before", async (event) => {
              const args = event.args ?? event.input
              const { decision, reason } = answer(event.tool, args, event.sessionID, event.callID, process.cwd())
              if (decision === "deny" || (decision !== "allow" && decision !== "ask")) {
                throw new Error(reason || "not in the Goal Contract")
              }
            })
          },
        }

        """
    }
  }
}
