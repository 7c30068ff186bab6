import { describe, expect, it } from 'vitest';
import { parseBrokerUrl } from '../../src/mqtt/broker-url.js';
import { MqttError } from '../../src/mqtt/mqtt-error.js';

describe('parseBrokerUrl', () => {
  it.each([
    [
      'mqtt://broker.lan',
      { protocol: 'mqtt', host: 'broker.lan', port: 1883, label: 'mqtt://broker.lan:1883' },
    ],
    ['mqtts://192.168.1.10', { protocol: 'mqtts', host: '192.168.1.10', port: 8883 }],
    ['mqtt://[::1]:1900', { host: '::1', port: 1900, label: 'mqtt://[::1]:1900' }],
    ['ws://broker/mqtt?x=1', { port: 80, path: '/mqtt?x=1', label: 'ws://broker:80' }],
    ['wss://broker:8443', { port: 8443, path: '/' }],
    [
      'mqtt://anna:p%40ss%2Fword@broker',
      { username: 'anna', password: 'p@ss/word', label: 'mqtt://broker:1883' },
    ],
    ['mqtt://anna:100%@broker', { password: '100%' }],
  ])('reads %s', (url, parts) => expect(parseBrokerUrl(url)).toMatchObject(parts));

  it('has neither user nor password when the URL has none', () => {
    expect(Object.keys(parseBrokerUrl('mqtt://broker'))).toEqual([
      'protocol',
      'host',
      'port',
      'path',
      'label',
    ]);
  });

  it('does not repeat what may be a password in its complaint', () => {
    const read = () => parseBrokerUrl('http://anna:top-secret@broker');
    expect(read).toThrow(MqttError);
    expect(read).not.toThrow(/top-secret/);
  });
});
