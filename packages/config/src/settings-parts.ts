import { z } from 'zod';

/** A setting that is missing or wrong: the message is a sentence that names it and never holds its value. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

export const url = (protocols: RegExp, hint: string) => z.url({ protocol: protocols, error: hint });

export const trimSlash = (address: string): string => address.replace(/\/+$/, '');
