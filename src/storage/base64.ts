/**
 * Reads a bytea column as base64. The driver takes its values as text, and the hexadecimal digits that PostgreSQL sends
 * otherwise are half as long again and slower to decode.
 */
export function asBase64(column: string): string {
  return `encode(${column}, 'base64')`;
}
