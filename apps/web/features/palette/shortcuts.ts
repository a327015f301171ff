/** Every key of the desk: what it does is named in the messages under `desk.keys`. */
export const shortcuts = {
  palette: { key: 'k', isWithModifier: true, group: 'everywhere' },
  help: { key: '?', group: 'everywhere' },
  duty: { key: 'd', group: 'everywhere' },
  sound: { key: 'm', group: 'everywhere' },
  next: { key: 'j', group: 'lists' },
  previous: { key: 'k', group: 'lists' },
  callbacks: { key: 'b', group: 'lists' },
  takeOver: { key: 't', group: 'call' },
  listen: { key: 'l', group: 'call' },
  whisper: { key: 'w', group: 'call' },
  say: { key: 's', group: 'call' },
  hold: { key: 'h', group: 'call' },
  transfer: { key: 'f', group: 'call' },
  own: { key: 'o', group: 'call' },
  mute: { key: 'u', group: 'call' },
  hangUp: { key: 'x', group: 'call' },
  take: { key: 'a', group: 'callback' },
  ring: { key: 'r', group: 'callback' },
  done: { key: 'e', group: 'callback' },
} as const satisfies Record<string, Shortcut>;
export type ShortcutName = keyof typeof shortcuts;
export const shortcutGroups = ['everywhere', 'lists', 'call', 'callback'] as const;

interface Shortcut {
  key: string;
  /** With Ctrl, or ⌘ on a Mac. */
  isWithModifier?: boolean;
  group: 'everywhere' | 'lists' | 'call' | 'callback';
}

/** What of a key press tells a shortcut. */
export interface Pressed {
  key: string;
  /** Where the key lies: a Hindi keyboard writes other letters on the same keys. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}

/**
 * Which shortcut was pressed, if any. Single letters count only while nobody types and no menu is open, which has letters of its own.
 * @param isTyping the focus is where letters are written or chosen by.
 * @param areLettersOn single keys can be turned off: those who speak to their computer set them off by accident.
 */
export function shortcutOf(
  pressed: Pressed,
  { isTyping, areLettersOn }: { isTyping: boolean; areLettersOn: boolean },
): ShortcutName | null {
  const { ctrlKey, metaKey, altKey, repeat, isComposing } = pressed;
  if (altKey || repeat || isComposing) return null;
  const hasModifier = ctrlKey || metaKey;
  if (!hasModifier && (isTyping || !areLettersOn)) return null;
  const key = letterOf(pressed);
  const found = Object.entries(shortcuts).find(
    ([, shortcut]) => shortcut.key === key && 'isWithModifier' in shortcut === hasModifier,
  );
  return found === undefined ? null : (found[0] as ShortcutName);
}

/** The letter of a key in the Latin layout, whatever is written by it. */
function letterOf({ key, code }: Pressed): string {
  if (/^[ -~]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}
