import { readFileSync } from 'node:fs';
import { FrontalError } from '../contract/errors.ts';

/** Settings that hold a secret. Each can be given as the path of a file that holds it, in a setting named `NAME_FILE`. */
export const SECRET_SETTINGS = ['DATABASE_URL', 'DATABASE_PASSWORD', 'FRONTAL_API_KEYS', 'WEBHOOK_SECRET'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with the secrets that files hold: an environment is passed on to children and shown by many tools, a
 * file is not.
 * @throws FrontalError `invalid_option` where a file cannot be read or is empty, or the setting is given both ways
 */
export function withSecretFiles(env: Environment): Environment {
  const read = SECRET_SETTINGS.flatMap((name): [string, string][] => {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) return [];
    if (env[name]?.trim()) throw refused(name, `${name} and ${name}_FILE are both set; expected one of them`);
    return [[name, contentOf(name, path)]];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function contentOf(name: string, path: string): string {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    throw refused(name, `${name}_FILE is ${JSON.stringify(path)}, which cannot be read (${reason}); expected a file that holds ${name}`);
  }
  if (content !== '') return content;
  throw refused(name, `${name}_FILE is ${JSON.stringify(path)}, which is empty; expected a file that holds ${name}`);
}

function refused(name: string, detail: string): FrontalError {
  return new FrontalError('invalid_option', detail, { errors: [{ pointer: `/${name}_FILE`, code: 'invalid_option', detail }] });
}
