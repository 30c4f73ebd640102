import { chmod } from 'node:fs/promises';

/** Build step: `npx frontal` in a clone runs the compiled file itself, and the compiler writes none that may be run. */
await chmod(new URL('frontal.js', import.meta.url), 0o755);
