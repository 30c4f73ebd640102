import type { Cost } from './cost.ts';
import type { PixelWork } from './floor.ts';
import type { ServiceFigures } from './service.ts';

/** One run of `npm run bench`, as `--json FILE` keeps it. */
export interface Figures {
  readonly run: {
    readonly case: string;
    readonly runs: number;
    readonly placement: string;
    readonly node: string;
    readonly platform: string;
  };
  readonly yardstick: Cost;
  readonly pixelWork: PixelWork;
  readonly service: ServiceFigures;
}

export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'ms CPU' | 'a second' | 'MiB';
  readonly value: number;
  /**
   * Of the yardstick of the same run: time of its time, CPU of its CPU, submissions a second of what one core would do
   * of it. null for what it says nothing of.
   */
  readonly times: number | null;
}

/** Every figure as a row, named by its part, so that two runs are compared row by row. */
export function rowsOf({ yardstick, pixelWork, service }: Figures): Row[] {
  const time = (name: string, value: number): Row => ({ name, unit: 'ms', value, times: value / yardstick.ms });
  const cpu = (name: string, value: number): Row => ({ name, unit: 'ms CPU', value, times: value / yardstick.cpuMs });
  const both = (name: string, cost: Cost) => [time(name, cost.ms), cpu(name, cost.cpuMs)];
  const { oneAtATime, inFlight, cpuMs, threadCpuMs, residentMiB } = service;
  const several = `${inFlight.submissions} in flight`;
  return [
    ...both('yardstick', yardstick),
    ...Object.entries(pixelWork).flatMap(([step, cost]) => both(`pixel work: ${step}`, cost)),
    time('one at a time: p50', oneAtATime.p50),
    time('one at a time: p95', oneAtATime.p95),
    ...Object.entries(oneAtATime.steps).map(([step, ms]) => time(`one at a time: ${step}`, ms)),
    { name: several, unit: 'a second', value: inFlight.perSecond, times: (inFlight.perSecond * yardstick.cpuMs) / 1000 },
    time(`${several}: p50`, inFlight.p50),
    time(`${several}: p95`, inFlight.p95),
    ...Object.entries(cpuMs).map(([part, ms]) => cpu(`a submission: ${part}`, ms)),
    ...Object.entries(threadCpuMs).map(([kind, ms]) => cpu(`Frontal's threads: ${kind}`, ms)),
    ...Object.entries(residentMiB).map(([part, value]): Row => ({ name: `resident: ${part}`, unit: 'MiB', value, times: null })),
  ];
}

/** The rows as lines, with the same row of an earlier run beside it where one is given. */
export function linesOf(figures: Figures, before: Figures | null): string[] {
  const earlier = new Map(before === null ? [] : rowsOf(before).map((row) => [`${row.name} ${row.unit}`, row]));
  return rowsOf(figures).map((row) => {
    const was = earlier.get(`${row.name} ${row.unit}`);
    return `${row.name.padEnd(32)} ${ofRow(row)}${was === undefined ? '' : `   before ${ofRow(was)}`}`.trimEnd();
  });
}

function ofRow({ value, unit, times }: Row): string {
  return `${value.toFixed(1).padStart(8)} ${unit.padEnd(8)} ${times === null ? ' '.repeat(8) : `${times.toFixed(2).padStart(6)} ×`}`;
}
