import { hasPattern, patterns } from './patterns.ts';
import { hasPhrase, phrases } from './phrases.ts';
import { tokenise } from './tokens.ts';

const urgent = phrases('urgent|urgently|zaroori|jaroori|zaruri|jaruri|arjent|अर्जेंट|अरजेंट|ज़रूरी|जरूरी');
const denied = patterns(`
  not/no/nothing/never/isnt urgent|urgent/zaroori/jaroori/zaruri/jaruri/अर्जेंट/ज़रूरी/जरूरी nahi/nahin/nai/nhi/नहीं|itna/utna/itni/इतना/उतना urgent/zaroori/jaroori/ज़रूरी/जरूरी nahi/nahin/nhi/नहीं
`);
/** An urgent appointment is one that is wanted soon: it is booked. */
const wanted = phrases(
  'appointment|booking|slot|book|milna|dikhana|अपॉइंटमेंट|बुकिंग|स्लॉट|मिलना|दिखाना|consultation|checkup|check up|चेकअप',
);

/**
 * Does somebody say that it cannot wait until the clinic opens? Where they ask for an urgent appointment they want one soon, and may have it. What needs help at once is an
 * emergency at any hour (`isEmergency`).
 */
export function isUrgent(text: string): boolean {
  const tokens = tokenise(text);
  return hasPhrase(tokens, urgent) && !hasPattern(tokens, denied) && !hasPhrase(tokens, wanted);
}
