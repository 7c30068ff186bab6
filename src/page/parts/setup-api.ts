import { call, failureOf, get } from '../api.js';

/** The setup as the REST API tells it: the present configuration without secrets. */
export interface SetupState {
  readonly run: number;
  readonly demo: boolean;
  readonly problem: string | null;
  readonly file: { readonly name: string; readonly exists: boolean; readonly writable: boolean };
  readonly meters: readonly { readonly id: string; readonly host: string; readonly has_key: boolean }[];
  readonly chargers: readonly {
    readonly id: string;
    readonly host: string | null;
    readonly cloud_serial: string | null;
  }[];
  readonly broker: {
    readonly kind: 'embedded' | 'external';
    readonly embedded: { readonly host: string; readonly port: number; readonly users: readonly string[] };
    readonly external: {
      readonly url: string;
      readonly username: string | null;
      readonly has_password: boolean;
    } | null;
  };
  readonly homeassistant: { readonly enabled: boolean; readonly discovery_prefix: string };
}

export type DeviceKind = 'poweropti' | 'goe';

export interface FoundDevice {
  readonly kind: DeviceKind;
  readonly name: string;
  readonly host: string;
}

export interface DeviceTest {
  readonly ok: boolean;
  readonly code: string | null;
  readonly device: {
    readonly model: string;
    readonly name: string | null;
    readonly serial_number: string | null;
    readonly firmware: string | null;
    readonly power_w: number | null;
    readonly keys: number;
  } | null;
  readonly findings: readonly { readonly kind: 'ok' | 'note' | 'problem'; readonly text: string }[];
}

const PATH = '/api/v1/setup';
const AGAIN_MS = 1000;
/** A slow machine with a broker that is away takes long. */
const TRIES = 60;

/** null: this wattbridge cannot change its configuration. */
export const loadSetup = async (): Promise<SetupState | null> =>
  (await get<{ setup: SetupState | null }>(PATH)).setup;

export const findDevices = async (): Promise<readonly FoundDevice[]> =>
  (await call<{ devices: readonly FoundDevice[] }>('POST', `${PATH}/discover`)).devices;

export const testDevice = (device: object): Promise<DeviceTest> =>
  call<DeviceTest>('POST', `${PATH}/test-device`, device);

export const testBroker = (broker: object): Promise<{ ok: boolean; message: string }> =>
  call('POST', `${PATH}/test-broker`, broker);

/** @returns the run that ends now */
export const saveConfig = async (draft: object): Promise<number> =>
  (await call<{ run: number }>('PUT', `${PATH}/config`, draft)).run;

/**
 * Waits until wattbridge has begun anew.
 * @returns undefined when it does not come back
 */
export async function nextRun(endedRun: number): Promise<SetupState | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    const state = await stateIfThere();
    if (state !== null && state.run !== endedRun) return state;
  }
  return undefined;
}

async function stateIfThere(): Promise<SetupState | null> {
  try {
    return await loadSetup();
  } catch (error) {
    // Nobody is there between two runs; a refusal is another matter.
    if (failureOf(error).status === 0) return null;
    throw error;
  }
}
