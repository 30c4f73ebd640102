/** A list of 32-bit integers that grows: what tracing pushes to without boxing numbers. */
export class GrowingInts {
  length = 0;
  #values = new Int32Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = new Int32Array(2 * this.length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length++] = value;
  }

  /** What was pushed; valid until the next push. */
  take(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}
