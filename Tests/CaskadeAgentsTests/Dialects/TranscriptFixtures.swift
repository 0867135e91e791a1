/// A small session of each dialect, written for these tests.
enum TranscriptFixtures {
  static let claude = """
    {"type":"summary","summary":"Mend it","leafUuid":"u9"}
    {"parentUuid":null,"isSidechain":false,"cwd":"/srv/app","sessionId":"s1","version":"2.1.42","gitBranch":"fix","type":"user","message":{"role":"user","content":"Mend the login"},"uuid":"u1","timestamp":"2026-01-05T10:00:00.000Z"}
    {"cwd":"/srv/app","sessionId":"s1","type":"assistant","message":{"id":"m1","model":"model-a","role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"swift test | tail -1"}}],"usage":{"input_tokens":10,"output_tokens":5}},"uuid":"u2","timestamp":"2026-01-05T10:00:10.000Z"}
    {"cwd":"/srv/app","sessionId":"s1","type":"assistant","message":{"id":"m1","model":"model-a","role":"assistant","content":[{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"/srv/app/Sources/a.swift","old_string":"\\"a\\"","new_string":"b"}}],"usage":{"input_tokens":10,"output_tokens":9}},"uuid":"u3","timestamp":"2026-01-05T10:00:11.000Z"}
    {"cwd":"/srv/app","sessionId":"s1","type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"Exit code 1\\nfailed","is_error":true},{"type":"tool_result","tool_use_id":"t2","content":"ok"}]},"toolUseResult":"Error: Exit code 1","uuid":"u4","timestamp":"2026-01-05T10:00:20.000Z"}
    {"cwd":"/srv/app","sessionId":"s1","type":"progress","data":{"type":"agent_progress","message":{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t3","name":"Read","input":{"file_path":"/srv/app/README.md"}}]}}},"uuid":"u5","timestamp":"2026-01-05T10:00:21.000Z"}
    {"cwd":"/srv/app","sessionId":"s1","type":"assistant","message":{"id":"m2","role":"assistant","content":[{"type":"tool_use","id":"t4","name":"Bash","input":{"command":"git push","dangerouslyDisableSandbox":true}}]},"uuid":"u6","timestamp":"2026-01-05T10:00:22.000Z"}{"cwd":"/srv/app","sessionId":"s1","type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t4","content":"The user doesn't want to proceed with this tool use. It was rejected","is_error":true}]},"uuid":"u7","timestamp":"2026-01-05T10:01:00.000Z"}

    """

  static let codex = """
    {"timestamp":"2026-02-01T08:00:00.000Z","type":"session_meta","payload":{"id":"c1","cwd":"/srv/app","cli_version":"0.146.0","git":{"branch":"fix"}}}
    {"timestamp":"2026-02-01T08:00:01.000Z","type":"turn_context","payload":{"cwd":"/srv/app","sandbox_policy":{"type":"danger-full-access"},"model":"model-b"}}
    {"timestamp":"2026-02-01T08:00:02.000Z","type":"response_item","payload":{"type":"function_call","name":"exec_command","arguments":"{\\"cmd\\":\\"swift test\\",\\"workdir\\":\\"/srv/app/sub\\",\\"sandbox_permissions\\":\\"require_escalated\\"}","call_id":"k1"}}
    {"timestamp":"2026-02-01T08:00:03.000Z","type":"response_item","payload":{"type":"function_call_output","call_id":"k1","output":"Chunk ID: x\\nProcess exited with code 2\\nOutput:\\nno"}}
    {"timestamp":"2026-02-01T08:00:04.000Z","type":"response_item","payload":{"type":"custom_tool_call","name":"apply_patch","input":"*** Begin Patch\\n*** Add File: a.txt\\n+x\\n*** Update File: b.txt\\n*** Move to: c.txt\\n*** End Patch","call_id":"k2","status":"completed"}}
    {"timestamp":"2026-02-01T08:00:05.000Z","type":"event_msg","payload":{"type":"item_completed","item":{"type":"FileChange","id":"k2","status":"completed"}}}
    {"timestamp":"2026-02-01T08:00:06.000Z","type":"response_item","payload":{"type":"local_shell_call","call_id":"k3","action":{"type":"exec","command":["bash","-lc","ls -l"],"working_directory":"/srv/app"}}}
    {"timestamp":"2026-02-01T08:00:06.500Z","type":"response_item","payload":{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"x"}}}
    {"timestamp":"2026-02-01T08:00:07.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"total_tokens":1234}}}}
    {"timestamp":"2026-02-01T08:00:08.000Z","type":"event_msg","payload":{"type":"exec_command_end","call_id":"gone","exit_code":0}}

    """

  static let gemini = """
    {
      "sessionId": "g1", "projectHash": "ab12", "startTime": "2026-03-01T08:00:00.000Z",
      "messages": [
        {"id": "m1", "timestamp": "2026-03-01T08:00:00.000Z", "type": "user", "content": "Go"},
        {
          "id": "m2", "timestamp": "2026-03-01T08:00:05.000Z", "type": "gemini", "model": "model-c",
          "tokens": {"input": 1, "output": 2, "total": 3},
          "toolCalls": [
            {"id": "a1", "name": "run_shell_command", "args": {"command": "npm test"}, "status": "success",
             "result": [{"functionResponse": {"response": {"output": "Output: x\\nExit Code: 0\\n"}}}]},
            {"id": "a2", "name": "write_file", "args": {"file_path": "docs/a.md", "content": "x"}, "status": "cancelled"}
          ]
        }
      ]
    }
    """

  static let copilot = """
    {"type":"session.start","data":{"sessionId":"p1","copilotVersion":"1.0.77","selectedModel":"model-d","context":{"cwd":"C:\\\\work\\\\app","branch":"fix"}},"id":"e1","timestamp":"2026-04-01T08:00:00.000Z"}
    {"type":"tool.execution_start","data":{"toolCallId":"x1","toolName":"bash","arguments":{"command":"dir"}},"id":"e2","timestamp":"2026-04-01T08:00:01.000Z"}
    {"type":"tool.execution_complete","data":{"toolCallId":"x1","success":false},"id":"e3","timestamp":"2026-04-01T08:00:02.000Z"}
    {"type":"tool.execution_start","data":{"toolCallId":"x2","toolName":"create","arguments":"{\\"path\\":\\"C:\\\\\\\\work\\\\\\\\app\\\\\\\\a.ts\\"}"},"id":"e4","timestamp":"2026-04-01T08:00:03.000Z"}
    {"type":"tool.execution_complete","data":{"toolCallId":"x2","result":{"result_type":"success"}},"id":"e5","timestamp":"2026-04-01T08:00:04.000Z"}

    """

  static let openCode = """
    {"info":{"id":"ses_1","version":"1.3.0","directory":"/srv/app"},"messages":[
    {"info":{"id":"msg_1","role":"assistant","modelID":"model-e","cost":0.25,"tokens":{"input":7,"output":3},"time":{"created":1767600000000}},"parts":[
    {"id":"prt_1","type":"tool","callID":"o1","tool":"bash","state":{"status":"completed","input":{"command":"make"},"metadata":{"exit":2},"time":{"start":1767600001000,"end":1767600002000}}},
    {"id":"prt_2","type":"tool","callID":"o2","tool":"edit","state":{"status":"error","input":{"filePath":"/srv/app/b.c"},"error":"The user rejected permission to use this tool."}}
    ]}]}
    """

  static let neutral = """
    {"caskade_tools":1,"session":"n1","model":"model-f","cwd":"/srv/app","branch":"fix"}
    {"id":"1","time":"2026-05-01T08:00:00Z","tool":"shell","command":"make","status":"ok","exit_status":0}
    {"id":"2","time":"2026-05-01T08:00:01Z","tool":"edit","writes":["a.c"],"answer":"deny","rule":"paths.allow"}
    {"id":"3","time":"2026-05-01T08:00:02Z","tool":"mcp","name":"tracker/list","status":"error"}
    {"total":{"tokens":100,"usd":1.5}}

    """

  static let all = [claude, codex, gemini, copilot, openCode, neutral]
}
