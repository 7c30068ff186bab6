import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly secrets?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, null>>;
}

describe('docker-compose.yml', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const compose: Compose = parse(text);
  const services = Object.entries(compose.services);

  it('runs wattbridge with Mosquitto, the others on request', () => {
    const profiles = services.map(([name, { profiles }]) => [name, profiles]);
    expect(Object.fromEntries(profiles)).toEqual({
      wattbridge: undefined,
      mosquitto: undefined,
      homeassistant: ['homeassistant'],
      nodered: ['nodered'],
    });
  });

  it.each(services)(
    'opens %s to this machine only, unless the owner says otherwise',
    (_name, { ports = [] }) => {
      for (const port of ports) expect(port).toMatch(/^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:\d+:\d+$/);
    },
  );

  it.each(services)('keeps %s running', (_name, { restart }) => expect(restart).toBe('unless-stopped'));

  it.each(services)('knows the health of %s', (name, { healthcheck }) => {
    // These images bring a check of their own.
    expect(healthcheck !== undefined || ['wattbridge', 'nodered'].includes(name)).toBe(true);
  });

  it('declares everything that services use, and mounts only files that are there', () => {
    for (const [, { volumes = [], secrets = [], configs = [] }] of services) {
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        expect(source.startsWith('.') ? existsSync(source) : source in compose.volumes).toBe(true);
      }
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const { source } of configs) expect(Object.keys(compose.configs)).toContain(source);
    }
  });

  it('holds no password', () => expect(text).not.toMatch(/password(:|=) *"?(?!\$\{file:)\w/i));
});

describe('the image', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const ignored = readFileSync('.dockerignore', 'utf8');

  it('copies only what is there and what the builder gets to see', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    );
    expect(copied).toContain('package-lock.json');
    for (const source of copied) {
      expect(existsSync(source)).toBe(true);
      expect(ignored.split('\n')).toContain(`!${source}`);
    }
    expect(ignored).toMatch(/^\*$/m);
  });

  it('runs as a user without rights, on the Node.js that the package wants', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile.match(/^FROM .*node:(\d+)-slim/gm)).toHaveLength(2);
  });

  it('checks the file that it tells wattbridge to touch', () => {
    const told = /"--health-file", "([^"]+)"/.exec(dockerfile)?.[1];
    expect(told).toMatch(/^\/tmp\//);
    expect(dockerfile).toContain(`statSync('${told}')`);
  });
});
