import { z } from 'zod';

/** What `npm audit --json --audit-level=high` left behind. */
export interface Asked {
  /** null: it was ended, since it did not end by itself. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Finding {
  readonly name: string;
  readonly severity: 'high' | 'critical';
  readonly range: string;
  /** Titles and addresses of the advisories; names of packages that hand theirs on. */
  readonly because: readonly string[];
}

export type Verdict =
  /** `lower`: packages with findings of less severity. */
  | { kind: 'clean'; lower: number }
  | { kind: 'found'; findings: readonly Finding[]; count: number }
  /** Nobody has looked: the registry is away, or answers no audits. */
  | { kind: 'not-answered'; why: string }
  /** It cannot be told what was found: to be mended here, and no pass. */
  | { kind: 'unreadable'; why: string };

/**
 * Only what npm says of the registry or of the way there is "not answered". Whatever else is no report is a failure, as is
 * a report that contradicts npm's exit code, or itself.
 */
export function judgeAudit({ exitCode, stdout, stderr }: Asked): Verdict {
  if (exitCode === null) return { kind: 'not-answered', why: 'no answer in time' };
  const document = parsed(stdout);
  const report = Report.safeParse(document);
  if (report.success) return judgeReport(report.data, exitCode);
  if (exitCode === 0) return { kind: 'unreadable', why: 'npm audit ended well and printed no report' };

  const complaint = Complaint.safeParse(document);
  if (complaint.success) {
    const { message, statusCode, error } = complaint.data;
    const why = message || error?.summary || error?.code || 'no reason';
    return { kind: isAway(error?.code, statusCode, message) ? 'not-answered' : 'unreadable', why };
  }
  // Where npm could not even write its complaint as JSON.
  const [, code] = /^npm (?:error|ERR!) code (\S+)$/m.exec(stderr) ?? [];
  const why = code ?? (stderr.trim().split('\n').at(-1) || 'npm audit printed nothing');
  return { kind: stdout.trim() === '' && isAway(code) ? 'not-answered' : 'unreadable', why };
}

const count = z.int().nonnegative();
const Vulnerability = z.object({
  severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
  range: z.string(),
  via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
});
const Report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), Vulnerability),
  metadata: z.object({
    vulnerabilities: z.object({ info: count, low: count, moderate: count, high: count, critical: count }),
  }),
});
/** npm's own, or the registry's answer as npm hands it on. */
const Complaint = z
  .object({
    message: z.string().optional(),
    statusCode: z.int().optional(),
    error: z.object({ code: z.string().optional(), summary: z.string().nullish() }).optional(),
  })
  .refine(({ message, error }) => message !== undefined || error !== undefined);

function judgeReport({ vulnerabilities, metadata }: z.output<typeof Report>, exitCode: number): Verdict {
  const { info, low, moderate, high, critical } = metadata.vulnerabilities;
  const findings = Object.entries(vulnerabilities).flatMap(([name, { severity, range, via }]): Finding[] => {
    if (severity !== 'high' && severity !== 'critical') return [];
    return [{ name, severity, range, because: via.map((cause) => (typeof cause === 'string' ? cause : `${cause.title}: ${cause.url}`)) }];
  });
  const worst = Math.max(high + critical, findings.length);
  if (worst > 0) return { kind: 'found', findings, count: worst };
  if (exitCode !== 0) return { kind: 'unreadable', why: `npm audit ended with ${exitCode}, and its report names nothing high or critical` };
  return { kind: 'clean', lower: info + low + moderate };
}

/** 400 is not among them: it says that the question was wrong. */
const AWAY_STATUS = /^(?:40[134568]|410|429|5\d\d)$/;
const AWAY_CODES = ['ENOAUDIT', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'ERR_SOCKET_TIMEOUT', 'ETIMEDOUT'];
/** As npm's fetch words it where it gives no code. An answer that is no JSON comes from something that knows no audits. */
const AWAY_WORDS = new RegExp(`\\b(?:${AWAY_CODES.join('|')})\\b|timeout|socket hang up|^invalid json response body`, 'i');

function isAway(code: string | undefined, statusCode?: number, message = ''): boolean {
  const status = statusCode?.toString() ?? /^E(\d{3})$/.exec(code ?? '')?.[1];
  if (status !== undefined) return AWAY_STATUS.test(status);
  return code === undefined ? AWAY_WORDS.test(message) : AWAY_CODES.includes(code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
