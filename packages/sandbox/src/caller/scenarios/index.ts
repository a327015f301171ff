import type { Scenario } from '../scenario.ts';
import { bookEnglish } from './book-english.ts';
import { bookHindi } from './book-hindi.ts';
import { bookHinglish } from './book-hinglish.ts';
import { hoursEnglish } from './hours-english.ts';
import { personEnglish } from './person-english.ts';

/** All that `npm run call -- --scenario NAME` knows. */
export const scenarios: readonly Scenario[] = [bookEnglish, bookHindi, bookHinglish, hoursEnglish, personEnglish];
