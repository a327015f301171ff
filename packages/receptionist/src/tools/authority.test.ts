import { describe, expect, test } from 'vitest';
import { doctorIds, slotAt } from '../../test/clinic.ts';
import { createAuthority } from './authority.ts';
import { readBackIdOf } from './read-back.ts';

const values = { kind: 'book', doctorId: doctorIds.rao, startsAt: '2026-11-24T05:00:00Z' } as const;
const id = readBackIdOf(values);
const hear = (text: string) => ({ kind: 'heard', text, confidence: 1, source: 'local' }) as const;

describe('the read-back', () => {
  test('unheard it writes nothing, whatever the caller said', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('heard but not confirmed it writes nothing', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    expect(authority.mayWrite(id)).toBe('not-confirmed');
    authority.listen(hear('yes'));
    expect(authority.mayWrite(id)).toBe('not-confirmed');
  });

  test('heard and confirmed it writes once', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBeNull();
    authority.spend(id);
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('a key confirms, another refuses', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen({ kind: 'keyed', digits: '1' });
    expect(authority.mayWrite(id)).toBeNull();
    authority.listen({ kind: 'keyed', digits: '2' });
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('a no voids it, and a later yes does not bring it back', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen(hear('no'));
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('other words after a confirmation take it back', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen(hear('yes book it'));
    authority.listen(hear('thursday'));
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('"say that again" and a single yes leave it standing, unconfirmed', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen(hear('yes'));
    authority.listen(hear('say that again'));
    expect(authority.mayWrite(id)).toBe('not-confirmed');
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBeNull();
  });

  test.each([
    ['a booking', values, ['yes cancel it', 'haan cancel kar dijiye', 'yes change it', 'badal dijiye']],
    [
      'a cancellation',
      { kind: 'cancel', appointmentId: doctorIds.rao } as const,
      ['yes book it', 'haan book kar dijiye', 'badal dijiye'],
    ],
    [
      'a move',
      {
        kind: 'move',
        appointmentId: doctorIds.rao,
        doctorId: doctorIds.rao,
        startsAt: '2026-11-24T05:00:00Z',
      } as const,
      ['yes cancel it', 'रद्द कर दीजिए'],
    ],
    [
      'a restoration',
      { kind: 'restore', appointmentId: doctorIds.rao } as const,
      ['yes cancel it', 'haan cancel kar do'],
    ],
  ])('%s is not confirmed by words that mean something else', (_, readBack, wrong) => {
    for (const hearing of ['local', 'free'] as const) {
      for (const text of wrong) {
        const authority = createAuthority({ hearing });
        authority.heard(readBackIdOf(readBack));
        authority.listen({ kind: 'heard', text, confidence: 1, source: hearing === 'local' ? 'local' : 'stt' });
        expect([text, authority.mayWrite(readBackIdOf(readBack))]).not.toEqual([text, null]);
      }
    }
  });

  test.each([
    { ...values, startsAt: '2026-11-24T05:15:00Z' },
    { ...values, doctorId: doctorIds.khan },
    { ...values, name: 'Ravi' },
    { ...values, patientId: '01900000-0000-7000-8000-0000000000e1' },
    { ...values, phone: '9810012345' },
    { ...values, birth: { year: 1985 } },
    { ...values, relation: 'mother' },
    { ...values, guardian: { name: 'Ravi', relation: 'father' } },
  ])('any changed value is another read-back: %o', (changed) => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(readBackIdOf(changed))).toBe('read-back-not-heard');
  });

  test('a newer read-back voids the older', () => {
    const authority = createAuthority({ hearing: 'local' });
    authority.heard(id);
    authority.heard(readBackIdOf({ ...values, doctorId: doctorIds.khan }));
    authority.listen(hear('yes book it'));
    expect(authority.mayWrite(id)).toBe('read-back-not-heard');
  });

  test('the words of a typed or free hearing may be a plain yes', () => {
    const authority = createAuthority({ hearing: 'free' });
    authority.heard(id);
    authority.listen({ kind: 'heard', text: 'haan ji', confidence: 0.9, source: 'stt' });
    expect(authority.mayWrite(id)).toBeNull();
  });
});

test('only what was offered can be held', () => {
  const authority = createAuthority({ hearing: 'local' });
  const slot = slotAt(doctorIds.rao, '2026-11-24T05:00:00Z');
  expect(authority.offered(slot.doctorId, slot.startsAt)).toBeNull();
  authority.offer([slot]);
  expect(authority.offered(slot.doctorId, '2026-11-24T05:00:00.000Z')).toEqual(slot);
  expect(authority.offered(doctorIds.khan, slot.startsAt)).toBeNull();
});

test('three failed identifications are the last', () => {
  const authority = createAuthority({ hearing: 'local' });
  for (let failed = 0; failed < 3; failed += 1) {
    expect(authority.mayIdentify()).toBe(true);
    authority.identificationFailed();
  }
  expect(authority.mayIdentify()).toBe(false);
});
