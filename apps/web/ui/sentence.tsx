import { Fragment, type ReactNode } from 'react';

/** Parts of a sentence with controls in it: words and, in brackets, the names of what stands between them. */
export function splitSentence(text: string): { words: string; name: string | null }[] {
  return text.split(/(\[\w+\])/).map((part) => {
    const name = /^\[(\w+)\]$/.exec(part)?.[1] ?? null;
    return { words: name === null ? part : '', name };
  });
}

/** "Answer after [rings] rings", with the control where it reads well. What a name stands for comes from `parts`. */
export function Sentence({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return (
    <span className="leading-8 pointer-coarse:leading-10">
      {splitSentence(text).map(({ words, name }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change their order
        <Fragment key={index}>{name === null ? <Words text={words} /> : (parts[name] ?? null)}</Fragment>
      ))}
    </span>
  );
}

/** What ends a sentence stands close to the control before it, which keeps a space of its own. */
function Words({ text }: { text: string }) {
  return /^[.,।]/.test(text) ? <span className="-ml-1">{text}</span> : text;
}
