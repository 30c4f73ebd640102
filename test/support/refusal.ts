/** The code and message of whatever error a call ends with, thrown at once or by promise. */
export async function refusal(call: () => unknown): Promise<{ code: unknown; message: string }> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { code: 'code' in error ? error.code : error.name, message: error.message };
  }
  throw new Error('nothing was refused');
}
