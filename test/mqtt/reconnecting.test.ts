import { describe, expect, it } from 'vitest';
import type { AttemptEnd, ProtocolChoice } from '../../src/mqtt/protocol-version.js';
import { type Attempt, keepConnected } from '../../src/mqtt/reconnecting.js';
import { createManualClock, settle } from '../support/manual-clock.js';

/** Attempts that end as the test says, over a clock that the test moves. */
function begin(protocol: ProtocolChoice) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const tried: number[] = [];
  const waits: number[] = [];
  let endAttempt: (attempt: Attempt) => void = () => undefined;
  const running = keepConnected(
    {
      protocol,
      clock,
      random: () => 0,
      attempt(version) {
        tried.push(version);
        return new Promise((resolve) => {
          endAttempt = resolve;
        });
      },
      onEnd: (_attempt, waitMs) => waits.push(waitMs),
    },
    stopping.signal,
  );
  return {
    ...{ clock, stopping, tried, waits, running },
    async end(end: AttemptEnd, lastedMs = 0) {
      endAttempt({ end, error: undefined, lastedMs });
      await settle();
    },
  };
}

describe('keepConnected', () => {
  it('waits longer after every failure, and never gives up', async () => {
    const { clock, waits, tried, end } = begin('3.1.1');
    for (let failure = 0; failure < 8; failure++) {
      await end('failed');
      await clock.advance(60_000);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(tried).toHaveLength(9);
  });

  it('waits short again after a connection that lasted, and longer when it is cut off at once', async () => {
    const { clock, waits, end } = begin('3.1.1');
    for (const lastedMs of [100, 100, 100, 3_600_000, 100]) {
      await end('connected', lastedMs);
      await clock.advance(60_000);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 1_000, 2_000]);
  });

  it.each([
    ['auto', 'version_refused', [5, 4, 4]],
    ['auto', 'hung_up', [5, 4, 4]],
    ['auto', 'failed', [5, 5, 5]],
    ['5', 'version_refused', [5, 5, 5]],
    ['3.1.1', 'version_refused', [4, 4, 4]],
  ] as const)('with %s, after %s, it tries %j', async (protocol, firstEnd, versions) => {
    const { clock, tried, end } = begin(protocol);
    await end(firstEnd);
    await clock.advance(60_000);
    await end('connected');
    await clock.advance(60_000);
    expect(tried).toEqual(versions);
  });

  it('falls back to the older version without waiting, but not for ever', async () => {
    const { waits, tried, end } = begin('auto');
    await end('version_refused');
    expect({ tried, waits }).toEqual({ tried: [5, 4], waits: [] });
    await end('version_refused');
    expect(waits).toEqual([1_000]);
  });

  it('ends while it waits', async () => {
    const { stopping, running, end, tried } = begin('auto');
    await end('failed');
    stopping.abort();
    await running;
    expect(tried).toEqual([5]);
  });

  it('ends when the present connection ends', async () => {
    const { stopping, running, end, waits } = begin('auto');
    stopping.abort();
    await end('connected');
    await running;
    expect(waits).toEqual([]);
  });
});
