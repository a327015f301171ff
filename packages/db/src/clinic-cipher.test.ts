import { randomBytes } from 'node:crypto';
import { parseKeyRing, SealError } from '@vaani/config';
import { describe, expect, it } from 'vitest';
import { clinicCipher, createClinicKeys } from './clinic-cipher.ts';
import { newId } from './ids.ts';

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const ring = parseKeyRing(entry('one'));
const [clinicId, otherClinic] = [newId(), newId()];
const keys = createClinicKeys(ring, clinicId);
const cipher = clinicCipher(ring, clinicId, keys);
const row = newId();

describe('what a clinic seals', () => {
  it.each(['', 'Asha', 'सुनीता यादव 👩‍⚕️'])('opens where it was sealed, and is not read otherwise: %j', (plain) => {
    const envelope = cipher.seal('patients', 'name', row, plain);
    if (plain.length > 0) expect(envelope).not.toContain(plain);
    expect(cipher.open('patients', 'name', row, envelope)).toBe(plain);
    const birth = { age: 34, saidOn: '2026-11-24' };
    expect(cipher.openJson('patients', 'birth', row, cipher.sealJson('patients', 'birth', row, birth))).toEqual(birth);
    expect(cipher.openText('events', cipher.sealText('events', plain))).toBe(plain);
  });

  it('does not open once moved to another table, column, row, context or clinic', () => {
    const envelope = cipher.seal('patients', 'name', row, 'Asha');
    expect(() => cipher.open('guardians', 'name', row, envelope)).toThrow(SealError);
    expect(() => cipher.open('patients', 'notes', row, envelope)).toThrow(SealError);
    expect(() => cipher.open('patients', 'name', newId(), envelope)).toThrow(SealError);
    expect(() => cipher.openText(`patients|name|${row}`, envelope)).toThrow(SealError);
    expect(() => cipher.openText('calls', cipher.sealText('events', 'Asha'))).toThrow(SealError);
    const other = clinicCipher(ring, otherClinic, createClinicKeys(ring, otherClinic));
    expect(() => other.open('patients', 'name', row, envelope)).toThrow(SealError);
  });

  it('cannot be moved by moving the keys: they are bound to their clinic', () => {
    expect(() => clinicCipher(ring, otherClinic, keys)).toThrow(SealError);
    expect(() => clinicCipher(ring, clinicId, { ...keys, dataKey: keys.searchKey })).toThrow(SealError);
    expect(() => clinicCipher(parseKeyRing(entry('two')), clinicId, keys)).toThrow(SealError);
  });
});

describe('search tokens', () => {
  const phone = { kind: 'phone', term: '+916000100001' } as const;

  it('are the same for the same term of a clinic, and for nothing else', () => {
    expect(cipher.token(phone)).toBe(clinicCipher(ring, clinicId, keys).token(phone));
    const others = [
      cipher.token({ kind: 'phone', term: '+916000100002' }),
      cipher.token({ kind: 'uhid', term: phone.term }),
      clinicCipher(ring, otherClinic, createClinicKeys(ring, otherClinic)).token(phone),
    ];
    expect(new Set([cipher.token(phone), ...others]).size).toBe(4);
  });

  it('fit a bigint of Postgres, on both sides of nought', () => {
    const tokens = Array.from({ length: 200 }, (_, index) => cipher.token({ kind: 'name_word', term: `word${index}` }));
    expect(tokens.every((token) => token >= -(2n ** 63n) && token < 2n ** 63n)).toBe(true);
    expect(tokens.some((token) => token < 0n) && tokens.some((token) => token > 0n)).toBe(true);
  });
});
