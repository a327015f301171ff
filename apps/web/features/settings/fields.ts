/** What a form of the settings can hold. */
export type FieldValue = string | number | boolean | null | string[] | number[];

/** One control of a form, and the words around it. */
export interface Field<N extends string = string> {
  name: N;
  kind: 'text' | 'long' | 'number' | 'money' | 'check' | 'choice' | 'several' | 'time' | 'end-time' | 'lines';
  label: string;
  /** A plain sentence with `[]` where the control stands; without it the label stands above. */
  sentence?: string;
  /** What it means for a caller: stands beside. */
  meaning?: string;
  options?: readonly { value: string; label: string }[];
  /** May be left empty: it is null then. */
  isOptional?: boolean;
  min?: number;
  max?: number;
  /** Of the words that are typed. */
  lang?: 'en' | 'hi';
  type?: 'email' | 'tel' | 'url' | 'date';
  /** Shown in an empty field. */
  hint?: string;
}

/** "14:30" of minutes after midnight; midnight at the end of a day is 00:00 again. */
export function clockOf(minutes: number): string {
  const ofDay = minutes % 1_440;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
}

/** Minutes after midnight of "14:30". @param isEnd midnight then ends the day. Null where it is no time. */
export function minutesOf(text: string, isEnd: boolean): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(text);
  if (found === null) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return isEnd && minutes === 0 ? 1_440 : minutes;
}

/** What stands in the control. */
export function shownOf({ kind }: Field, value: FieldValue): string {
  if (value === null) return '';
  switch (kind) {
    case 'money':
      return typeof value === 'number' ? String(value / 100) : '';
    case 'time':
    case 'end-time':
      return typeof value === 'number' ? clockOf(value) : '';
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : '';
    default:
      return String(value);
  }
}

/** What is meant by what was typed. A number that is none stays text, so that the server says so. */
export function typedValue({ kind, isOptional }: Field, text: string): FieldValue {
  if (isOptional && text.trim() === '') return null;
  switch (kind) {
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
    case 'money':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Math.round(Number(text) * 100);
    case 'time':
    case 'end-time':
      return minutesOf(text, kind === 'end-time') ?? text;
    case 'lines':
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    default:
      return text;
  }
}
