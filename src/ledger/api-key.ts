/** What a key may do: those of the CSMS documentation, and the one that manages keys. */
export const SCOPES = [
  'read:charge_points',
  'write:charge_points',
  'read:billing',
  'write:billing',
  'read:analytics',
  'write:webhooks',
  'read:sessions',
  'write:api_keys',
] as const;
export type Scope = (typeof SCOPES)[number];

/** An org API key without its secret, of which only a hash is kept. */
export interface ApiKey {
  /** `key_…` */
  readonly id: string;
  /** Unique, 1 to 128 characters. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  /** null: never used. */
  readonly lastUsedAtMs: number | null;
  /** null: does not expire. */
  readonly expiresAtMs: number | null;
}
