/** Small pieces of JSGF. Tokens are words in Devanagari or in Roman lower case; the garbage path is put around by the recogniser. */

/** One of these. Nothing for an empty list. */
export const oneOf = (items: readonly string[]): string => {
  const known = [...new Set(items.filter((item) => item !== ''))];
  return known.length <= 1 ? (known[0] ?? '') : `( ${known.join(' | ')} )`;
};

export const maybe = (item: string): string => (item === '' ? '' : `[ ${item} ]`);

/** A text's words as tokens: lower case, without punctuation. */
export const tokensOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\u0900-\u097f\s]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A whole grammar of named rules, of which `top` are what can be said. Empty rules are left out. */
export function grammarOf(rules: ReadonlyMap<string, string>, top: readonly string[]): string {
  const known = [...rules].filter(([, body]) => body !== '');
  const names = new Set(['NULL', ...known.map(([name]) => name)]);
  const said = top.filter(
    (item) => item !== '' && [...item.matchAll(/<(\w+)>/g)].every(([, name]) => names.has(name ?? '')),
  );
  const used = reachable(said, new Map(known));
  const lines = known.filter(([name]) => used.has(name)).map(([name, body]) => `<${name}> = ${body};`);
  return ['#JSGF V1.0;', 'grammar vaani;', `public <said> = ${said.join(' | ')};`, ...lines].join('\n');
}

function reachable(roots: readonly string[], rules: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let body = open.pop(); body !== undefined; body = open.pop()) {
    for (const [, name = ''] of body.matchAll(/<(\w+)>/g)) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(rules.get(name) ?? '');
    }
  }
  return found;
}
