import { expect, it } from 'vitest';
import { isoTime } from '../src/iso-time.js';

it.each([
  [1717575240123, '2024-06-05T08:14:00Z'],
  [1717575240999, '2024-06-05T08:14:00Z'],
  [0, '1970-01-01T00:00:00Z'],
  [-1, '1969-12-31T23:59:59Z'],
])('%d is written as %s', (ms, text) => expect(isoTime(ms)).toBe(text));

it('leaves a moment that never was as it is', () => expect(isoTime(null)).toBeNull());
