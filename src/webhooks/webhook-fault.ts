import type { DeliveryFault } from '../submissions/delivery/ports.ts';

/** Why no answer came. The message is the code: an error's own text can hold the URL. */
export class WebhookFault extends Error {
  override readonly name = 'WebhookFault';
  readonly code: DeliveryFault;

  constructor(code: DeliveryFault, options?: { cause: unknown }) {
    super(code, options);
    this.code = code;
  }
}
