import { exportTasks } from './export-tasks.ts';
import { serve } from './threads.ts';

export const run = serve(exportTasks);
