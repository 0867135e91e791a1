"""Validates files of one kind: validators.py SCHEMAS KIND FILE...; what is wrong goes to standard output, and the status is 1.

A kind is a function here that raises, or answers a sentence, for a file that isn't valid.
"""

import base64
import json
import pathlib
import sys


def junit(schemas, path):
    """As Jenkins' plugin reads it, and by a reader that counts."""
    import xmlschema
    from junitparser import JUnitXml

    xmlschema.XMLSchema(schemas / "junit/junit-10-jenkins.xsd").validate(path)
    read = JUnitXml.fromfile(str(path))
    cases = [case for suite in read for case in suite]
    kinds = {"failures": 0, "errors": 0}
    for case in cases:
        names = {type(result).__name__ for result in case.result}
        kinds["failures"] += "Failure" in names
        kinds["errors"] += "Error" in names
    said = (read.tests, read.failures, read.errors)
    counted = (len(cases), kinds["failures"], kinds["errors"])
    return None if said == counted else f"says {said} and holds {counted}"


def in_toto(schemas, path):
    """Statement v1 by its own library, the predicates by ours, as none is published for svr 0.2."""
    import jsonschema
    from google.protobuf import json_format
    from in_toto_attestation.predicates.test_result.v0.test_result_pb2 import TestResult
    from in_toto_attestation.v1.statement import Statement
    from in_toto_attestation.v1.statement_pb2 import Statement as StatementMessage

    ours = json.loads((schemas / "in-toto-svr-0.2.ours.schema.json").read_text())
    lines = path.read_text().splitlines()
    if not lines:
        return "holds no statement"
    for line in lines:
        statement = json.loads(line)
        jsonschema.Draft7Validator(ours).validate(statement)
        Statement.copy_from_pb(json_format.ParseDict(statement, StatementMessage())).validate()
        if statement["predicateType"].endswith("test-result/v0.1"):
            json_format.ParseDict(without_ours(statement["predicate"]), TestResult())
    return None


def without_ours(predicate):
    """Readers ignore keys that they don't know; the library has to be asked to."""
    return {key: value for key, value in predicate.items() if not key.startswith("caskade_")}


def otlp(schemas, path):
    """One signal a line, with ids as OTLP/JSON writes them: hexadecimal, where protobuf's own JSON has base 64."""
    from google.protobuf import json_format
    from opentelemetry.proto.metrics.v1.metrics_pb2 import MetricsData
    from opentelemetry.proto.trace.v1.trace_pb2 import TracesData

    signals = []
    for line in path.read_text().splitlines():
        value = json.loads(line)
        signals.append(next(iter(value)))
        message = {"resourceSpans": TracesData, "resourceMetrics": MetricsData}[signals[-1]]()
        json_format.ParseDict(in_base64(value), message)
    return None if signals == ["resourceSpans", "resourceMetrics"] else f"holds {signals}"


def in_base64(value):
    lengths = {"traceId": 16, "spanId": 8, "parentSpanId": 8}
    if isinstance(value, list):
        return [in_base64(one) for one in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, one in value.items():
        if key in lengths:
            raw = bytes.fromhex(one)
            if len(raw) != lengths[key] or not any(raw):
                raise ValueError(f"{key} is {one!r}")
            result[key] = base64.b64encode(raw).decode()
        else:
            result[key] = in_base64(one)
    return result


def html(_, path):
    """HTML that a strict parser has nothing against, and that whoever can't see it, or has no network, can use."""
    import html5lib

    text = path.read_text()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    every = list(tree.iter())
    named = {one.get("id") for one in every if one.get("id")}
    faults = []

    def expect(holds, fault):
        if not holds:
            faults.append(fault)

    def all_of(*names):
        return [one for one in every if str(one.tag).split("}")[-1] in names]

    expect(tree.get("lang"), "no language")
    expect("".join(all_of("title")[0].itertext()).strip(), "no title")
    expect(len(all_of("h1")) == 1, "not one h1")
    expect(len(all_of("main")) == 1, "not one main")
    levels = [int(str(one.tag)[1]) for one in all_of("h1", "h2", "h3", "h4")]
    expect(all(b <= a + 1 for a, b in zip(levels, levels[1:])), f"headings skip a level: {levels}")
    expect(len(named) == len([one for one in every if one.get("id")]), "an id stands twice")
    for one in every:
        label = one.get("aria-labelledby")
        expect(not label or label in named, f"nothing is called {label}")
        expect(not any(key.startswith("on") for key in one.attrib), f"{one.tag} has a handler")
        expect(not one.get("href") and not one.get("src"), f"{one.tag} leads out of the page")
    expect(not all_of("script", "link", "iframe", "object", "img", "form"), "holds what a page of ours doesn't")
    expect("url(" not in text.replace("url(#", ""), "the style reads another file")
    for table in all_of("table"):
        expect(table.find("caption") is not None, "a table without a caption")
        expect(all(cell.get("scope") for cell in table.iter("th")), "a heading of nothing in a table")
        expect(all("".join(cell.itertext()).strip() for cell in table.iter("th")), "an empty heading in a table")
    for picture in all_of("svg"):
        says = picture.get("aria-label") or picture.get("aria-labelledby")
        expect(picture.get("role") == "img" and says, "a picture that says nothing")
    return "; ".join(faults + contrasts(text)) or None


def contrasts(text):
    """Each ink on its paper, in every set of colours of the style: WCAG 2.2, 1.4.3."""
    import re

    faults = []
    sets = re.findall(r":root \{[^}]*?(--ink[^}]*)\}", text)
    if len(sets) < 3:
        return ["the style lacks colours for light, dark or paper"]
    for one in sets:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", one))
        pairs = [(ink, ink[:-3] + "paper") for ink in colours if ink.endswith("ink")] + [("quiet-ink", "paper")]
        pairs += [(ink, "paper") for ink in colours if ink.endswith("-ink")]
        for ink, paper in pairs:
            light, dark = sorted((luminance(colours[ink]), luminance(colours[paper])), reverse=True)
            ratio = (light + 0.05) / (dark + 0.05)
            if ratio < 4.5:
                faults.append(f"{ink} on {paper}: {ratio:.2f} to 1")
    return faults


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


KINDS = {"junit": junit, "in-toto": in_toto, "otlp": otlp, "html": html}


def main():
    schemas, kind, files = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if not files:
        sys.exit("no file")
    faults = 0
    for name in files:
        try:
            fault = KINDS[kind](schemas, pathlib.Path(name))
        except Exception as error:  # A validator's own errors have no common kind.
            fault = f"{type(error).__name__}: {str(error)[:600]}"
        if fault:
            faults += 1
            print(f"{name}: {fault}")
    sys.exit(1 if faults else 0)


main()
