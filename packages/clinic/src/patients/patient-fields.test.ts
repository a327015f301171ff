import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abhaSchema, emailSchema, nameSchema, notesSchema, relationSchema, uhidSchema } from './patient-fields.ts';

const reasonOf = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.success ? 'accepted' : result.error?.issues[0]?.message;

describe('a name', () => {
  it.each([
    ['  Neha   Kulkarni ', 'Neha Kulkarni'],
    ['नेहा कुलकर्णी', 'नेहा कुलकर्णी'],
    ['محمد علی', 'محمد علی'],
    ['தமிழ்செல்வி', 'தமிழ்செல்வி'],
    ["D'Souza-Pinto", "D'Souza-Pinto"],
    ['Baby 🍼 of Asha', 'Baby 🍼 of Asha'],
    ['Priya 👩🏽‍⚕️', 'Priya 👩🏽‍⚕️'],
    // Pasted from a contact list, a web page, a spreadsheet.
    ['\u202aAsha\u202c', 'Asha'],
    ['\u2067أحمد\u2069', 'أحمد'],
    ['\ufeffAsha\u200b', 'Asha'],
    ['Asha\tKulkarni\n', 'Asha Kulkarni'],
    ['Asha\u00a0Kulkarni', 'Asha Kulkarni'],
    // A joiner is part of how it is written.
    ['शक्\u200dति', 'शक्\u200dति'],
    ['Zoe\u0308', 'Zoë'],
  ])('%j is kept as %j', (written, kept) => {
    expect(nameSchema.parse(written)).toBe(kept);
  });

  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['\u202e\u202c', 'is empty'],
    ['12345', 'has no letter in it'],
    ['😀😀', 'has no letter in it'],
    ['Asha\u0000', 'holds control characters'],
    ['Asha\u0007', 'holds control characters'],
    ['\u001b[31mAsha', 'holds control characters'],
    ['Asha\ud800', 'holds characters that are broken'],
    ['x'.repeat(121), 'is longer than 120 characters'],
    ['x'.repeat(1_000_000), 'is longer than 120 characters'],
    [42, 'is not text'],
    [null, 'is not text'],
  ])('%j: %s', (written, reason) => {
    expect(reasonOf(nameSchema.safeParse(written))).toBe(reason);
  });

  it('is counted as people count, in every script', () => {
    expect(nameSchema.parse('न'.repeat(120))).toHaveLength(120);
    expect(nameSchema.parse(`A${'👵'.repeat(119)}`)).toHaveLength(239);
    expect(reasonOf(nameSchema.safeParse(`A${'👵'.repeat(120)}`))).toBe('is longer than 120 characters');
  });

  it('never throws, and what it keeps it keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const first = nameSchema.safeParse(text);
        if (!first.success) return;
        expect(nameSchema.parse(first.data)).toBe(first.data);
        expect(first.data).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(first.data.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('other fields', () => {
  it('notes keep their lines and nothing that controls a terminal', () => {
    expect(notesSchema.parse(' Allergic to  penicillin\r\n\r\nAsk for Asha ')).toBe(
      'Allergic to penicillin\n\nAsk for Asha',
    );
    expect(reasonOf(notesSchema.safeParse('a\u001b[2J'))).toBe('holds control characters');
    expect(reasonOf(notesSchema.safeParse('x'.repeat(5_001)))).toBe('is longer than 5000 characters');
    expect(relationSchema.parse('माँ')).toBe('माँ');
  });

  it.each([
    ['Asha@Example.ORG ', 'asha@example.org'],
    ['asha', 'is not an e-mail address'],
    ['asha@', 'is not an e-mail address'],
    ['a b@example.org', 'is not an e-mail address'],
  ])('e-mail %j: %s', (written, end) => {
    const parsed = emailSchema.safeParse(written);
    expect(parsed.success ? parsed.data : reasonOf(parsed)).toBe(end);
  });

  it.each([
    [' mr-000412 ', 'MR-000412'],
    ['asha/2026/7', 'ASHA/2026/7'],
    ['४१२', '४१२'],
    ['---', 'takes letters, digits, and - / . _ between them'],
    ['<script>', 'takes letters, digits, and - / . _ between them'],
    ['x'.repeat(31), 'is longer than 30 characters'],
  ])('UHID %j: %s', (written, end) => {
    const parsed = uhidSchema.safeParse(written);
    expect(parsed.success ? parsed.data : reasonOf(parsed)).toBe(end);
  });
});

describe('a health account number', () => {
  it('is fourteen digits, however it is spaced and in whatever digits', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 });
    const gap = fc.constantFrom('', ' ', '-', '–', '\u00a0');
    const zero = fc.constantFrom(0x30, 0x966, 0xff10);
    fc.assert(
      fc.property(digits, gap, zero, (number, between, from) => {
        const plain = number.join('');
        fc.pre(!/^(\d)\1+$/.test(plain));
        const written = number.map(
          (digit, index) => ([2, 6, 10].includes(index) ? between : '') + String.fromCodePoint(from + digit),
        );
        expect(abhaSchema.parse(written.join(''))).toBe(plain);
      }),
    );
  });

  it.each([
    // An Aadhaar number is another thing, and must not be kept as this.
    ['2345 6789 0123', 'is not fourteen digits'],
    ['912345678901234', 'is not fourteen digits'],
    ['91-2345-6789-012X', 'is not fourteen digits'],
    ['asha@abdm', 'is not fourteen digits'],
    ['00000000000000', 'is one digit over and over'],
    ['9'.repeat(1_000), 'is not fourteen digits'],
  ])('%j: %s', (written, reason) => {
    expect(reasonOf(abhaSchema.safeParse(written))).toBe(reason);
  });
});
