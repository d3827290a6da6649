/** The only tests that a machine may leave out, by the mark in their name, and why it may. */
export const allowedSkips = [
  { mark: "[redis]", because: "no redis-server could be found or unpacked" },
  { mark: "[peers]", because: "the Python packages that are compared with are not installed" },
  { mark: "[reference]", because: "the reference data folder (QUANTLOOM_REFERENCE_DATA) is not there" },
];

const nothing = { passed: 0, failed: 0, skipped: 0, forbiddenSkips: [] };

/** Counts passed and failed tests and sorts the skipped ones: a skip that is not on the list counts as failed. */
export function tallyOf({ passed, failed, skippedNames }) {
  const forbiddenSkips = skippedNames.filter((name) => !allowedSkips.some(({ mark }) => name.includes(mark)));
  return {
    passed,
    failed: failed + forbiddenSkips.length,
    skipped: skippedNames.length - forbiddenSkips.length,
    forbiddenSkips,
  };
}

/** Adds up the tallies of several runners. */
export function addTallies(tallies) {
  return tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
      forbiddenSkips: [...sum.forbiddenSkips, ...one.forbiddenSkips],
    }),
    nothing,
  );
}

/** Reads vitest's JSON report. A file that did not load has no tests to fail, so it counts as one failure itself. */
export function readVitestReport(report) {
  let passed = 0;
  let failed = 0;
  const skippedNames = [];
  for (const file of report.testResults) {
    const before = failed;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed += 1;
      else if (test.status === "failed") failed += 1;
      else skippedNames.push(test.fullName);
    }
    if (file.status === "failed" && failed === before) failed += 1;
  }
  if (!report.success && failed === 0) failed = 1; // an error outside of any test
  return tallyOf({ passed, failed, skippedNames });
}

function* playwrightTests(suites, path = []) {
  for (const suite of suites ?? []) {
    const here = [...path, suite.title];
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) yield { name: [...here, spec.title].join(" "), status: test.status };
    }
    yield* playwrightTests(suite.suites, here);
  }
}

/** Reads Playwright's JSON report. A test that passed only on a second attempt is a failure with an owner. */
export function readPlaywrightReport(report) {
  let passed = 0;
  let failed = (report.errors ?? []).length > 0 ? 1 : 0;
  const skippedNames = [];
  for (const { name, status } of playwrightTests(report.suites)) {
    if (status === "expected") passed += 1;
    else if (status === "skipped") skippedNames.push(name);
    else failed += 1;
  }
  return tallyOf({ passed, failed, skippedNames });
}

/** The last line of every run. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
