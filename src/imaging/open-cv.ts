import { createRequire } from 'node:module';

export type OpenCv = typeof import('@techstark/opencv-js');

/** WebAssembly and its glue; a third of a second and 100 MB, so only where pixels are worked on. */
interface Build {
  onRuntimeInitialized?: () => void;
}

let loading: Promise<{ cv: OpenCv }> | undefined;

/** Loads OpenCV once a thread. Boxed, because the module is a thenable that never settles when awaited. */
export function loadOpenCv(): Promise<{ cv: OpenCv }> {
  loading ??= load();
  return loading;
}

async function load(): Promise<{ cv: OpenCv }> {
  const release = keepProcessHandlers();
  const build: OpenCv & Build = createRequire(import.meta.url)('@techstark/opencv-js');
  release();
  if (typeof build.Mat !== 'function') {
    await new Promise<void>((resolve) => {
      build.onRuntimeInitialized = resolve;
    });
  }
  return { cv: build };
}

/** The build installs last-resort handlers that abort the whole process on anybody's unhandled rejection. */
function keepProcessHandlers(): () => void {
  const emitter: NodeJS.EventEmitter = process;
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = events.map((event) => emitter.listeners(event));
  return () => {
    events.forEach((event, i) => {
      for (const listener of emitter.listeners(event)) {
        if (!before[i]?.includes(listener)) emitter.removeListener(event, listener as () => void);
      }
    });
  };
}
