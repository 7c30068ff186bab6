import type { Clock } from '../clock.js';
import type { Device, Reading } from '../devices/device.js';
import { DeviceError } from '../devices/device-error.js';

export interface Finding {
  readonly kind: 'ok' | 'note' | 'problem';
  readonly text: string;
}

/** What became of one request to a device. */
export interface Inspection {
  /** In words, the worst not first: what answered, then what to look at. */
  readonly findings: readonly Finding[];
  /** Absent: it did not answer as it should. */
  readonly reading?: Reading;
  readonly error?: DeviceError;
  readonly tookMs: number;
}

/** A measurement this old is worth a look: the reading head may have slipped. */
const OLD_S = 60;
/** So many keys are named; the rest is counted. */
const NAMED = 20;

/** Reaches one device and judges what it says. */
export async function inspectDevice(device: Device, clock: Clock): Promise<Inspection> {
  const startMs = clock.monotonic();
  try {
    const reading = await device.poll(new AbortController().signal);
    const tookMs = clock.monotonic() - startMs;
    return { findings: [answered(device, reading, tookMs), ...judge(device, reading)], reading, tookMs };
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    const tookMs = clock.monotonic() - startMs;
    return { findings: [{ kind: 'problem', text: error.message }], error, tookMs };
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
