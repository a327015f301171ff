/**
 * How procedures are spoken to: in JSON as it is. What they take and give are texts, numbers, instants as ISO texts and lists of these; a value that is
 * not there is left out. (`json` stands around it for whoever speaks to them by hand: an answer of nothing is an answer.)
 */
export const wire = {
  serialize: (value: unknown) => ({ json: value }),
  deserialize: (sent: { json?: unknown }) => sent.json,
};
