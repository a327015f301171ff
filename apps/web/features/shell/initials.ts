const titles = /^(dr|mr|mrs|ms|shri|smt|डॉ|श्री|श्रीमती)\.?$/i;

/** One or two letters for a name, in its own script; titles don't count. Devanagari's are as wide as two: there one stands for the name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '' && !titles.test(word));
  const first = words[0] ?? name;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letter = firstLetter(first);
  return devanagari.test(letter) ? letter : `${letter}${firstLetter(last)}`.toUpperCase();
}

const devanagari = /\p{Script=Devanagari}/u;
const segmenter = new Intl.Segmenter();

/** A letter with its marks: in Devanagari "कि" is one. */
function firstLetter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return '';
}
