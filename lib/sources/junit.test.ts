import { describe, expect, it } from 'vitest';
import { readJunit } from '@/lib/sources/junit';

const read = (text: string, encoding?: BufferEncoding) => readJunit(Buffer.from(text, encoding));
const wrong = (text: string) => read(text).fault?.reason;

describe('a report', () => {
  it('names the tests that failed, as pytest writes them', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
      <testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" tests="4">
        <testcase classname="tests.test_cart" name="test_total" time="0.01" />
        <testcase classname="tests.test_cart" name="test_tax[de &amp; at]">
          <failure message="assert 1 == 2">&lt;long text&gt; <![CDATA[ <failure> ]]></failure>
        </testcase>
        <testcase classname="tests.test_cart" name="test_db"><error message="no database" /></testcase>
        <testcase classname="tests.test_cart" name="test_later"><skipped type="pytest.skip" /></testcase>
      </testsuite></testsuites>`;
    expect(read(text).report).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ['tests.test_cart > test_tax[de & at]', 'tests.test_cart > test_db'],
      flaky: [],
    });
  });

  it('of one suite alone, with suites in suites, counts each test once', () => {
    const text = `<testsuite name="all"><testsuite name="a"><testcase name="x"/></testsuite>
      <testsuite name="b"><testcase name="x"><failure/><system-out>text</system-out></testcase></testsuite></testsuite>`;
    expect(read(text).report).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['b > x'],
      flaky: [],
    });
  });

  it('holds a test that passed on a rerun for flaky, as Surefire writes it', () => {
    const text = `<testsuite name="T">
      <testcase name="once" classname="T"><flakyFailure message="m" /></testcase>
      <testcase name="never" classname="T"><failure/><rerunFailure/></testcase></testsuite>`;
    expect(read(text).report).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ['T > never'],
      flaky: ['T > once'],
    });
  });

  it('holds a test that is told again for flaky, as gotestsum writes it', () => {
    const text = `<testsuites><testsuite name="pkg">
      <testcase classname="pkg" name="TestA"><failure/></testcase>
      <testcase classname="pkg" name="TestA"></testcase></testsuite></testsuites>`;
    expect(read(text).report).toMatchObject({ passed: 1, failed: 0, flaky: ['pkg > TestA'] });
  });

  it('tells of what failed outside of any test', () => {
    const text = '<testsuite name="conftest"><error message="import failed"/></testsuite>';
    expect(read(text).report).toMatchObject({ failed: 1, failures: ['conftest'] });
  });

  it('without tests says that none ran', () => {
    expect(read('<testsuites/>').report).toMatchObject({ passed: 0, failed: 0, skipped: 0 });
  });

  it.each(['utf16le', 'utf8'] as const)('may be %s with a byte order mark', (encoding) => {
    const text = '\uFEFF<testsuite name="é"><testcase name="ü"><failure/></testcase></testsuite>';
    expect(read(text, encoding).report?.failures).toEqual(['é > ü']);
  });

  it('is read in the encoding that it declares', () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="ü"><error/></testcase></testsuite>';
    expect(read(text, 'latin1').report?.failures).toEqual(['ü']);
  });
});

describe('what is no report is refused in words', () => {
  it.each([
    ['nothing', '', /is empty|is not XML/],
    ['JSON', '{"tests": 1}', /is not XML/],
    ['another document', '<html><body/></html>', /is not JUnit XML: it is a <html>/],
    ['half a report', '<testsuite><testcase name="a">', /is not XML: .* in line 1/],
    ['an entity of its own', '<!DOCTYPE t [<!ENTITY a "b">]><testsuite name="&a;"/>', /is not XML/],
    [
      'an encoding that is not known',
      '<?xml version="1.0" encoding="KLINGON"?><testsuite/>',
      /KLINGON/,
    ],
    ['endless nesting', '<testsuite>'.repeat(1_000), /nests deeper than 100/],
  ])('%s', (_, text, reason) => {
    expect(wrong(text)).toMatch(reason);
  });
});
