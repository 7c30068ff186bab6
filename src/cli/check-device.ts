import type { Clock } from '../clock.js';
import type { Device, Reading } from '../devices/device.js';
import { DeviceError } from '../devices/device-error.js';

export interface Finding {
  readonly kind: 'ok' | 'note' | 'problem';
  readonly text: string;
}

/** A measurement this old is worth a look: the reading head may have slipped. */
const OLD_S = 60;
/** So many keys are named; the rest is counted. */
const NAMED = 20;

/** Reaches one device and judges what it says. */
export async function checkDevice(device: Device, clock: Clock): Promise<readonly Finding[]> {
  const startMs = clock.monotonic();
  try {
    const reading = await device.poll(new AbortController().signal);
    return [answered(device, reading, clock.monotonic() - startMs), ...judge(device, reading)];
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return [{ kind: 'problem', text: error.message }];
  }
}

function answered({ identity }: Device, { values }: Reading, tookMs: number): Finding {
  const { manufacturer, model, softwareVersion, serialNumber } = identity;
  const about = [
    `${manufacturer} ${model}`,
    softwareVersion && `firmware ${softwareVersion}`,
    serialNumber && `serial number ${serialNumber}`,
    `${values.size} keys`,
    `answered in ${Math.round(tookMs)} ms`,
  ];
  return { kind: 'ok', text: about.filter((part) => part !== undefined).join(', ') };
}

function judge(device: Device, { values, measuredAtMs, receivedAtMs }: Reading): readonly Finding[] {
  const findings: Finding[] = [];
  const ageS = measuredAtMs === undefined ? 0 : (receivedAtMs - measuredAtMs) / 1000;
  if (Math.abs(ageS) > OLD_S) {
    const when = ageS > 0 ? `${Math.round(ageS)} s old` : `dated ${Math.round(-ageS)} s in the future`;
    findings.push({
      kind: 'problem',
      text: `its measurement is ${when}: check the reading head, and both clocks`,
    });
  }
  const unknown = [...values.keys()].filter((key) => device.datapoint(key) === undefined);
  if (unknown.length > 0) {
    findings.push({
      kind: 'note',
      text: `published as they are, because nobody knows them: ${named(unknown)}`,
    });
  }
  return [...findings, ...device.advice(values).map((text) => ({ kind: 'note', text }) as const)];
}

function named(keys: readonly string[]): string {
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return keys.slice(0, NAMED).join(', ') + more;
}
