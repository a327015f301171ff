/** A piece of a message: words, or the address of a patient's page. */
export interface TextPart {
  text: string;
  isLink: boolean;
}

/** The links of our own messages: a full address with a signed token at its end, and nothing else that somebody may have written. */
const link = /(https?:\/\/[^\s/]+\/a\/[eh][\w-]+)/;

export function textParts(text: string): TextPart[] {
  return text
    .split(link)
    .map((part, index) => ({ text: part, isLink: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
