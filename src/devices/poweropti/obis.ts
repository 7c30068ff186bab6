/** A = 1 (electricity), B = 0 (no channel), F = 255 or absent (the present value): nothing is lost without them. */
const LONG_FORM = /^1-0:(\d{1,3}\.\d{1,3}\.\d{1,3})(?:[*&]255)?$/;

/**
 * The name under which a register is published: `1-0:1.8.0*255` is the same register as `1.8.0`, so it gets the short
 * code that the documentation and the catalogue use. Other channels, other media and stored values (`1-1:1.8.0*255`,
 * `1-0:1.8.0*01`) are other registers and keep the code they come with.
 */
export function obisKey(code: string): string {
  return LONG_FORM.exec(code)?.[1] ?? code;
}
