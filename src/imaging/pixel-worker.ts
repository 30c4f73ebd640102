import { loadOpenCv } from './open-cv.ts';
import { pixelTasks } from './pixel-tasks.ts';
import { serve } from './threads.ts';

// A thread takes tasks only when it has OpenCV, so no task ever waits for it.
const { cv } = await loadOpenCv();

export const run = serve(pixelTasks(cv));
