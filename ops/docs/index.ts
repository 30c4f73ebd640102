import { writeFileSync } from 'node:fs';
import { generatedFiles } from './pages.ts';

/** `npm run docs`, in the root of the repository. */
for (const [path, content] of generatedFiles()) writeFileSync(path, content);
