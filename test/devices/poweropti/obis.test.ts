import { describe, expect, it } from 'vitest';
import { obisKey } from '../../../src/devices/poweropti/obis.js';

describe('obisKey', () => {
  it.each([
    ['1.8.0', '1.8.0'],
    ['1-0:1.8.0*255', '1.8.0'],
    ['1-0:1.8.0&255', '1.8.0'],
    ['1-0:16.7.0', '16.7.0'],
    ['1-1:1.8.0*255', '1-1:1.8.0*255'],
    ['1-0:1.8.0*01', '1-0:1.8.0*01'],
    ['7-0:3.0.0*255', '7-0:3.0.0*255'],
    ['0-0:96.1.0*255', '0-0:96.1.0*255'],
    ['x1-0:1.8.0*255', 'x1-0:1.8.0*255'],
    ['serial', 'serial'],
  ])('names %s as %s', (code, key) => expect(obisKey(code)).toBe(key));
});
