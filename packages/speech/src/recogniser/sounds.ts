/** One sound of a word: ways to say it in ARPABET, likeliest first. A way may be several phones (`AE IH`) or none (``). */
export type Sound = readonly string[];

const MOST = 8;

/**
 * Pronunciations of a word from its sounds: the likeliest way throughout first, then those that deviate in one place, then in two, at most
 * `most`. Each is ARPABET phones with spaces between.
 */
export function spellOut(sounds: readonly Sound[], most = MOST): string[] {
  const ways: { phones: string[]; deviations: number; rank: number }[] = [{ phones: [], deviations: 0, rank: 0 }];
  for (const sound of sounds) {
    const before = ways.splice(0);
    for (const way of before) {
      sound.forEach((phones, rank) => {
        ways.push({
          phones: phones === '' ? way.phones : [...way.phones, phones],
          deviations: way.deviations + (rank === 0 ? 0 : 1),
          rank: way.rank + rank,
        });
      });
    }
    ways.sort((a, b) => a.deviations - b.deviations || a.rank - b.rank);
    ways.splice(4 * most);
  }
  const spelled = ways.map((way) => way.phones.join(' ')).filter((phones) => phones !== '');
  return [
    ...new Set(spelled.flatMap((phones) => [joinDiphthongs(phones), joinSyllables(joinDiphthongs(phones))])),
  ].slice(0, most);
}

/** Two vowels that the model has as one: appointment, friday. */
function joinDiphthongs(text: string): string {
  return text
    .replace(/\bAA IH\b/g, 'AY')
    .replace(/\bAO IH\b/g, 'OY')
    .replace(/\bAA IY\b/g, 'AY');
}

const vowel = /^(AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW)$/;

/** The short vowel before an r that no vowel follows is one sound in the model's English: doctor, number. */
function joinSyllables(text: string): string {
  const phones = text.split(' ').filter((phone) => phone !== '');
  const joined: string[] = [];
  for (let at = 0; at < phones.length; at += 1) {
    const phone = phones[at] as string;
    const next = phones[at + 2];
    const closes = phone === 'AH' && phones[at + 1] === 'R' && at > 0 && (next === undefined || !vowel.test(next));
    if (closes) at += 1;
    joined.push(closes ? 'ER' : phone);
  }
  return joined.join(' ');
}
