import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { ConfigError } from '../config/config-error.js';
import { codeOf } from '../config/interpolate.js';

/** Nobody else on the machine need read keys and passwords. */
const OWNER_ONLY = 0o600;

/** The file that the page writes. */
export interface ConfigFile {
  /** As it was given to the program. */
  readonly path: string;
  /** Without its folder, to be shown. */
  readonly name: string;
  readonly exists: boolean;
  readonly isWritable: boolean;
  /** undefined: there is none. @throws ConfigError when it cannot be read */
  read(): string | undefined;
  /** Another file that the configuration refers to. @throws anything when it cannot be read */
  readOther(path: string): string;
  /**
   * Puts a new text in place of the file at once or not at all; the former one stays beside it, with `.bak`.
   * @throws ConfigError when that is not possible
   */
  write(text: string): void;
  /** Puts the former file back in its place, or removes a file that there was not before. */
  undo(): void;
}

export function createConfigFile(path: string): ConfigFile {
  const backup = `${path}.bak`;
  let wasThere = false;
  return {
    path,
    name: basename(path),
    get exists() {
      return existsSync(path);
    },
    get isWritable() {
      return isWritable(dirname(path)) && (!existsSync(path) || isWritable(path));
    },
    read: () => (existsSync(path) ? attempt(path, 'read', () => readFileSync(path, 'utf8')) : undefined),
    readOther: (other) => readFileSync(other, 'utf8'),
    write(text) {
      attempt(path, 'written', () => {
        wasThere = existsSync(path);
        if (wasThere) copyForOwner(path, backup);
        replace(path, text);
      });
    },
    undo() {
      attempt(path, 'written', () => {
        if (wasThere) replace(path, readFileSync(backup, 'utf8'));
        else rmSync(path, { force: true });
      });
    },
  };
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function copyForOwner(from: string, to: string): void {
  rmSync(to, { force: true });
  copyFileSync(from, to);
  chmodSync(to, OWNER_ONLY);
}

/** Written beside it and to the disk first, so that a power cut leaves one of the two. A link keeps leading there. */
function replace(path: string, text: string): void {
  const target = existsSync(path) ? realpathSync(path) : path;
  const beside = `${target}.new`;
  rmSync(beside, { force: true });
  const file = openSync(beside, 'wx', OWNER_ONLY);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, target);
}

function attempt<T>(file: string, what: 'read' | 'written', work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ConfigError([{ file, path: '', problem: `the file cannot be ${what}${codeOf(error)}` }]);
  }
}
