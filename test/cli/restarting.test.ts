import { describe, expect, it } from 'vitest';
import { createRestarting, type Running } from '../../src/cli/restarting.js';
import { settle } from '../support/manual-clock.js';
import { createRecordingLogger } from '../support/recording-logger.js';

interface Plan {
  /** Names of programs that cannot start. */
  readonly broken?: readonly string[];
  /** The programs one after the other. */
  readonly names: readonly string[];
}

function bench({ names, broken = [] }: Plan) {
  const events: string[] = [];
  const left = [...names];
  const program = createRestarting({
    log: createRecordingLogger(),
    undo: (reason) => void events.push(`undo: ${reason}`),
    build: async () => runningNamed(left.shift() ?? 'none', broken, events),
  });
  return { events, program };
}

function runningNamed(name: string, broken: readonly string[], events: string[]): Running {
  return {
    connected: true,
    async start() {
      events.push(`start ${name}`);
      if (broken.includes(name)) throw new TypeError(`${name} is broken`);
    },
    async stop() {
      events.push(`stop ${name}`);
    },
  };
}

describe('a program that begins anew', () => {
  it('ends before the next one starts', async () => {
    const { events, program } = bench({ names: ['demo', 'house'] });
    await program.start();
    program.restart();
    await settle();
    await program.stop();
    expect(events).toEqual(['start demo', 'stop demo', 'start house', 'stop house']);
    expect(program.connected).toBe(false);
  });

  it('goes back to the former configuration when the new one does not work', async () => {
    const { events, program } = bench({ names: ['demo', 'house', 'demo again'], broken: ['house'] });
    await program.start();
    program.restart();
    await settle();
    await program.stop();
    expect(events.slice(1, -1)).toEqual([
      'stop demo',
      'start house',
      'undo: TypeError: house is broken',
      'start demo again',
    ]);
  });

  it('fails when the former one does not work either', async () => {
    const { program } = bench({ names: ['demo', 'house', 'again'], broken: ['house', 'again'] });
    await program.start();
    program.restart();
    await expect(program.failure).rejects.toThrow('again is broken');
    await program.stop();
  });

  it('does not begin again once it is told to stop', async () => {
    const { events, program } = bench({ names: ['demo', 'house'] });
    await program.start();
    const stopped = program.stop();
    program.restart();
    await stopped;
    expect(events).toEqual(['start demo', 'stop demo']);
  });
});
