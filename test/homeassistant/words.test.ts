import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/homeassistant/words.js';

describe('wordsOf', () => {
  it('gives the word for each payload', () => {
    const words = wordsOf({ 0: 'Neutral', null: 'No car', '"kiaSoul"': 'Kia Soul', true: 'On' });
    expect(Object.fromEntries(words)).toEqual({
      0: 'Neutral',
      null: 'No car',
      kiaSoul: 'Kia Soul',
      true: 'On',
    });
  });

  it('adds the code to words that mean "no state" or stand for several codes', () => {
    const words = wordsOf({ 0: 'None', 1: '', 20: 'Reserved', 21: ' Reserved ', 22: 'none' });
    expect([...words.values()]).toEqual(['None (0)', '(1)', 'Reserved (20)', 'Reserved (21)', 'none (22)']);
  });
});
