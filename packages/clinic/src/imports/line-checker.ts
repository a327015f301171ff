import type { z } from 'zod';
import { ClinicError } from '../context.ts';
import type { LineProblem } from './types.ts';

/** Goes through the cells of one line, and keeps every reason against it. */
export interface LineChecker {
  /** What a schema makes of a cell; undefined where it is empty or wrong. */
  read<S extends z.ZodType>(field: string, cell: string | undefined, schema: S): z.output<S> | undefined;
  /** The same where the cell must hold something. */
  need<S extends z.ZodType>(field: string, cell: string | undefined, schema: S): z.output<S> | undefined;
  /** What a reader makes of a cell; null of the reader is wrong for the reason given. */
  parse<T>(field: string, cell: string | undefined, reader: (text: string) => T | null, reason: string): T | undefined;
  refuse(field: string, reason: string): void;
  problems: LineProblem[];
}

export function lineChecker(line: number): LineChecker {
  const problems: LineProblem[] = [];
  const refuse = (field: string, reason: string) => void problems.push({ line, field, reason });
  const read: LineChecker['read'] = (field, cell, schema) => {
    if (cell === undefined) return undefined;
    const parsed = schema.safeParse(cell);
    if (parsed.success) return parsed.data;
    for (const reason of new Set(parsed.error.issues.map(({ message }) => message))) refuse(field, reason);
    return undefined;
  };
  return {
    problems,
    refuse,
    read,
    need(field, cell, schema) {
      if (cell === undefined) refuse(field, 'is missing');
      return read(field, cell, schema);
    },
    parse(field, cell, reader, reason) {
      if (cell === undefined) return undefined;
      const value = reader(cell);
      if (value === null) refuse(field, reason);
      return value ?? undefined;
    },
  };
}

/** What a rule of the clinic says against a value, kept as the reason: "birth lies in the future." is "lies in the future". */
export function keepReason(checker: LineChecker, field: string, rule: () => void): void {
  try {
    rule();
  } catch (error) {
    if (!(error instanceof ClinicError)) throw error;
    const sentence = error.sentence.replace(/\.$/, '');
    const prefix = `${error.field ?? ''} `;
    checker.refuse(field, sentence.startsWith(prefix) ? sentence.slice(prefix.length) : sentence);
  }
}
