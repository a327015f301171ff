import { ClinicError } from '../context.ts';
import { normalisePhone } from './phone.ts';

/** E.164. @throws {ClinicError} `bad-input` where it is no number, naming the field. */
export function requirePhone(text: string, country = 'IN', field = 'phone'): string {
  const phone = normalisePhone(text, country);
  if (phone === null) throw new ClinicError('bad-input', `${field} is not a phone number.`, field);
  return phone;
}
