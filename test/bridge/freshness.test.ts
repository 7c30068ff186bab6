import { describe, expect, it } from 'vitest';
import { createFreshnessJudge } from '../../src/bridge/freshness.js';

const NOW = Date.UTC(2026, 5, 21, 12);

function reading(measuredAtMs: number | undefined, receivedAtMs: number) {
  const measured = measuredAtMs === undefined ? {} : { measuredAtMs };
  return { values: new Map(), receivedAtMs, asked: 'all' as const, ...measured };
}

describe('createFreshnessJudge', () => {
  it('trusts readings whose time moves on', () => {
    const judge = createFreshnessJudge(30_000);
    for (let s = 0; s < 120; s += 2) {
      expect(judge.judge(reading(NOW + s * 1000 - 2000, NOW + s * 1000), s * 1000)).toEqual({ fresh: true });
    }
  });

  it('calls a standing timestamp stale after the configured time, and fresh again when it moves', () => {
    const judge = createFreshnessJudge(30_000);
    expect(judge.judge(reading(NOW, NOW), 0).fresh).toBe(true);
    expect(judge.judge(reading(NOW, NOW + 30_000), 30_000).fresh).toBe(true);
    const stale = judge.judge(reading(NOW, NOW + 31_000), 31_000);
    expect(stale.fresh).toBe(false);
    expect(stale.problem).toContain('stand still since 2026-06-21T12:00:00.000Z');
    expect(judge.judge(reading(NOW + 32_000, NOW + 33_000), 33_000)).toEqual({ fresh: true });
  });

  it('starts stale with an old reading until its time moves', () => {
    const judge = createFreshnessJudge(30_000);
    expect(judge.judge(reading(NOW - 3_600_000, NOW), 0).fresh).toBe(false);
    expect(judge.judge(reading(NOW - 3_598_000, NOW + 2000), 2000).fresh).toBe(true);
  });

  it('says that a clock is wrong without distrusting a reading that moves on', () => {
    const ahead = createFreshnessJudge(30_000).judge(reading(NOW + 600_000, NOW), 0);
    expect(ahead).toMatchObject({ fresh: true, problem: expect.stringContaining('10 min in the future') });
    const judge = createFreshnessJudge(30_000);
    judge.judge(reading(NOW - 600_000, NOW), 0);
    const behind = judge.judge(reading(NOW - 598_000, NOW + 2000), 2000);
    expect(behind).toMatchObject({ fresh: true, problem: expect.stringContaining('10 min in the past') });
  });

  it('notices a standing timestamp although the wall clock is set back', () => {
    const judge = createFreshnessJudge(30_000);
    judge.judge(reading(NOW, NOW), 0);
    expect(judge.judge(reading(NOW, NOW - 3_600_000), 31_000).fresh).toBe(false);
  });

  it('has no opinion on devices without a time of their own', () => {
    expect(createFreshnessJudge(1).judge(reading(undefined, NOW), 0)).toEqual({ fresh: true });
  });

  it('lets answers without a time change nothing, until there are no others any more', () => {
    const judge = createFreshnessJudge(30_000);
    judge.judge(reading(NOW, NOW), 0);
    expect(judge.judge(reading(NOW, NOW + 31_000), 31_000).fresh).toBe(false);
    expect(judge.judge(reading(undefined, NOW + 32_000), 32_000).fresh).toBe(false);
    expect(judge.judge(reading(undefined, NOW + 62_000), 62_000).fresh).toBe(true);
  });
});
