import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/load.js';

interface Service {
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly secrets?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly read_only?: boolean;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const dockerfile = readFileSync('Dockerfile', 'utf8');

describe('docker-compose.yml', () => {
  const text = readFileSync('docker-compose.yml', 'utf8');
  const compose: Compose = parse(text);
  const services = Object.entries(compose.services);
  const wattbridge = compose.services['wattbridge'] ?? {};

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
      for (const port of ports) expect(port).toMatch(/^\$\{(?:API_)?BIND_ADDRESS:-127\.0\.0\.1\}:\d+:\d+$/);
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

  it('keeps the ledger in a volume, where the image has a folder for the user it runs as', () => {
    const { read_only, volumes } = wattbridge;
    expect(read_only).toBe(true);
    const [, target] = volumes?.find((volume) => volume.startsWith('wattbridge_data:'))?.split(':') ?? [];
    const { data_dir } = loadConfig({ env: {} });
    expect(target).toBe(`/config/${data_dir}`);
    expect(dockerfile).toContain(`mkdir -p ${target}\n`);
    expect(dockerfile).toMatch(
      /^WORKDIR \/config\n(?:#.*\n)*COPY --from=packages --chown=node:node \/config \.\/$/m,
    );
  });

  it('reaches the REST API through its published port', () => {
    const { environment = {}, ports } = wattbridge;
    const { api } = loadConfig({ env: environment });
    expect(api.host).toBe('0.0.0.0');
    expect(ports?.map((port) => port.split(':').at(-1))).toEqual([String(api.port)]);
  });

  it('holds no password', () => expect(text).not.toMatch(/password(:|=) *"?(?!\$\{file:)\w/i));
});

describe('the image', () => {
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
    expect(dockerfile.match(/^FROM .*node:(\d+)-slim/gm)).toHaveLength(3);
  });

  it('fetches the database for every platform that it names', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const [, names = ''] = /--platform (\S+) -t/.exec(dockerfile) ?? [];
    const platforms = names.split(',').map((name) => name.split('/'));
    expect(platforms.map(([os]) => os)).toEqual(['linux', 'linux', 'linux']);
    const cpus = platforms.map(([, arch]) => arch?.replace('amd64', 'x64'));
    const isFor = (name: string, cpu: string | undefined): boolean =>
      name.startsWith('node_modules/@libsql/linux-') && packages[name].cpu.includes(cpu);
    for (const cpu of cpus) {
      const libraries = Object.keys(packages).filter((name) => isFor(name, cpu) && !name.includes('musl'));
      expect(libraries).toHaveLength(1);
    }
  });

  it('builds nothing under emulation', () => {
    const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
    const running = stages.filter((stage) => /^RUN /m.test(stage));
    for (const stage of running) expect(stage).toMatch(/^FROM --platform=\$BUILDPLATFORM /);
  });

  it('checks the file that it tells wattbridge to touch', () => {
    const told = /"--health-file", "([^"]+)"/.exec(dockerfile)?.[1];
    expect(told).toMatch(/^\/tmp\//);
    expect(dockerfile).toContain(`statSync('${told}')`);
  });
});
