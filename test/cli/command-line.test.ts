import { describe, expect, it } from 'vitest';
import { HELP, parseCommandLine } from '../../src/cli/command-line.js';
import { UsageError } from '../../src/cli/usage-error.js';

describe('parseCommandLine', () => {
  it('runs by default', () => {
    expect(parseCommandLine([])).toEqual({
      command: 'run',
      config: undefined,
      roles: [],
      healthFile: undefined,
      speed: 1,
      seed: 1,
      weather: 'broken',
      meterPort: 8080,
      chargerPort: 8081,
      faults: [],
      operands: [],
      name: undefined,
      scopes: undefined,
      expiresInDays: undefined,
    });
  });

  it.each([
    [['demo', '--speed', '10'], { command: 'demo', speed: 10 }],
    [['run', '-c', 'a.yaml'], { command: 'run', config: 'a.yaml' }],
    [['--config=b.yaml', 'check'], { command: 'check', config: 'b.yaml' }],
    [
      ['simulate', '--fault', 'meter=slow', '--fault', 'charger=reset'],
      { faults: ['meter=slow', 'charger=reset'] },
    ],
    [['run', '--help'], { command: 'help' }],
    [['-v'], { command: 'version' }],
    [['backup', 'copy.db'], { command: 'backup', operands: ['copy.db'] }],
    [
      ['keys', 'create', '--name', 'phone', '--scopes', 'read:sessions', '--expires-in-days', '30'],
      {
        command: 'keys',
        operands: ['create'],
        name: 'phone',
        scopes: 'read:sessions',
        expiresInDays: '30',
      },
    ],
  ])('%j', (argv, expected) => expect(parseCommandLine(argv)).toMatchObject(expected));

  it.each([
    [
      ['fly'],
      'unknown command "fly"; known: run, demo, simulate, check, keys, backup, hash-password, help, version',
    ],
    [['run', 'demo'], 'one command at a time; got "run demo"'],
    [['--speed', '0'], '--speed takes a number from 1 to 60; got "0"'],
    [['--speed', 'NaN'], '--speed takes a number from 1 to 60; got "NaN"'],
    [['--seed', '1.5'], '--seed takes a number from 0 to 2147483647; got "1.5"'],
    [['--meter-port', ''], '--meter-port takes a number from 0 to 65535; got ""'],
    [['--weather', 'snow'], 'unknown weather "snow"; known: clear, broken, overcast'],
    [['--nope'], "Unknown option '--nope'"],
  ])('refuses %j and says what would be right', (argv, message) => {
    expect(() => parseCommandLine(argv)).toThrow(UsageError);
    expect(() => parseCommandLine(argv)).toThrow(message);
  });

  it('documents every command and option', () => {
    for (const word of ['run', 'demo', 'simulate', 'check', '--config', '--speed', '--seed', '--weather']) {
      expect(HELP).toContain(word);
    }
  });
});
