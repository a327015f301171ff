/** Draws sentences from a JSGF grammar as our builders write it: alternatives, groups, options, weights, rules. */
type Node =
  | { kind: 'word'; text: string }
  | { kind: 'rule'; name: string }
  | { kind: 'all'; items: Node[] }
  | { kind: 'one'; items: Node[] };

export function sampler(jsgf: string): (random: () => number) => string {
  const rules = new Map<string, Node>();
  let root = '';
  for (const line of jsgf.split('\n').slice(2)) {
    const match = /^(public )?<(\w+)> = (.*);$/.exec(line);
    if (match === null) throw new Error(`not a rule: ${line}`);
    const [, isPublic, name = '', body = ''] = match;
    if (isPublic !== undefined) root = name;
    rules.set(name, parse(body));
  }
  const draw = (node: Node, random: () => number): string => {
    if (node.kind === 'word') return node.text;
    if (node.kind === 'all') return node.items.map((item) => draw(item, random)).join(' ');
    if (node.kind === 'one') return draw(node.items[Math.floor(random() * node.items.length)] ?? empty, random);
    const rule = rules.get(node.name);
    if (rule === undefined) throw new Error(`no rule ${node.name}`);
    return draw(rule, random);
  };
  return (random) => draw({ kind: 'rule', name: root }, random).replace(/\s+/g, ' ').trim();
}

const empty: Node = { kind: 'all', items: [] };

function parse(body: string): Node {
  const tokens = body.replace(/\/[\d.]+\//g, ' ').match(/<\w+>|[()[\]|]|[^\s()[\]|<>]+/g) ?? [];
  let at = 0;
  const alternatives = (end: string | null): Node => {
    const items: Node[] = [];
    let sequence: Node[] = [];
    for (;;) {
      const token = tokens[at];
      if (token === undefined || token === end) {
        if (token === undefined && end !== null) throw new Error(`unclosed: ${body}`);
        at += 1;
        items.push({ kind: 'all', items: sequence });
        return { kind: 'one', items };
      }
      at += 1;
      if (token === '|') {
        items.push({ kind: 'all', items: sequence });
        sequence = [];
      } else if (token === '(') sequence.push(alternatives(')'));
      else if (token === '[') sequence.push({ kind: 'one', items: [alternatives(']'), empty] });
      else if (token === '<NULL>') sequence.push(empty);
      else if (token.startsWith('<')) sequence.push({ kind: 'rule', name: token.slice(1, -1) });
      else sequence.push({ kind: 'word', text: token });
    }
  };
  return alternatives(null);
}
