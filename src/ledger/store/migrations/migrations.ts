import type { Migration } from '../migrate.js';
import { tables } from './0001-tables.js';
import { indexes } from './0002-indexes.js';
import { traces } from './0003-traces.js';

/** In order; the n-th leads to version n. One that was released never changes. */
export const MIGRATIONS: readonly Migration[] = [tables, indexes, traces];
