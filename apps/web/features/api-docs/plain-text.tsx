import { Fragment } from 'react';

/** Text of the document: paragraphs parted by an empty line, `code` and **strong**; nothing else of Markdown is used there. */
export function PlainText({ text, className = '' }: { text: string; className?: string }) {
  return (
    <div className={`space-y-2 ${className}`}>
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="whitespace-pre-line">
          {pieces(paragraph).map(({ at, kind, words }) =>
            kind === 'code' ? (
              <code key={at} className="rounded-sm bg-sunken px-1 font-mono text-xs">
                {words}
              </code>
            ) : kind === 'strong' ? (
              <strong key={at} className="font-strong">
                {words}
              </strong>
            ) : (
              <Fragment key={at}>{words}</Fragment>
            ),
          )}
        </p>
      ))}
    </div>
  );
}

interface Piece {
  at: number;
  kind: 'code' | 'strong' | 'plain';
  words: string;
}

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*/g)) {
    if (match.index > end) found.push({ at: end, kind: 'plain', words: text.slice(end, match.index) });
    found.push({
      at: match.index,
      kind: match[1] === undefined ? 'strong' : 'code',
      words: match[1] ?? match[2] ?? '',
    });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ at: end, kind: 'plain', words: text.slice(end) });
  return found;
}
