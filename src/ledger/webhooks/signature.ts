import { createHmac } from 'node:crypto';

/** Name of the header with the signature, as in the CSMS documentation. */
export const SIGNATURE_HEADER = 'x-dynamo-signature';

/** `sha256=` and the HMAC-SHA256 of the body's bytes in lower-case hexadecimal. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}
