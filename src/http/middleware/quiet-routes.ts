/** Asked for all day long by machines: probes and scrapes, which are neither logged at info nor traced. */
export function isQuiet(path: string): boolean {
  return path.startsWith('/health') || path === '/metrics';
}
