import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asciiDigits } from './digits.ts';

it('reads the digits of every script that is written in India', () => {
  for (const written of [
    '०१२३४५६७८९',
    '০১২৩৪৫৬৭৮৯',
    '੦੧੨੩੪੫੬੭੮੯',
    '૦૧૨૩૪૫૬૭૮૯',
    '୦୧୨୩୪୫୬୭୮୯',
    '௦௧௨௩௪௫௬௭௮௯',
    '౦౧౨౩౪౫౬౭౮౯',
  ])
    expect(asciiDigits(written)).toBe('0123456789');
  for (const written of ['೦೧೨೩೪೫೬೭೮೯', '൦൧൨൩൪൫൬൭൮൯', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '０１２３４５６７８９'])
    expect(asciiDigits(written)).toBe('0123456789');
});

it('leaves everything else as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'क', '7', '👵🏽', 'ن', '–', ' ') }), (text) => {
      expect(asciiDigits(text)).toBe(text);
    }),
  );
});
