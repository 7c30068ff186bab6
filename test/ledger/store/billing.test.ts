import { describe, expect, it } from 'vitest';
import type { BillingRule } from '../../../src/ledger/billing.js';
import { entry, session, tariff } from './samples.js';
import { newFile, openStore, PLACES } from './support.js';

function rule(id: string, members: Partial<BillingRule> = {}): BillingRule {
  return {
    id: `rule_${id}`,
    name: 'Weekend',
    priority: 10,
    conditions: [{ type: 'day_of_week', value: ['sat', 'sun'] }],
    actions: [{ type: 'free_session' }, { type: 'apply_discount', value: 12.5 }],
    active: true,
    createdAtMs: 1_000,
    ...members,
  };
}

const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

describe.each(PLACES)('tariffs %s', (_where, open) => {
  it('are kept, replaced and removed', async () => {
    const { billing } = await open();
    await billing.putTariff(tariff('1', { taxRatePercent: 0 }));
    await billing.putTariff(tariff('1', { taxRatePercent: 7.7, components: [] }));
    expect(await billing.tariff('tariff_1')).toEqual(tariff('1', { taxRatePercent: 7.7, components: [] }));
    expect(await billing.removeTariff('tariff_1')).toBe(true);
    expect(await billing.removeTariff('tariff_1')).toBe(false);
    expect(await billing.tariff('tariff_1')).toBeUndefined();
  });

  it('are listed oldest first, of one currency if wanted', async () => {
    const { billing } = await open();
    await billing.putTariff(tariff('new', { createdAtMs: 3 }));
    await billing.putTariff(tariff('old', { createdAtMs: 1 }));
    await billing.putTariff(tariff('pound', { createdAtMs: 2, currency: 'GBP' }));
    expect(idsOf(await billing.tariffs())).toEqual(['tariff_old', 'tariff_pound', 'tariff_new']);
    expect(idsOf(await billing.tariffs('GBP'))).toEqual(['tariff_pound']);
    expect(await billing.tariffs('USD')).toEqual([]);
  });
});

describe.each(PLACES)('rules %s', (_where, open) => {
  it('are kept, replaced and removed', async () => {
    const { billing } = await open();
    await billing.putRule(rule('1'));
    expect(await billing.rule('rule_1')).toEqual(rule('1'));
    await billing.putRule(rule('1', { active: false }));
    expect(await billing.rules()).toEqual([rule('1', { active: false })]);
    expect(await billing.removeRule('rule_1')).toBe(true);
    expect(await billing.removeRule('rule_1')).toBe(false);
    expect(await billing.rule('rule_1')).toBeUndefined();
  });

  it('are listed by priority, then age', async () => {
    const { billing } = await open();
    await billing.putRule(rule('last', { priority: 20, createdAtMs: 1 }));
    await billing.putRule(rule('second', { createdAtMs: 3 }));
    await billing.putRule(rule('first', { createdAtMs: 2 }));
    expect(idsOf(await billing.rules())).toEqual(['rule_first', 'rule_second', 'rule_last']);
  });
});

describe.each(PLACES)('billing entries %s', (_where, open) => {
  it('of a session come back as they went in, oldest first', async () => {
    const { billing, record } = await open();
    const correction = entry('2', {
      kind: 'correction',
      amount: -0.1,
      note: 'sorry',
      lines: [],
      createdAtMs: 9,
    });
    const charge = entry('1', { tariffId: 'tariff_gone', createdAtMs: 8 });
    await record({ sessions: [session('1')], entries: [correction, charge] });
    expect(await billing.entriesOf('sess_1')).toEqual([charge, correction]);
    expect(await billing.entriesOf('sess_2')).toEqual([]);
  });

  it('are listed by time of writing, newest first, a page at a time', async () => {
    const { billing, record } = await open();
    const entries = [5, 1, 3, 4, 2].map((createdAtMs) => entry(`${createdAtMs}`, { createdAtMs }));
    await record({ sessions: [session('1')], entries });
    const page = await billing.entries({ fromMs: 2, toMs: 5 }, { limit: 2, offset: 1 });
    expect([idsOf(page.rows), page.total]).toEqual([['bill_3', 'bill_2'], 3]);
    expect((await billing.entries({}, { limit: 1, offset: 0 })).total).toBe(5);
    await record({ entries: [entry('6', { createdAtMs: 6 })] });
    expect((await billing.entries({ fromMs: 3 }, { limit: 1, offset: 0 })).total).toBe(4);
  });

  it('need their session, and are written once', async () => {
    const { billing, record } = await open();
    await expect(record({ entries: [entry('1')] })).rejects.toMatchObject({ code: 'store_failed' });
    await record({ sessions: [session('1')], entries: [entry('1')] });
    await expect(record({ entries: [entry('1', { amount: 1 })] })).rejects.toMatchObject({
      code: 'store_failed',
    });
    expect(await billing.entriesOf('sess_1')).toEqual([entry('1')]);
  });

  it('are counted anew after another process wrote', async () => {
    const file = await newFile();
    const [recorder, reader] = [await openStore(file), await openStore(file)];
    for (const total of [1, 2]) {
      await recorder.record({ sessions: [session('1')], entries: [entry(`${total}`)] });
      expect((await reader.billing.entries({}, { limit: 1, offset: 0 })).total).toBe(total);
    }
  });
});
