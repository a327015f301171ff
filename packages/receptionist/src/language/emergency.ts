import { tokenise } from './fold.ts';
import { hasAll, hasPhrase, phrases } from './phrases.ts';

/** Signs that are an emergency wherever their words stand together in one utterance. */
const together = phrases(
  'chest pain|chest hurts|chest tight|seene dard|sine dard|chhati dard|सीने दर्द|छाती दर्द|saans nahi|sans nahi|sans nai|saans phool|साँस नहीं|सांस नहीं|दम घुट|dam ghut|cannot breathe|not breathe|cant breathe|not breathing|difficulty breathing|trouble breathing|khoon band nahi|khun band nahi|ख़ून बंद नहीं|खून बंद नहीं|bleeding stop|bleeding heavily|heavy bleeding|bleeding lot|bahut khoon|बहुत खून|heart attack|dil daura|दिल दौरा|hath pair sunn|munh tedha|मुँह टेढ़ा|hosh nahi|होश नहीं|not waking|passed out|not responding|drank poison|ate poison|kill myself|end my life|jaan de|मरना चाहता|marna chahta|marna chahti|jal gaya|bahut jal|badly burnt|snake bite|saanp kaat|साँप काट|सांप काट|hit by car',
);
const alone = phrases(
  'unconscious|behosh|बेहोश|zeher|zehar|jahar|ज़हर|जहर|poison|poisoned|poisoning|stroke|lakwa|laqwa|लकवा|suicide|suicidal|khudkushi|aatmahatya|ख़ुदकुशी|खुदकुशी|आत्महत्या|seizure|convulsion|convulsions|mirgi ka daura|choking|fainted|ambulance|एम्बुलेंस|एंबुलेंस|emergency|इमरजेंसी|इमरजेन्सी|imarjensi|overdose|accident|एक्सीडेंट|heart attack|हार्ट अटैक',
);
/** What says that it is over, or only asked about. */
const behind = phrases(
  'tha|thi|pichhle|pichle|pichhli|last week|last month|last year|ago|was|had|history|checkup|check up|follow up|था|थी|पिछले|पिछली|चेकअप|pehle hua|recovered',
);
const still = phrases('abhi|now|right now|still|अभी|again|phir se|फिर से');
const notAtAll = phrases(
  'no emergency|not an emergency|not emergency|emergency nahi|इमरजेंसी नहीं|emergency number|emergency contact',
);

/** Does somebody need help at once? What plainly lies behind ("tha pichhle mahine") is not one, unless it goes on now. */
export function isEmergency(text: string): boolean {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, notAtAll)) return false;
  if (!hasAll(tokens, together) && !hasPhrase(tokens, alone)) return false;
  return !hasPhrase(tokens, behind) || hasPhrase(tokens, still);
}
