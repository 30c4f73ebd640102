/** One way to come by a program that can be run as `temporal server start-dev`. */
export interface Source {
  /** For messages: "the copy in …". */
  readonly name: string;
  readonly limitMs: number;
  /** @returns the program, seen to run. Throws if there is none; stops whatever it does on `signal` */
  readonly find: (signal: AbortSignal) => Promise<string>;
}
