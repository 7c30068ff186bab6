import { describe, expect, test } from 'vitest';
import { GOE_DATAPOINTS } from '../../../../src/devices/goe/catalogue.js';
import { keysWhere, partOf, partsOf, rowOf } from './support.js';

describe('secrets and dangers', () => {
  const CERTIFICATES = 'ocppcc ocppck ocppsc mck mqcc msc';
  const CARD_IDS = 'c0i c1i c2i c3i c4i c5i c6i c7i c8i c9i';

  test.each(
    `wifis scan wsl wcb wfb wpb ccw cards lri tsi pco data dll mcu ocppu ocppd wak facwak cak pass ${CERTIFICATES} ${CARD_IDS}`.split(
      ' ',
    ),
  )('%s is secret', (key) => {
    expect(rowOf(key).secret).toBe(true);
  });

  test.each(
    `rst del delw wifis hsa hai oct ocu mcu cwe wda ocppu rde lrn cards ama nmo wen wak cae cak ${CERTIFICATES} ${CARD_IDS}`.split(
      ' ',
    ),
  )('%s is guarded', (key) => {
    expect(rowOf(key).guarded).toBe(true);
  });

  test('what the owner works with every day is neither', () => {
    const daily =
      'amp frc psm fsp tcl lmo dwo fup trx ust acs lbr ids pgt fst spl3 ate att car nrg wh eto sse fna';
    for (const key of daily.split(' '))
      expect([rowOf(key).secret, rowOf(key).guarded], key).toEqual([undefined, undefined]);
  });

  test('no key that writes a secret is open', () => {
    expect(keysWhere((row) => row.secret && row.access !== 'R' && !row.guarded)).toEqual([]);
  });

  test('of secret values only harmless members are shown', () => {
    const shown = GOE_DATAPOINTS.filter((row) => row.secret).flatMap((row) =>
      partsOf(row).flatMap((part) => (part.secret ? [] : [`${row.key}/${part.name.replace(/_\d+$/, '')}`])),
    );
    const harmless = ['channel', 'encryption_type', 'gateway', 'ip', 'netmask'].map((name) => `ccw/${name}`);
    expect([...new Set(shown)].sort()).toEqual(['cards/energy', 'cards/name', ...harmless].sort());
    expect(partOf('ccw', 'ssid')?.secret).toBe(true);
  });
});
