/** A verb of TwiML with what stands in it. */
export interface Verb {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Verb[];
}

const decode = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&');

/** The verbs of a document, in order; null where it is none. */
export function readVerbs(xml: string): Verb[] | null {
  const body = xml.replace(/^\s*<\?xml[^>]*\?>/, '').trim();
  const root: Verb = { name: '', attributes: {}, text: '', children: [] };
  const open: Verb[] = [root];
  let at = 0;
  for (const match of body.matchAll(/<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g)) {
    const [whole, closing, name = '', attributes = '', selfClosing] = match;
    const within = open.at(-1);
    if (within === undefined) return null;
    within.text += decode(body.slice(at, match.index));
    at = match.index + whole.length;
    if (closing === '/') {
      if (open.pop()?.name !== name) return null;
      continue;
    }
    const verb: Verb = { name, attributes: {}, text: '', children: [] };
    for (const [, key = '', value = ''] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g))
      verb.attributes[key] = decode(value);
    within.children.push(verb);
    if (selfClosing !== '/') open.push(verb);
  }
  const [response, ...rest] = root.children;
  return open.length === 1 && response?.name === 'Response' && rest.length === 0 ? response.children : null;
}
