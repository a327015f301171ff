/** Zeros of the scripts that people in India write digits in; the nine others follow each. Devanagari first, Urdu's last. */
const zeros = [0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0x660, 0x6f0];

/** The digits of any script as 0–9, full-width ones too; everything else stays. */
export function asciiDigits(text: string): string {
  return text.replace(/\P{ASCII}/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    const zero =
      zeros.find((first) => code >= first && code < first + 10) ?? (code >= 0xff10 && code <= 0xff19 ? 0xff10 : null);
    return zero === null ? letter : String(code - zero);
  });
}
