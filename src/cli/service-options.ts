import type { Command } from 'commander';
import { createClient, type Client } from '../client/index.ts';
import { clientConfig } from './client-config.ts';
import type { Terminal } from './terminal.ts';

export interface ServiceOptions {
  readonly url?: string;
  readonly apiKey?: string;
}

export interface OutputOptions {
  readonly json?: true;
  readonly quiet?: true;
}

export function withService(command: Command): Command {
  return command
    .option('--url <url>', 'the service; FRONTAL_URL, or http://127.0.0.1:8000')
    .option('--api-key <key>', 'where the service asks for one; FRONTAL_API_KEY');
}

export function withOutput(command: Command): Command {
  return command.option('--json', 'print one JSON value a line, for programs').option('-q, --quiet', 'print nothing but what goes wrong');
}

/** @throws Complaint */
export function clientFor(options: ServiceOptions, terminal: Terminal, retryForMs = 0): Client {
  const { url, apiKey } = clientConfig(options, terminal.env);
  return createClient({ baseUrl: url, retryForMs, ...(apiKey !== null && { apiKey }) });
}

/** Shown under a command's options. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ frontal ${line}`).join('\n')}\n`;
}
