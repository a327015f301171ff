/** Devanagari as people type it in Roman letters: for callers whose words were written in the other script. The callers' own, as their lexicon is. */
const consonants: Record<string, string> = Object.fromEntries(
  'क k|ख kh|ग g|घ gh|च ch|छ chh|ज j|झ jh|ट t|ठ th|ड d|ढ dh|ण n|त t|थ th|द d|ध dh|न n|प p|फ f|ब b|भ bh|म m|य y|र r|ल l|व v|श sh|ष sh|स s|ह h|ङ n|ञ n'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
);
const vowels: Record<string, string> = Object.fromEntries(
  'अ a|आ aa|इ i|ई ee|उ u|ऊ oo|ए e|ऐ ai|ओ o|औ au|ऑ o|ऋ ri|ा aa|ि i|ी ee|ु u|ू oo|े e|ै ai|ो o|ौ au|ॉ o|ृ ri'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
);

export const toRoman = (text: string): string =>
  text.replace(/[\u0900-\u0963\u0966-\u097f]+/g, romanWord).replace(/।/g, '.');

function romanWord(word: string): string {
  const parts: { sound: string; isVowel: boolean; isInherent: boolean }[] = [];
  for (const letter of word.normalize('NFD').replace(/\u093c/g, '')) {
    const [consonant, vowel] = [consonants[letter], vowels[letter]];
    const last = parts.at(-1);
    if (consonant !== undefined) {
      parts.push(
        { sound: consonant, isVowel: false, isInherent: false },
        { sound: 'a', isVowel: true, isInherent: true },
      );
    } else if (letter === '्') {
      if (last?.isInherent === true) parts.pop();
    } else if (vowel !== undefined) {
      if (last?.isInherent === true) parts.pop();
      parts.push({ sound: vowel, isVowel: true, isInherent: false });
    } else if ('ंँ'.includes(letter)) parts.push({ sound: 'n', isVowel: false, isInherent: false });
    else if (letter >= '०' && letter <= '९')
      parts.push({ sound: String(letter.charCodeAt(0) - 0x966), isVowel: false, isInherent: false });
  }
  // From the end: what falls silent there counts for what stands before it.
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    if (parts[at]?.isInherent !== true) continue;
    const isLast = at === parts.length - 1;
    const isBetween =
      parts[at - 2]?.isVowel === true && parts[at + 1]?.isVowel === false && parts[at + 2]?.isVowel === true;
    if ((isLast && parts.length > 2) || isBetween) parts.splice(at, 1);
  }
  return parts.map(({ sound }) => sound).join('');
}
