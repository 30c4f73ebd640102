import type { $ZodIssue } from 'zod/v4/core';
import type { ErrorCode, FieldError } from '../../contract/errors.ts';

const MAX_ERRORS = 20;

/** What a zod schema refused, each fault by JSON pointer from `base` on. Values are never repeated, keys are. */
export function fieldErrors(issues: readonly $ZodIssue[], base: string, code: ErrorCode): FieldError[] {
  return issues
    .flatMap((issue) => located(issue, base))
    .slice(0, MAX_ERRORS)
    .map((fault) => ({ ...fault, code }));
}

/** Of a key of the caller's, before it is cut short: nobody is answered with megabytes of it. */
const LONGEST_KEY = 200;

/** RFC 6901. */
export function pointerTo(base: string, ...path: readonly PropertyKey[]): string {
  return base + path.map((key) => `/${shortened(String(key)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function shortened(key: string): string {
  return key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
}

type Fault = Pick<FieldError, 'pointer' | 'detail'>;

function located(issue: $ZodIssue, base: string): Fault[] {
  const pointer = pointerTo(base, ...issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MAX_ERRORS).map((key) => ({ pointer: pointerTo(pointer, key), detail: 'There is no such option.' }));
    case 'invalid_union':
      return meantBranch(issue.errors)?.flatMap((inner) => located(inner, pointer)) ?? [
        { pointer, detail: issue.message === 'Invalid input' ? 'The value has none of the forms that are taken here.' : issue.message },
      ];
    case 'invalid_key':
      return [{ pointer, detail: issue.issues[0]?.message ?? issue.message }];
    default:
      return [{ pointer, detail: issue.message }];
  }
}

/** Of a union's branches the one that comes closest, by faults inside of the value; none where several come as close. */
function meantBranch(branches: readonly (readonly $ZodIssue[])[]): readonly $ZodIssue[] | undefined {
  const inside = branches.filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'));
  const fewest = Math.min(...inside.map((issues) => issues.length));
  const closest = inside.filter((issues) => issues.length === fewest);
  return closest.length === 1 ? closest[0] : undefined;
}
