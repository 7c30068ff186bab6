import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/devices/datapoint.js';
import { maskPart, maskValue } from '../../src/devices/mask.js';
import type { JsonValue } from '../../src/json.js';
import { row } from '../support/fake-device.js';

const part = (path: Part['path'], more: Partial<Part> = {}): Part => ({
  name: 'x',
  path,
  label: 'x',
  type: 'string',
  ...more,
});

const CARDS: JsonValue = [
  { name: 'Zoë', energy: 1200, cardId: '04a1b2', history: [1, ''] },
  { name: '', energy: 0, cardId: null },
];

describe('maskValue', () => {
  it.each<[JsonValue, JsonValue]>([
    ['secret', '***'],
    ['', ''],
    [null, null],
    [0, '***'],
    [false, '***'],
    [[], []],
    [{}, {}],
    [
      ['a', '', null],
      ['***', '', null],
    ],
    [
      { ssid: 'home', list: [{ key: 'k' }] },
      { ssid: '***', list: [{ key: '***' }] },
    ],
  ])('shows the secret %j as %j', (value, shown) => {
    expect(maskValue(row('wifis', { secret: true }), value)).toEqual(shown);
  });

  it('keeps what is no secret', () => {
    expect(maskValue(row('cards'), CARDS)).toBe(CARDS);
    expect(maskValue(row('cards', { parts: [part([0, 'name'])] }), CARDS)).toBe(CARDS);
  });

  it('keeps the parts of a secret that are none themselves', () => {
    const parts = [
      part([0, 'name']),
      part([0, 'energy']),
      part([0, 'history']),
      part([1, 'energy'], { secret: true }),
    ];
    expect(maskValue(row('cards', { secret: true, parts }), CARDS)).toEqual([
      { name: 'Zoë', energy: 1200, cardId: '***', history: [1, ''] },
      { name: '', energy: '***', cardId: null },
    ]);
  });

  it('masks the secret parts of what is none', () => {
    const parts = [part([0], { secret: true }), part([0, 'name']), part([1, 'cardId'], { secret: true })];
    expect(maskValue(row('cards', { parts }), CARDS)).toEqual([
      { name: 'Zoë', energy: '***', cardId: '***', history: ['***', ''] },
      { name: '', energy: 0, cardId: null },
    ]);
  });

  it('is not opened by a derived part, nor by the index of another kind', () => {
    const parts = [part([], { derive: 'boot_time_plus' }), part(['0'])];
    expect(maskValue(row('lri', { secret: true, parts }), ['04a1b2'])).toEqual(['***']);
  });
});

describe('maskPart', () => {
  it('masks a secret part and no other', () => {
    expect(maskPart(part([0], { secret: true }), { key: 'k' })).toEqual({ key: '***' });
    expect(maskPart(part([0]), 'Zoë')).toBe('Zoë');
  });
});
