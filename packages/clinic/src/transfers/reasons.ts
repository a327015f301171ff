/** Why a caller is handed to a person. A directory may name others of its own. */
export const transferReasons = [
  'billing',
  'reports',
  'treatment',
  'emergency',
  'angry',
  'asked',
  'trouble',
  'language',
] as const;
export type TransferReason = (typeof transferReasons)[number];

/** What a person is wanted for: a key, and of `language` which one (`ta`, `mr`, …). */
export interface TransferWish {
  reason: string;
  language: string | null;
}

/** What the rules call their own troubles. */
const troubles = new Set([
  ...['not-understood', 'identification', 'queue', 'booking', 'reschedule', 'cancel', 'appointments', 'limit'],
]);

/** By which words a reason of a model's own wording is known. The first that fits counts. */
const signs: readonly (readonly [TransferReason, RegExp])[] = [
  ['emergency', /emergenc|urgent|chest pain|bleeding|unconscious/i],
  ['angry', /angr|upset|complain|frustrat|furious|rude|dissatisf|unhappy/i],
  ['billing', /bill|payment|refund|invoice|insurance|receipt|charge|fee\b|fees\b|paid/i],
  ['reports', /report|lab\b|x-?ray|scan|test result/i],
  ['treatment', /treatment|medicin|prescription|dose|dosage|surgery|stitch|side effect|post-?op/i],
  ['language', /language/i],
  ['trouble', /trouble|error|fault|fail|cannot help|unable|not work/i],
];

/**
 * A reason as the directory knows it, from the rules' key or a model's words. What was said is not kept: it may name somebody.
 * @param own keys that the clinic's directory uses beside ours.
 */
export function transferWish(said: string, own: readonly string[] = []): TransferWish {
  const text = said.trim().toLowerCase();
  const [, code] = /^language:([a-z]{2,3})$/.exec(text) ?? [];
  if (code !== undefined) return { reason: 'language', language: code };
  const key = [...transferReasons, ...own].find((reason) => reason === text);
  if (key !== undefined) return { reason: key, language: null };
  if (troubles.has(text)) return { reason: 'trouble', language: null };
  const named = own.find((reason) => new RegExp(`\\b${escaped(reason)}\\b`).test(text));
  const reason = named ?? signs.find(([, sign]) => sign.test(text))?.[0] ?? 'asked';
  return { reason, language: null };
}

const escaped = (text: string): string => text.replace(/[^\w-]/g, '\\$&');
