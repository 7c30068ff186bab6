import { describe, expect, it } from 'vitest';
import type { AnnouncedDevice } from '../../src/homeassistant/announced.js';
import {
  announcedAfter,
  type Place,
  planAnnouncement,
  retraction,
  type Step,
} from '../../src/homeassistant/announcement-plan.js';
import type { Discovery } from '../../src/homeassistant/discovery.js';
import { row } from '../support/fake-device.js';
import { discoveryOf } from './device.js';

const DEVICE: Place = { prefix: 'homeassistant', mode: 'device' };
const COMPONENTS: Place = { prefix: 'homeassistant', mode: 'components' };
const DISCOVERY = discoveryOf([row('car'), row('amp', { access: 'R/W' })]);
const DEVICE_TOPIC = 'homeassistant/device/wattbridge_charger/config';
const AMP_TOPIC = 'homeassistant/number/wattbridge_charger/number_amp/config';
const CAR_TOPIC = 'homeassistant/sensor/wattbridge_charger/sensor_car/config';
const OLD_TOPIC = 'homeassistant/switch/wattbridge_charger/switch_old/config';

/** What was announced, with a switch that no longer is. */
function told(place: Place): AnnouncedDevice {
  const { components } = announcedAfter(DISCOVERY, place);
  return { ...place, components: { ...components, switch_old: 'switch' } };
}

/** Each step as `topic: what`, sorted, where the order within a step says nothing. */
function outline(steps: readonly Step[]): readonly (readonly string[])[] {
  return steps.map((step) => step.map(({ topic, payload }) => `${topic}: ${what(payload)}`).sort());
}

function what(payload: string): string {
  if (payload === '') return 'empty';
  const { migrate_discovery, cmps } = JSON.parse(payload);
  if (migrate_discovery === true) return 'migrate';
  if (cmps === undefined) return 'component';
  const parts = Object.entries<object>(cmps).map(([id, { ...config }]) =>
    Object.keys(config).length === 1 ? `-${id}` : id,
  );
  return parts.join(' ');
}

describe('planAnnouncement', () => {
  it('announces a device for the first time', () => {
    expect(outline(planAnnouncement(DISCOVERY, DEVICE))).toEqual([
      [`${DEVICE_TOPIC}: sensor_car number_amp`],
    ]);
    expect(outline(planAnnouncement(DISCOVERY, COMPONENTS))).toEqual([
      [`${AMP_TOPIC}: component`, `${CAR_TOPIC}: component`],
    ]);
  });

  it('removes a component with a message of its own, then leaves it out', () => {
    expect(outline(planAnnouncement(DISCOVERY, DEVICE, told(DEVICE)))).toEqual([
      [`${DEVICE_TOPIC}: sensor_car number_amp -switch_old`],
      [`${DEVICE_TOPIC}: sensor_car number_amp`],
    ]);
  });

  it('empties the topic of a single component that goes', () => {
    expect(outline(planAnnouncement(DISCOVERY, COMPONENTS, told(COMPONENTS)))).toEqual([
      [`${AMP_TOPIC}: component`, `${CAR_TOPIC}: component`, `${OLD_TOPIC}: empty`],
    ]);
  });

  it('takes a component that changes its platform for one that goes and one that comes', () => {
    const readOnly = discoveryOf([row('amp', { access: 'R/W' })], { options: { readOnly: true } });
    const was: AnnouncedDevice = { ...DEVICE, components: { number_amp: 'number' } };
    expect(outline(planAnnouncement(readOnly, DEVICE, was))).toEqual([
      [`${DEVICE_TOPIC}: sensor_amp -number_amp`],
      [`${DEVICE_TOPIC}: sensor_amp`],
    ]);
  });

  it('moves single components into the message of the device', () => {
    expect(outline(planAnnouncement(DISCOVERY, DEVICE, told(COMPONENTS)))).toEqual([
      [`${AMP_TOPIC}: migrate`, `${CAR_TOPIC}: migrate`, `${OLD_TOPIC}: empty`],
      [`${DEVICE_TOPIC}: sensor_car number_amp`],
      [`${AMP_TOPIC}: empty`, `${CAR_TOPIC}: empty`],
    ]);
  });

  it('moves the device back to single components', () => {
    expect(outline(planAnnouncement(DISCOVERY, COMPONENTS, told(DEVICE)))).toEqual([
      [`${DEVICE_TOPIC}: sensor_car number_amp -switch_old`],
      [`${DEVICE_TOPIC}: migrate`],
      [`${AMP_TOPIC}: component`, `${CAR_TOPIC}: component`],
      [`${DEVICE_TOPIC}: empty`],
    ]);
  });

  it('does not retain the word that starts a move, and retains everything else', () => {
    const steps = planAnnouncement(DISCOVERY, DEVICE, told(COMPONENTS)).flat();
    expect(steps.filter(({ retain }) => !retain).map(({ payload }) => what(payload))).toEqual([
      ...['migrate', 'migrate'],
    ]);
  });

  it('clears the old prefix', () => {
    const was = told({ prefix: 'ha', mode: 'device' });
    expect(outline(planAnnouncement(DISCOVERY, DEVICE, was))).toEqual([
      ['ha/device/wattbridge_charger/config: empty'],
      [`${DEVICE_TOPIC}: sensor_car number_amp`],
    ]);
  });

  describe('while not everything of the device is known', () => {
    const partial: Discovery = { ...discoveryOf([row('car')]), complete: false };

    it('removes nothing, and remembers what there is besides', () => {
      expect(outline(planAnnouncement(partial, DEVICE, told(DEVICE)))).toEqual([
        [`${DEVICE_TOPIC}: sensor_car`],
      ]);
      expect(announcedAfter(partial, DEVICE, told(DEVICE))).toEqual(told(DEVICE));
    });

    it('moves nothing', () => {
      expect(planAnnouncement(partial, DEVICE, told(COMPONENTS))).toEqual([]);
      expect(planAnnouncement(partial, DEVICE, told({ prefix: 'ha', mode: 'device' }))).toEqual([]);
      expect(announcedAfter(partial, DEVICE, told(COMPONENTS))).toEqual(told(COMPONENTS));
    });
  });
});

describe('retraction', () => {
  it('empties every topic of the device', () => {
    expect(outline([retraction('wattbridge_charger', told(DEVICE))])).toEqual([[`${DEVICE_TOPIC}: empty`]]);
    expect(outline([retraction('wattbridge_charger', told(COMPONENTS))])).toEqual([
      [`${AMP_TOPIC}: empty`, `${CAR_TOPIC}: empty`, `${OLD_TOPIC}: empty`],
    ]);
  });
});
