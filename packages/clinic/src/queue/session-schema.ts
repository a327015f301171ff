import { z } from 'zod';

/** A session as people call it, by its begin: `09:00`. */
export const sessionSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time as 09:00');

/** The same in minutes after local midnight. */
export const fromMinOf = (session: string): number => Number(session.slice(0, 2)) * 60 + Number(session.slice(3, 5));
