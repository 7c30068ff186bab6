import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { devicesIn, SERVICE } from '../../src/setup/discovery.js';
import { createMdnsDiscovery } from '../../src/setup/mdns-discovery.js';
import { mdnsQuery, readMdnsAnswer } from '../../src/setup/mdns-message.js';
import { createRecordingLogger } from '../support/recording-logger.js';

interface Announced {
  readonly instance: string;
  readonly host: string;
  readonly port: number;
  readonly address: readonly [number, number, number, number];
}

const CHARGER: Announced = {
  instance: 'go-echarger_123456',
  host: 'go-echarger_123456',
  port: 80,
  address: [192, 168, 1, 60],
};

const label = (text: string) => [Buffer.byteLength(text), ...Buffer.from(text)];
const name = (dotted: string) => [...dotted.split('.').flatMap(label), 0];
const short = (value: number) => [value >> 8, value & 0xff];
const record = (owner: readonly number[], type: number, data: readonly number[]) => [
  ...owner,
  ...short(type),
  ...short(1),
  0,
  0,
  0,
  120,
  ...short(data.length),
  ...data,
];

/** As responders send it: the service's name once, then pointers to it (RFC 1035, 4.1.4). */
function answer({ instance, host, port, address }: Announced): Uint8Array {
  const header = [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 3];
  const service = [0xc0, header.length];
  const owner = [...label(instance), ...service];
  return Buffer.from([
    ...header,
    ...record(name(SERVICE), 12, owner),
    ...record(owner, 33, [...short(0), ...short(0), ...short(port), ...name(`${host}.local`)]),
    ...record(owner, 16, label('id=1')),
    ...record(name(`${host}.local`), 1, address),
  ]);
}

describe('messages', () => {
  it('ask for a service', () => {
    expect([...mdnsQuery(SERVICE)]).toEqual([
      ...[0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
      ...name('_http._tcp.local'),
      ...[0, 12, 0, 1],
    ]);
  });

  it('are read with their pointers', () => {
    expect(readMdnsAnswer(answer(CHARGER))).toEqual([
      { type: 'PTR', name: SERVICE, target: `go-echarger_123456.${SERVICE}` },
      { type: 'SRV', name: `go-echarger_123456.${SERVICE}`, port: 80, target: 'go-echarger_123456.local' },
      { type: 'A', name: 'go-echarger_123456.local', address: '192.168.1.60' },
    ]);
  });

  it('that are cut off anywhere say nothing', () => {
    const whole = answer(CHARGER);
    for (let length = 0; length < whole.length; length++) {
      expect(readMdnsAnswer(whole.subarray(0, length))).toEqual([]);
    }
  });

  it('with a loop of pointers, and questions, say nothing', () => {
    const loop = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 12]);
    expect(readMdnsAnswer(loop)).toEqual([]);
    expect(readMdnsAnswer(mdnsQuery(SERVICE))).toEqual([]);
  });

  it('of any bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Array.isArray(readMdnsAnswer(bytes))).toBe(true);
      }),
    );
  });
});

describe('devices', () => {
  it.each<[Partial<Announced>, unknown]>([
    [{}, { kind: 'goe', name: 'go-echarger_123456', host: '192.168.1.60' }],
    [{ instance: 'Garage' }, { kind: 'goe', name: 'Garage', host: '192.168.1.60' }],
    [
      { instance: 'powerfox-1097bd725557', host: 'poweropti' },
      { kind: 'poweropti', name: 'powerfox-1097bd725557', host: '192.168.1.60' },
    ],
    [{ port: 8080 }, { kind: 'goe', name: 'go-echarger_123456', host: '192.168.1.60:8080' }],
    [{ instance: 'printer', host: 'printer' }, undefined],
  ])('are known by their names: %j', (announced, device) => {
    const records = readMdnsAnswer(answer({ ...CHARGER, ...announced }));
    expect(devicesIn(records, '10.0.0.1')[0]).toEqual(device);
  });

  it('without an address are where the answer came from', () => {
    const records = [{ type: 'PTR', name: SERVICE, target: `go-eCharger.${SERVICE}` }] as const;
    expect(devicesIn(records, '10.0.0.1')).toEqual([{ kind: 'goe', name: 'go-eCharger', host: '10.0.0.1' }]);
  });
});

describe('looking', () => {
  it('asks again, from a port of its own, and takes each device that answers once', async () => {
    const responder = createSocket('udp4');
    onTestFinished(() => void responder.close());
    const stop = new AbortController();
    const askers: number[] = [];
    responder.on('message', (question, { port, address }) => {
      expect([...question]).toEqual([...mdnsQuery(SERVICE)]);
      askers.push(port);
      if (askers.length === 3) stop.abort();
      responder.send(answer(CHARGER), port, address);
      responder.send(answer({ ...CHARGER, instance: 'printer', host: 'printer' }), port, address);
    });
    responder.bind(0, '127.0.0.1');
    await once(responder, 'listening');
    const { port } = responder.address();
    const options = { address: '127.0.0.1', port, from: ['127.0.0.1'], forMs: 15_000 };
    const found = await createMdnsDiscovery(createRecordingLogger(), options).find(stop.signal);
    expect(found).toEqual([{ kind: 'goe', name: 'go-echarger_123456', host: '192.168.1.60' }]);
    expect(new Set(askers)).not.toContain(5353);
  });
});
