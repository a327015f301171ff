/** What a file holds. */
export type ImportKind = 'patients' | 'doctors' | 'appointments';

/** One cell of a file that cannot be taken as it is. */
export interface LineProblem {
  /** Of the file, from 1. */
  line: number;
  /** The column, as the documents call it. */
  field: string;
  /** As a sentence goes on after the field: "is not a phone number". Never holds the value. */
  reason: string;
}

/** A line that says what another says, or what is there already. */
export interface LineDuplicate {
  line: number;
  /** The earlier line, or the id of what is there. */
  of: { line: number } | { id: string };
}

/** A line that can be taken. */
export interface GoodLine<V> {
  line: number;
  values: V;
}

/** What a file was found to hold. */
export interface CheckedFile<V> {
  /** Lines that hold anything, without the header. */
  total: number;
  columns: { header: string; field: string }[];
  unknownColumns: string[];
  good: GoodLine<V>[];
  problems: LineProblem[];
  /** Their lines are good, and left out unless they are asked for. */
  duplicates: LineDuplicate[];
}

/** What a dry run answers. */
export interface ImportReport extends Omit<CheckedFile<never>, 'good'> {
  kind: ImportKind;
  /** Lines that would be written. */
  good: number;
}
