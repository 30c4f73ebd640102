import { FrontalProblem, FrontalTimeout, FrontalUnreachable } from '../client/index.ts';
import { FrontalError, ERRORS } from '../contract/errors.ts';
import { GeometryError } from '../geometry/index.ts';
import { Complaint } from './complaint.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export interface Explanation {
  readonly exitCode: ExitCode;
  /** Without a line break. */
  readonly line: string;
  readonly code: string;
}

/** What went wrong and what to do about it, in one line. Null for an error that nobody foresaw. */
export function explainError(error: unknown): Explanation | null {
  if (error instanceof Complaint) return { exitCode: error.exitCode, line: oneLine(error.message), code: 'complaint' };
  if (error instanceof FrontalTimeout) {
    return { exitCode: EXIT.unavailable, line: `${error.message}: wait for it with \`frontal wait\`, or longer with --timeout`, code: 'timeout' };
  }
  if (error instanceof FrontalUnreachable) {
    return {
      exitCode: EXIT.unavailable,
      line: `no service answers at ${error.url}: start one with \`frontal serve\`, or name another with --url or FRONTAL_URL`,
      code: 'unreachable',
    };
  }
  if (error instanceof FrontalProblem) return ofProblem(error);
  if (error instanceof FrontalError || error instanceof GeometryError) {
    const { status } = ERRORS[error.code];
    return { exitCode: exitCodeOf(status), line: `${oneLine(reasonOf(error))} (${error.code})`, code: error.code };
  }
  return null;
}

/** The contract's sentence about landmarks says nothing of why: what is said of the field does. */
function reasonOf(error: FrontalError | GeometryError): string {
  if (error.code !== 'invalid_landmarks' || !(error instanceof FrontalError) || error.errors.length === 0) return error.message;
  return error.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(' ');
}

function ofProblem(problem: FrontalProblem): Explanation {
  const { status, code, retryAfterSeconds } = problem;
  const told = problem.errors.map(({ pointer, detail }) => (pointer === '' ? detail : `${pointer}: ${detail}`)).join(' ');
  const detail = oneLine(told || problem.detail);
  const explained = { exitCode: exitCodeOf(status), code };
  if (status === 401) return { ...explained, line: problem.isWrongKey ? WRONG_KEY : NO_KEY };
  if (status === 429 || status === 503) {
    const when = retryAfterSeconds === null ? 'later' : `in ${Math.ceil(retryAfterSeconds)} s`;
    return { ...explained, line: `${detail} (${code}) Try again ${when}.` };
  }
  return { ...explained, line: `${detail} (${code})` };
}

const NO_KEY = 'the service asks for an API key, one of its FRONTAL_API_KEYS: set FRONTAL_API_KEY, or --api-key';
const WRONG_KEY = 'the API key is wrong, it is none of the FRONTAL_API_KEYS of the service: correct FRONTAL_API_KEY, or --api-key';

function exitCodeOf(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.unauthorized;
  if (status === 404 || status === 410) return EXIT.notFound;
  if (status === 429 || [502, 503, 504].includes(status)) return EXIT.unavailable;
  if (status >= 400 && status < 500) return EXIT.refused;
  return EXIT.internal;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
