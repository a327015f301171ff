import { asciiDigits } from '../digits.ts';

/** Calling codes of the countries whose local numbers are understood, with the shape of a national number. */
const countries: Record<string, { code: string; national: RegExp }> = {
  // A landline of the north begins with 1: Delhi is 11, Jaipur 141.
  IN: { code: '91', national: /^[1-9]\d{9}$/ },
  US: { code: '1', national: /^[2-9]\d{9}$/ },
};

/** What stands for a caller who withholds the number. */
const withheld = new Set([
  '',
  'anonymous',
  'unknown',
  'restricted',
  'private',
  '+266696687',
  '266696687',
  '+86282452253',
  '+7378742833',
]);

/** Is this what stands for a number that was withheld? */
export function isWithheld(text: string): boolean {
  return withheld.has(text.trim().toLowerCase());
}

/** What people and their phone books write before a number. */
const label = /^(?:tel|telephone|ph|phone|mob|mobile|cell|whatsapp|फ़?ोन|मो|मोबाइल)[.:\s]*(?:no[.:\s]*)?(?=[+(\d])/iu;

/**
 * A phone in any shape that people write (spaces, hyphens, dots, brackets, 0 or 00 in front, a label, digits of any script) as E.164, or null where
 * it is none or withheld.
 * @param country whose local numbers are meant where no country code is given.
 */
export function normalisePhone(text: string, country = 'IN'): string | null {
  const ascii = plainPhone(text);
  if (isWithheld(ascii)) return null;
  if (/[^\d\s()+./-]/.test(ascii) || /.\+/.test(ascii.replace(/^\(/, ''))) return null;
  const digits = ascii.replace(/\D/g, '');
  if (/^\(?\+/.test(ascii) || digits.startsWith('00')) return international(digits.replace(/^00/, ''));
  const local = countries[country];
  if (local === undefined) return international(digits);
  const bare = digits.replace(/^0/, '');
  if (local.national.test(bare)) return `+${local.code}${bare}`;
  const afterCode = digits.startsWith(local.code) ? digits.slice(local.code.length).replace(/^0/, '') : '';
  return local.national.test(afterCode) ? `+${local.code}${afterCode}` : null;
}

/** Ordinary digits, spaces and hyphens; no label, no marks that cannot be seen, and not the ".0" that spreadsheets add. */
function plainPhone(text: string): string {
  return asciiDigits(text.normalize('NFKC'))
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/[‐-―−]/g, '-')
    .trim()
    .replace(label, '')
    .replace(/^(\d{10,13})\.0$/, '$1');
}

function international(digits: string): string | null {
  if (!/^[1-9]\d{6,14}$/.test(digits)) return null;
  for (const { code, national } of Object.values(countries)) {
    if (!digits.startsWith(code)) continue;
    // "+91 (0) 98765 43210": the nought is for those who ring from within.
    const rest = digits.slice(code.length).replace(/^0/, '');
    return national.test(rest) ? `+${code}${rest}` : null;
  }
  return `+${digits}`;
}

/** Is this number (E.164) of the country? Of a country that is not known here every number is. */
export function isOfCountry(e164: string, country: string): boolean {
  const known = countries[country];
  return known === undefined || e164.startsWith(`+${known.code}`);
}

/** All but the last four digits hidden: "•••••• 3210". */
export function maskPhone(e164: string): string {
  return `•••••• ${e164.slice(-4)}`;
}
