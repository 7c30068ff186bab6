import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createConfigFile } from '../../src/setup/config-file.js';
import { errorOf } from '../config/support/load-text.js';
import { temporaryDirectory } from '../support/mosquitto.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const mode = (path: string): number => statSync(path).mode & 0o777;

it('writes a first file for its owner alone, and takes it back', async () => {
  const folder = await temporaryDirectory();
  const file = createConfigFile(join(folder, 'wattbridge.yaml'));
  expect([file.exists, file.isWritable, file.read()]).toEqual([false, true, undefined]);
  file.write('meters: []\n');
  expect([file.exists, file.read(), mode(file.path)]).toEqual([true, 'meters: []\n', 0o600]);
  file.undo();
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps the former file beside the new one, and gives it back', async () => {
  const folder = await temporaryDirectory();
  const path = join(folder, 'wattbridge.yaml');
  writeFileSync(path, 'before', { mode: 0o644 });
  const file = createConfigFile(path);
  file.write('after');
  expect(readdirSync(folder).sort()).toEqual(['wattbridge.yaml', 'wattbridge.yaml.bak']);
  expect([read(path), read(`${path}.bak`)]).toEqual(['after', 'before']);
  expect([mode(path), mode(`${path}.bak`)]).toEqual([0o600, 0o600]);
  file.undo();
  expect(read(path)).toBe('before');
});

it('writes where a link leads, and leaves the link', async () => {
  const folder = await temporaryDirectory();
  mkdirSync(join(folder, 'real'));
  const real = join(folder, 'real', 'own.yaml');
  writeFileSync(real, 'before');
  const link = join(folder, 'wattbridge.yaml');
  symlinkSync(real, link);
  createConfigFile(link).write('after');
  expect([read(real), read(link)]).toEqual(['after', 'after']);
});

it('says what cannot be written, and leaves nothing behind', async () => {
  const folder = await temporaryDirectory();
  const file = createConfigFile(join(folder, 'none', 'wattbridge.yaml'));
  expect(file.isWritable).toBe(false);
  expect(errorOf(() => file.write('x')).problems[0]?.problem).toBe('the file cannot be written (ENOENT)');
  expect(readdirSync(folder)).toEqual([]);
});
