import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { type Cipher, createCipher, type KeyRing } from '@vaani/config';
import type { SearchTerm } from './search-terms.ts';

/** Seals and finds what belongs to one clinic. Where a value stands is bound to it: a moved value does not open. */
export interface ClinicCipher {
  seal(table: string, column: string, rowId: string, plain: string): string;
  open(table: string, column: string, rowId: string, envelope: string): string;
  sealJson(table: string, column: string, rowId: string, value: unknown): string;
  openJson(table: string, column: string, rowId: string, envelope: string): unknown;
  /** For what is no column: events and state in Redis, files. */
  sealText(context: string, plain: string): string;
  openText(context: string, envelope: string): string;
  /** HMAC-SHA256 of a term under the clinic's search key, its first 64 bits, signed as Postgres' bigint is. */
  token(term: SearchTerm): bigint;
  /** HMAC-SHA256 of bytes that leave the house and come back (links), under a key of its own for each purpose. */
  sign(purpose: string, bytes: Uint8Array): Buffer;
}

/** Both keys of a clinic, wrapped for storage in `clinic_keys`. */
export interface WrappedKeys {
  dataKey: string;
  searchKey: string;
  ringKeyId: string;
}

const contextOf = (clinicId: string, name: 'data' | 'search') => `clinic_keys|${name}|${clinicId}`;

/** Fresh random keys for a new clinic, wrapped by the current key of the ring. */
export function createClinicKeys(ring: KeyRing, clinicId: string): WrappedKeys {
  return {
    dataKey: ring.wrap(randomBytes(32), contextOf(clinicId, 'data')),
    searchKey: ring.wrap(randomBytes(32), contextOf(clinicId, 'search')),
    ringKeyId: ring.currentId,
  };
}

/** @throws {SealError} where the ring does not hold the wrapping key. */
export function clinicCipher(ring: KeyRing, clinicId: string, keys: WrappedKeys): ClinicCipher {
  const dataKey = ring.unwrap(keys.dataKey, contextOf(clinicId, 'data'));
  const cipher: Cipher = createCipher(dataKey, 'clinic');
  const searchKey = createSecretKey(ring.unwrap(keys.searchKey, contextOf(clinicId, 'search')));
  const at = (table: string, column: string, rowId: string) => `${clinicId}|${table}|${column}|${rowId}`;
  const free = (context: string) => `${clinicId}|free|${context}`;
  return {
    seal: (table, column, rowId, plain) => cipher.seal(plain, at(table, column, rowId)),
    open: (table, column, rowId, envelope) => cipher.open(envelope, at(table, column, rowId)),
    sealJson: (table, column, rowId, value) => cipher.seal(JSON.stringify(value), at(table, column, rowId)),
    openJson: (table, column, rowId, envelope) => JSON.parse(cipher.open(envelope, at(table, column, rowId))),
    sealText: (context, plain) => cipher.seal(plain, free(context)),
    openText: (context, envelope) => cipher.open(envelope, free(context)),
    token: ({ kind, term }) => createHmac('sha256', searchKey).update(`${kind}\0${term}`).digest().readBigInt64BE(0),
    sign(purpose, bytes) {
      const key = hkdfSync('sha256', dataKey, clinicId, `sign|${purpose}`, 32);
      return createHmac('sha256', new Uint8Array(key)).update(bytes).digest();
    },
  };
}
