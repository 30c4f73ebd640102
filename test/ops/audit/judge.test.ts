import { describe, expect, test } from 'vitest';
import { judgeAudit, type Asked } from '../../../ops/audit/judge.ts';

const asked = (document: unknown, exitCode: number | null = 1, stderr = ''): Asked => ({
  exitCode,
  stdout: typeof document === 'string' ? document : JSON.stringify(document, null, 2),
  stderr,
});

const NONE = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };

/** As npm 10 and 11 print it. */
function report(vulnerabilities: Record<string, object>, counts: Partial<typeof NONE>) {
  const dependencies = { prod: 204, dev: 91, optional: 40, peer: 0, peerOptional: 0, total: 320 };
  return { auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: { ...NONE, ...counts }, dependencies } };
}

const vulnerability = (name: string, severity: string, via: unknown[]) => ({
  name, severity, isDirect: false, via, effects: [], range: '<1.2.6', nodes: [`node_modules/${name}`], fixAvailable: true,
});
const MINIMIST = {
  source: 1097678, name: 'minimist', dependency: 'minimist', title: 'Prototype Pollution in minimist',
  url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h', severity: 'critical', cwe: ['CWE-1321'],
  cvss: { score: 9.8, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }, range: '<0.2.4',
};

describe('a report', () => {
  test('with a critical finding, and one that hands it on, names both', () => {
    const given = report({ minimist: vulnerability('minimist', 'critical', [MINIMIST]), mkdirp: vulnerability('mkdirp', 'high', ['minimist']) }, { critical: 1, high: 1, total: 2 });
    expect(judgeAudit(asked(given))).toEqual({
      kind: 'found',
      count: 2,
      findings: [
        { name: 'minimist', severity: 'critical', range: '<1.2.6', because: ['Prototype Pollution in minimist: https://github.com/advisories/GHSA-xvch-5gv4-984h'] },
        { name: 'mkdirp', severity: 'high', range: '<1.2.6', because: ['minimist'] },
      ],
    });
  });

  test('that finds nothing is clean', () => {
    expect(judgeAudit(asked(report({}, {}), 0))).toEqual({ kind: 'clean', lower: 0 });
  });

  test('of lower severity is clean, and counted', () => {
    const given = report({ weak: vulnerability('weak', 'moderate', [{ ...MINIMIST, severity: 'moderate' }]) }, { moderate: 1, total: 1 });
    expect(judgeAudit(asked(given, 0))).toEqual({ kind: 'clean', lower: 1 });
  });

  test.each([
    ['its counts alone say so', report({}, { high: 1, total: 1 }), 1],
    ['its list alone says so', report({ weak: vulnerability('weak', 'high', [MINIMIST]) }, {}), 1],
    ['npm ended well all the same', report({ weak: vulnerability('weak', 'high', [MINIMIST]) }, { high: 1, total: 1 }), 0],
  ])('has a finding where %s', (_, given, exitCode) => {
    expect(judgeAudit(asked(given, exitCode))).toMatchObject({ kind: 'found', count: 1 });
  });

  test('that names nothing is not believed where npm failed', () => {
    expect(judgeAudit(asked(report({}, {}), 1)).kind).toBe('unreadable');
  });
});

describe('a registry that does not answer', () => {
  // npm 11 of a registry that refuses, and of none.
  const refused = {
    message: '405 Method Not Allowed - POST https://registry.npmjs.org/-/npm/v1/security/advisories/bulk', method: 'POST',
    uri: 'https://registry.npmjs.org/-/npm/v1/security/advisories/bulk', headers: { allow: ['GET,HEAD'] }, statusCode: 405, body: '',
    error: { summary: '', detail: '' },
  };
  const lost = (reason: string) => ({ message: `request to http://127.0.0.1:9/-/npm/v1/security/advisories/bulk failed, reason: ${reason}`, error: { summary: '', detail: '' } });
  const coded = (code: string) => ({ error: { code, summary: `Your configured registry may not support audit requests: ${code}`, detail: '' } });

  test.each([
    refused,
    { ...refused, statusCode: 503, message: '503 Service Unavailable' },
    lost('connect ECONNREFUSED 127.0.0.1:9'),
    lost('getaddrinfo ENOTFOUND nosuchhost.invalid'),
    { message: 'network timeout at: http://127.0.0.1:9/', error: { summary: '', detail: '' } },
    { message: 'invalid json response body at http://127.0.0.1:9/ reason: Unexpected token <', error: { summary: '', detail: '' } },
    coded('ENOAUDIT'),
    coded('E404'),
    coded('ETIMEDOUT'),
  ])('is told of: %j', (document) => {
    const verdict = judgeAudit(asked(document));
    expect(verdict).toMatchObject({ kind: 'not-answered', why: expect.stringMatching(/\w/) });
    // With the same words, and an exit code that speaks of a check.
    expect(judgeAudit(asked(document, 0)).kind).toBe('unreadable');
  });

  test('is told of where npm was ended, or could write nothing but its code', () => {
    expect(judgeAudit(asked('', null)).kind).toBe('not-answered');
    expect(judgeAudit(asked('{"auditRep', null)).kind).toBe('not-answered');
    expect(judgeAudit(asked('', 1, 'npm error code ENOAUDIT\nnpm error audit endpoint\n'))).toEqual({ kind: 'not-answered', why: 'ENOAUDIT' });
    expect(judgeAudit(asked('', 1, 'npm ERR! code ECONNRESET\n')).kind).toBe('not-answered');
  });
});

describe('is no pass, and no missing answer', () => {
  test.each([
    ['nothing at all, though npm ended well', asked('', 0)],
    ['nothing at all', asked('', 1)],
    ['garbage', asked('<html>', 1)],
    ['garbage, though a code of the network stands beside it', asked('{"auditRep', 1, 'npm error code ECONNRESET')],
    ['half a report', asked({ auditReportVersion: 2, vulnerabilities: {} }, 0)],
    ['a report of another version', asked({ ...report({}, {}), auditReportVersion: 3 }, 0)],
    ['a finding of unknown severity', asked(report({ weak: vulnerability('weak', 'apocalyptic', []) }, {}), 0)],
    ['no lock file', asked({ error: { code: 'ENOLOCK', summary: 'This command requires an existing lockfile.', detail: '' } })],
    ['a question that was wrong', asked({ message: '400 Bad Request', statusCode: 400, error: { summary: '', detail: '' } })],
    ['somebody between us and the registry', asked({ message: 'request to https://registry.npmjs.org/ failed, reason: self-signed certificate', error: { summary: '', detail: '' } })],
    ['an empty object', asked({}, 1)],
    ['null', asked('null', 0)],
  ])('%s', (_, given) => {
    expect(judgeAudit(given)).toMatchObject({ kind: 'unreadable', why: expect.stringMatching(/\w/) });
  });
});
