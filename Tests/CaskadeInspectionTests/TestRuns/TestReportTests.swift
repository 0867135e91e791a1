import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

final class TestReportTests: XCTestCase {
  private func read(_ text: String) -> String {
    do throws(TestReportProblem) {
      return TestRunText.text(try TestReport(Array(text.utf8)).counts)
    } catch {
      return error.message
    }
  }

  private func check(_ rows: [Row<String, String>]) {
    for row in rows { XCTAssertEqual(read(row.input), row.expected, row.input, file: row.file, line: row.line) }
  }

  private static let pytest = """
    <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="2" failures="1" \
    skipped="1" tests="6" time="0.1" hostname="h"><testcase classname="t.test_a" name="test_x" time="0.0" />\
    <testcase classname="t.test_a" name="test_y"><failure message="assert 1 == 2">def test_y():\n&gt; assert 1 &lt; 0</failure>\
    </testcase><testcase classname="t.test_a" name="test_z"><skipped type="pytest.skip" message="no">x</skipped></testcase>\
    <testcase classname="" name="t.test_b"><error message="collection failure">ImportError</error></testcase>\
    <testcase classname="t.test_a" name="test_f"><error message="failed on setup with &quot;x&quot;">x</error></testcase>\
    <testcase classname="t.test_a" name="test_t"><error message="failed on teardown with &quot;x&quot;">x</error></testcase>\
    </testsuite></testsuites>
    """

  func testJUnit() {
    check([
      Row(Self.pytest, "3/2/2/1"),
      // swift test --xunit-output
      Row(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"TestResults\" errors=\"0\" tests=\"1\" failures=\"0\" time=\"0.0\">\n<testcase classname=\"PayTests.FeeTests\" name=\"testFee\" time=\"0.0\">\n</testcase>\n</testsuite>\n</testsuites>\n",
        "1/0/0/0"),
      Row(
        "<testsuites>\n<testsuite name=\"TestResults\" errors=\"0\" tests=\"0\" failures=\"0\" time=\"0.0\">\n</testsuite>\n</testsuites>\n",
        "0/0/0/0"),
      // Surefire, with a test that passed at its second try
      Row(
        "<testsuite xmlns:xsi=\"x\" name=\"A\" tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"><properties><property name=\"a\" value=\"b\"/></properties><testcase name=\"a\" classname=\"A\"><flakyFailure message=\"x\"/></testcase><testcase name=\"b\" classname=\"A\"><system-out><![CDATA[<testcase name='no'/>]]></system-out></testcase></testsuite>",
        "2/0/0/0"),
      // Gradle
      Row(
        "<testsuite name=\"A\" tests=\"2\" skipped=\"1\" failures=\"0\" errors=\"0\"><testcase name=\"a()\" classname=\"A\"/><testcase name=\"b()\" classname=\"A\"><skipped/></testcase></testsuite>",
        "1/0/0/1"),
      Row(
        "<testsuite tests=\"1\" failures=\"1\"><testcase name=\"initializationError\" classname=\"A\"><failure/></testcase></testsuite>",
        "0/0/1/0"),
      // nextest
      Row(
        "<testsuites name=\"nextest-run\" tests=\"2\" failures=\"1\" errors=\"0\"><testsuite name=\"pay\" tests=\"2\" disabled=\"0\" errors=\"0\" failures=\"1\"><testcase name=\"tests::a\" classname=\"pay\"/><testcase name=\"tests::b\" classname=\"pay\"><failure type=\"test failure\">x</failure></testcase></testsuite></testsuites>",
        "2/1/0/0"),
      // ctest and googletest
      Row(
        "<testsuite name=\"L\" tests=\"3\" failures=\"1\" disabled=\"1\" skipped=\"0\"><testcase name=\"a\" classname=\"a\" status=\"run\"/><testcase name=\"b\" classname=\"b\" status=\"fail\"><failure message=\"\"/></testcase><testcase name=\"c\" classname=\"c\" status=\"disabled\"/></testsuite>",
        "2/1/0/1"),
      Row(
        "<testsuites tests=\"2\"><testsuite name=\"S\" tests=\"2\" failures=\"0\" disabled=\"1\"><testcase name=\"A\" status=\"run\" result=\"completed\"/><testcase name=\"B\" status=\"notrun\" result=\"suppressed\"/></testsuite></testsuites>",
        "1/0/0/1"),
      // PHPUnit nests, and sums up outside
      Row(
        "<testsuites><testsuite name=\"\" tests=\"2\" errors=\"1\" failures=\"0\"><testsuite name=\"A\" tests=\"2\" errors=\"1\"><testcase name=\"a\"/><testcase name=\"b\"><error/></testcase></testsuite></testsuite></testsuites>",
        "2/1/0/0"),
      // Catch2 counts assertions
      Row(
        "<testsuites><testsuite name=\"c\" tests=\"7\" errors=\"0\" failures=\"0\"><testcase name=\"a\"/></testsuite></testsuites>",
        "1/0/0/0"),
      // A class that could not be loaded stands in the sums only
      Row("<testsuite name=\"A\" tests=\"1\" errors=\"1\" failures=\"0\"/>", "0/0/1/0"),
      Row(
        "<testsuite name=\"A\" tests=\"2\" errors=\"0\" failures=\"3\"><testcase name=\"a\"/><testcase name=\"b\"><failure/></testcase></testsuite>",
        "2/1/2/0"),
      Row("<testsuites tests=\"0\" failures=\"0\"/>", "0/0/0/0"), Row("<testsuites/>", "0/0/0/0"),
    ])
  }

  func testOthers() {
    check([
      Row(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><TestRun xmlns=\"http://microsoft.com/schemas/VisualStudio/TeamTest/2010\"><Times/><Results><UnitTestResult testName=\"A.a\" outcome=\"Passed\"><Output/></UnitTestResult><UnitTestResult testName=\"A.b\" outcome=\"Failed\"><InnerResults><UnitTestResult testName=\"A.b (1)\" outcome=\"Failed\"/></InnerResults></UnitTestResult><UnitTestResult testName=\"A.c\" outcome=\"NotExecuted\"/></Results><ResultSummary outcome=\"Failed\"><Counters total=\"3\" executed=\"2\" passed=\"1\" failed=\"1\" error=\"0\"/></ResultSummary></TestRun>",
        "2/1/0/1"),
      Row(
        "<TestRun><Results/><ResultSummary outcome=\"Failed\"><Counters total=\"0\"/></ResultSummary></TestRun>",
        "0/0/1/0"),
      Row("<TestRun><ResultSummary outcome=\"Completed\"><Counters total=\"0\"/></ResultSummary></TestRun>", "0/0/0/0"),
      Row(
        "TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\n  ---\n  message: 'ok 9'\n  ...\nok 3 - c # SKIP no\n", "2/1/0/1"
      ),
      Row("1..0 # SKIP no server\n", "0/0/0/0"), Row("1..2\nok\nok\n", "2/0/0/0"),
      Row("1..1\nnot ok 1 - later # TODO mend\n", "1/0/0/0"), Row("ok 1\nok 2\n1..2\n", "2/0/0/0"),
      Row(
        "TAP version 14\n1..2\n    # Subtest: s\n    1..2\n    ok 1 - x\n    not ok 2 - y\nnot ok 1 - s\nok 2 - z\n",
        "3/1/0/0"),
      Row("1..3\nok 1\n", "1/0/1/0"), Row("1..3\r\nok 1\r\nBail out! no disk\r\n", "1/0/1/0"),
      Row("ok 1 - a\n", "it has no plan (1..N), so nobody knows whether it is whole"),
      Row(
        """
        {"Time":"2026-01-01T00:00:00Z","Action":"start","Package":"a"}
        {"Action":"run","Package":"a","Test":"TestX"}
        {"Action":"output","Package":"a","Test":"TestX","Output":"not json: {"}
        {"Action":"pass","Package":"a","Test":"TestX","Elapsed":0.01}
        {"Action":"fail","Package":"a","Test":"TestY","Elapsed":0}
        {"Action":"skip","Package":"a","Test":"TestZ","Elapsed":0}
        {"Action":"fail","Package":"a","Elapsed":0.01}
        # b
        ./b.go:1:1: undefined: x
        {"Action":"fail","Package":"b","Elapsed":0}
        {"Action":"skip","Package":"c","Elapsed":0}
        """, "2/1/1/1"),
      Row("{\"Action\":\"skip\",\"Package\":\"c\"}\n", "0/0/0/0"),
    ])
  }

  func testRefusals() {
    let long = String(repeating: "x", count: 100)
    check([
      Row("", "it is empty"), Row(" \n\t", "it is empty"),
      Row("passed: 3", "it is neither JUnit XML, TRX, TAP nor the lines of 'go test -json'"),
      Row("[]", "it is neither JUnit XML, TRX, TAP nor the lines of 'go test -json'"),
      Row("<html></html>", "its root element is 'html', and not one of JUnit XML or TRX"),
      Row("<\(long)/>", "its root element is '\(long.prefix(60))', and not one of JUnit XML or TRX"),
      Row("<testsuites><testsuite></testsuites>", "an end tag doesn't match its start tag at byte 23"),
      Row("<testsuite>", "the XML ends too early at byte 11"),
      Row("<!DOCTYPE x [<!ENTITY a 'b'>]><testsuite/>", "a document type is declared, which isn't read, at byte 0"),
      Row("<testsuite tests='-1'/>", "its attribute 'tests' is no number of tests: '-1'"),
      Row("<testsuite tests='1e9'/>", "its attribute 'tests' is no number of tests: '1e9'"),
      Row("<testsuite tests=''/>", "its attribute 'tests' is no number of tests: ''"),
      Row(
        "<testsuite failures='99999999999999999999'/>",
        "its attribute 'failures' is no number of tests: '99999999999999999999'"),
      Row("<testsuite errors='1\u{1B}[2J'/>", "its attribute 'errors' is no number of tests: '1\\x1B[2J'"),
      Row("<testsuite tests='5'/>", "it states 5 tests and names 0"),
      Row("<testsuite tests='0'><testcase name='a'/></testsuite>", "it states 0 tests and names 1"),
      Row("<TestRun><ResultSummary><Counters total='3'/></ResultSummary></TestRun>", "it states 3 tests and names 0"),
      Row(
        "<TestRun><ResultSummary><Counters total='x'/></ResultSummary></TestRun>",
        "its attribute 'total' is no number of tests: 'x'"),
      Row("{\"a\":1}\n", "it has no event of 'go test -json'"), Row("{\"Action\":\n", "its line 1 is no JSON"),
    ])
  }

  func testNames() throws {
    let report = try TestReport(Array(Self.pytest.utf8))
    XCTAssertEqual(
      report.names,
      TestNames(
        passed: ["t.test_a.test_x"],
        failed: ["t.test_a.test_y", "t.test_b", "t.test_a.test_f", "t.test_a.test_t"], skipped: ["t.test_a.test_z"]))
    let many = (0..<3_000).map { "<testcase name='n\($0)'/>" }.joined()
    let large = try TestReport(Array("<testsuite tests='3000'>\(many)</testsuite>".utf8))
    XCTAssertEqual(large.counts.run, 3_000)
    XCTAssertEqual(large.names.passed.count, 2_000)
    XCTAssertEqual(large.names.omitted, 1_000)
    let long = try TestReport(
      Array("<testsuite><testcase name='\(String(repeating: "n", count: 400))'/></testsuite>".utf8))
    XCTAssertEqual(long.names, TestNames(omitted: 1))
  }

  func testTimeGrowsWithTheReport() {
    let growth = TimeGrowth(from: 200) { size in
      let cases = (0..<size).map {
        "<testcase classname='c' name='n\($0)'><system-out>&lt;text&gt; of it</system-out></testcase>"
      }
      return Array("<testsuite>\(cases.joined())</testsuite>".utf8)
    } _: { bytes in
      XCTAssertNotNil(try? TestReport(bytes))
    }
    XCTAssert(growth.isLinear, "\(growth)")
  }
}
