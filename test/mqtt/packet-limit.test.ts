import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacketMeter, limitPackets } from '../../src/mqtt/packet-limit.js';

/** A packet with so many bytes after its fixed header (MQTT 3.1.1, 2.2.3). */
function packet(length: number): Buffer {
  const header = [0x30];
  let rest = length;
  do {
    header.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
}

/** Whether the meter accepts all of it, cut at these places. */
function accepts(bytes: Buffer, cuts: readonly number[], maxBytes: number): boolean {
  const meter = createPacketMeter(maxBytes);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  let start = 0;
  return ends.every((end) => {
    const chunk = bytes.subarray(start, end);
    start = end;
    return meter.accepts(chunk);
  });
}

describe('createPacketMeter', () => {
  it('accepts packets up to the limit, however they are cut', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(400)), fc.array(fc.nat(5_000)), (each, places) => {
        expect(accepts(Buffer.concat(each.map(packet)), places, 400)).toBe(true);
      }),
    ));

  it('finds the packet that is too long, however they are cut', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(400)),
        fc.array(fc.nat(400)),
        fc.array(fc.nat(5_000)),
        (before, after, places) => {
          const bytes = Buffer.concat([...before, 401, ...after].map(packet));
          expect(accepts(bytes, places, 400)).toBe(false);
        },
      ),
    ));

  it('knows from the header alone', () => {
    expect(createPacketMeter(127).accepts(Buffer.from([0x30, 0x80, 0x01]))).toBe(false);
    expect(createPacketMeter(128).accepts(Buffer.from([0x30, 0x80, 0x01]))).toBe(true);
  });

  it('refuses a length of more than four bytes', () => {
    expect(createPacketMeter(1e9).accepts(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
  });
});

describe('limitPackets', () => {
  it('destroys the stream instead of giving out what is too long', async () => {
    const stream = new PassThrough();
    limitPackets(stream, 10);
    stream.write(packet(10));
    stream.write(packet(11));
    expect(stream.read()).toBeNull();
    await once(stream, 'close');
  });
});
