import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithheld, maskPhone, normalisePhone } from './phone.ts';

describe('a phone as people write it', () => {
  it.each([
    ['9876543210', '+919876543210'],
    ['09876543210', '+919876543210'],
    ['98765 43210', '+919876543210'],
    ['+91 98765-43210', '+919876543210'],
    ['0091 (98765) 43210', '+919876543210'],
    ['919876543210', '+919876543210'],
    ['९८७६५४३२१०', '+919876543210'],
    ['৯৮৭৬৫৪৩২১০', '+919876543210'],
    ['۹۸۷۶۵ ۴۳۲۱۰', '+919876543210'],
    ['９８７６５４３２１０', '+919876543210'],
    ['+91 (0) 98765 43210', '+919876543210'],
    ['(+91) 98765 43210', '+919876543210'],
    ['+91-0-98765-43210', '+919876543210'],
    ['91 098765 43210', '+919876543210'],
    ['98765–43210', '+919876543210'],
    ['98765‑43210', '+919876543210'],
    ['98765\u00a043210', '+919876543210'],
    ['98765.43210', '+919876543210'],
    ['\u202a+91 98765 43210\u202c', '+919876543210'],
    ['tel:+91-98765-43210', '+919876543210'],
    ['Mob. No. 98765 43210', '+919876543210'],
    ['Ph: (020) 6600 0001', '+912066000001'],
    ['मोबाइल 9876543210', '+919876543210'],
    ['फ़ोन: 9876543210', '+919876543210'],
    // What a spreadsheet makes of a number.
    ['9876543210.0', '+919876543210'],
    ['020 6600 0001', '+912066000001'],
    ['011 4160 0002', '+911141600002'],
    ['+91 141 600 0002', '+911416000002'],
    ['+1 (212) 555-0100', '+12125550100'],
    ['+44 20 7946 0958', '+442079460958'],
  ])('%s is %s', (written, e164) => {
    expect(normalisePhone(written)).toBe(e164);
  });

  it('is read by the country where it has no code', () => {
    expect(normalisePhone('212 555 0100', 'US')).toBe('+12125550100');
    expect(normalisePhone('442079460958', 'GB')).toBe('+442079460958');
  });

  it.each([
    '',
    '12',
    '112',
    'client:anna',
    'ring me',
    '+91 12345',
    '+91 0876543210',
    '+0123456789',
    '++',
    '9876543210 ext 4',
    '9876543210 / 9876543211',
    '98765+43210',
    '9.87654E+09',
    'call me on 9876543210',
    'mob',
    '1'.repeat(16),
  ])('%j is none', (written) => {
    expect(normalisePhone(written)).toBeNull();
  });

  it.each(['anonymous', 'Restricted', ' unknown ', '+266696687', '+7378742833'])('%s is withheld', (written) => {
    expect(isWithheld(written)).toBe(true);
    expect(normalisePhone(written)).toBeNull();
  });

  it('comes out in one shape, however it is written, and stays what it is', () => {
    const phone = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
    const prefix = fc.constantFrom('', '0', '+91', '91', '0091', '+91 (0)', '(+91)', '+91-', '0 ', '91-0');
    const gap = fc.constantFrom('', ' ', '-', '.', ' (', '–', '\u00a0', '/', ' - ');
    const label = fc.constantFrom('', 'Tel: ', 'mobile ', 'Ph.', 'मोबाइल ');
    const wrap = fc.constantFrom<[string, string]>(['', ''], ['\u202a', '\u202c'], ['\ufeff', ''], ['  ', '\t']);
    const zero = fc.constantFrom(0x30, 0x966, 0x9e6, 0xae6, 0x6f0, 0xff10);
    const breaks = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 4 });
    fc.assert(
      fc.property(
        phone,
        prefix,
        gap,
        label,
        wrap,
        zero,
        breaks,
        ([first, rest], before, between, name, around, from, at) => {
          const digits = `${first}${String(rest).padStart(9, '0')}`;
          const parted = [...digits].map((digit, index) => (at.includes(index) ? between + digit : digit)).join('');
          const written = `${before}${before === '' ? '' : between}${parted}`;
          const inScript = written.replace(/[0-9]/g, (digit) => String.fromCodePoint(from + Number(digit)));
          expect(normalisePhone(`${around[0]}${name}${inScript}${around[1]}`)).toBe(`+91${digits}`);
          expect(normalisePhone(`+91${digits}`)).toBe(`+91${digits}`);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never throws, and gives E.164 or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('IN', 'US', 'GB', ''), (text, country) => {
        expect(normalisePhone(text, country) ?? '+1234567').toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
  });
});

it('a masked phone shows its last four digits only', () => {
  expect(maskPhone('+919876543210')).toBe('•••••• 3210');
});
