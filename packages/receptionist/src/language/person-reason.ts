import { hasPhrase, phrases } from './phrases.ts';
import { tokenise } from './tokens.ts';

/** Why somebody asks for a person: a key of the transfer directory. */
export type PersonReason = 'billing' | 'reports' | 'treatment' | 'angry' | 'asked';

const signs: readonly (readonly [PersonReason, ReturnType<typeof phrases>])[] = [
  [
    'angry',
    phrases(
      'complaint|complain|complaints|angry|useless|worst|pathetic|ridiculous|shikayat|bakwas|bekar|gussa|badtameezi|शिकायत|बकवास|बेकार|गुस्सा|बदतमीज़ी',
    ),
  ],
  [
    'billing',
    phrases(
      'bill|bills|billing|payment|refund|invoice|insurance|receipt|claim|tpa|cashless|accounts|account department|paise wapas|paisa wapas|raseed|बिल|बिलिंग|पेमेंट|रिफंड|इंश्योरेंस|बीमा|रसीद|पैसे वापस',
    ),
  ],
  [
    'reports',
    phrases('report|reports|lab|laboratory|pathology|x ray|xray|scan|sonography|रिपोर्ट|रिपोर्ट्स|लैब|जाँच|जांच|एक्सरे'),
  ],
  [
    'treatment',
    phrases(
      'medicine|medicines|prescription|dose|dosage|treatment|side effect|side effects|stitches|dressing|operation ke baad|surgery ke baad|after surgery|after operation|dawa|dawai|dawaiyan|ilaaj|ilaj|tanke|patti|दवा|दवाई|इलाज|टाँके|टांके|पट्टी|ऑपरेशन के बाद',
    ),
  ],
];

/** What somebody wants of the person they ask for, by the plainest sign; just a person where there is none. */
export function personReason(text: string): PersonReason {
  const tokens = tokenise(text);
  return signs.find(([, list]) => hasPhrase(tokens, list))?.[0] ?? 'asked';
}
