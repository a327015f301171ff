import { epochOf, isoOf, zonedIso } from '@vaani/clinic';
import { z } from 'zod';

/** Fields that requests and answers share. Names are camelCase; times are ISO-8601 with an offset. */

export const id = z.uuid('is not an id').meta({ format: 'uuid' });

/** No calendar here reaches beyond, and no database has to guess what the year 0 means. */
const isNear = (text: string): boolean => text >= '1900' && text < '2200';
const far = 'lies too far from today';

/** An instant as it comes in, with any offset; handed on in UTC. */
export const instantIn = z.iso
  .datetime({ offset: true, error: 'is not an instant as 2026-11-24T10:00:00+05:30', abort: true })
  .refine(isNear, far)
  .transform((text) => isoOf(epochOf(text)))
  .meta({ description: 'An instant with its offset; `Z` is fine.', example: '2026-11-24T10:00:00+05:30' });

/** An instant as it goes out: on the clinic's own clock, with its offset. */
export const instantOut = z.iso
  .datetime({ offset: true })
  .meta({ description: 'On the clinic’s own clock, with its offset.', example: '2026-11-24T10:00:00+05:30' });

export const dateIn = z.iso
  .date({ error: 'is not a date as 2026-11-30', abort: true })
  .refine(isNear, far)
  .meta({ description: 'A day of the clinic’s calendar.', example: '2026-11-30' });

/** Says in the document what a text of a query stands for. */
const as =
  (meant: Record<string, unknown>) =>
  ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
    for (const name of ['type', 'pattern', 'enum']) delete jsonSchema[name];
    Object.assign(jsonSchema, meant);
  };

/** A whole number in a query. */
export function integerParam(minimum: number, maximum: number, fallback: number) {
  const range = `is not a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^-?\d{1,9}$/, range)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, range)
    .optional()
    .transform((value) => value ?? fallback)
    .meta({ override: as({ type: 'integer', minimum, maximum, default: fallback }) });
}

export const booleanParam = z
  .enum(['true', 'false'], 'is either true or false')
  .transform((value) => value === 'true')
  .optional()
  .transform((value) => value ?? false)
  .meta({ override: as({ type: 'boolean', default: false }) });

export const cursorParam = z
  .string()
  .max(200, 'is too long')
  .optional()
  .meta({ description: '`next` of the page before; without it, the first page.' });

export const nextOut = z
  .string()
  .nullable()
  .meta({ description: 'Give it back as `cursor` for the next page; null on the last.' });

/** Turns the domain's instants (UTC) into the clinic's own time. */
export function clockOf(zone: string): {
  (iso: string): string;
  (iso: string | null): string | null;
} {
  function local(iso: string): string;
  function local(iso: string | null): string | null;
  function local(iso: string | null): string | null {
    return iso === null ? null : zonedIso(epochOf(iso), zone);
  }
  return local;
}
