import { ClinicError } from '../context.ts';
import { epochOf } from './civil-time.ts';

/** Milliseconds since the epoch of an instant in ISO-8601. @throws {ClinicError} `bad-input`, naming the field. */
export function instantOf(text: string, field = 'startsAt'): number {
  try {
    return epochOf(text);
  } catch {
    throw new ClinicError('bad-input', `${field} is not an instant as 2026-11-23T05:30:00Z.`, field);
  }
}
