import type { ClinicProfile } from '@vaani/clinic';

/** What a request of a recogniser can hold. */
const MOST = 100;

/** Words that callers of this clinic say and that no recogniser expects: names of its doctors and services, in both scripts. Nothing about a patient. */
export function keyTermsOf({ name, nameHindi, doctors, services }: ClinicProfile): string[] {
  const named = [...doctors, ...services, { name, nameHindi }];
  const terms = [...named.map((one) => one.name), ...named.map((one) => one.nameHindi)].map((term) => term.trim());
  return [...new Set(terms.filter((term) => term !== ''))].slice(0, MOST);
}
