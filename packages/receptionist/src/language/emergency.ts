import { findPattern, hasPattern, patterns } from './patterns.ts';
import { hasPhrase, lengthAt, phrases } from './phrases.ts';
import { tokenise } from './tokens.ts';

const pain =
  'pain*/dard/dukh*/hurt*/ache*/aching/takleef/taklif/burning/bhari*/jakad*/jakdan/dabav/tight*/heav*/pressure/दर्द/दुख*/तकलीफ/भारी/जकड़*/दबाव';
const breath = 'saans/sans/saas/saansein/breath*/साँस/सांस';
const trouble =
  'dikkat/taklif/takleef/problem/pareshani/mushkil/difficult*/trouble/nahi/nahin/nai/phool*/ful/ruk*/rukh/atak*/ukhad*/chadh*/band/short*/not/दिक्कत/तकलीफ/परेशानी/नहीं/फूल*/रुक*/अटक*/उखड़*/बंद/चढ़*';
const blood = 'khoon/khun/blood/bleeding/खून';
const limb = 'haath/hath/pair/hand/leg/arm/side/taraf/sharir/body/face/chehra/munh/muh/mooh/हाथ/पैर/शरीर/तरफ/चेहरा/मुँह/मुंह';

/** Signs that somebody needs help at once; words may stand between them. */
const signs = patterns(`
  chest/seene/seena/sine/chhati/chaati/chati/dil/heart/सीने/सीना/छाती/दिल .. ${pain}|${pain} .. chest/seene/sine/chhati/heart/सीने/छाती
  ${breath} .. ${trouble}|${trouble} .. ${breath}|cannot/unable/struggling/hard/stopped .. ${breath}|able .. breath*|gasping|breathless|dam/dum/दम ghut*/घुट*|gala/gale/गला ghut*/घुट*
  turn*/lips/baccha/bachcha/baby/child/नीला/neela/neeli/nila .. blue/neela/neeli/nila/pad/पड़|नीला/नीले पड़*
  ${blood} .. nahi/nahin/nai/nhi/not/नहीं .. ruk*/band/stop*/रुक*/बंद|${blood} .. band/ruk/रुक/बंद .. nahi/nahin/nai/nhi/नहीं|bahut/zyada/jyada/heavy/heavily/severe*/lot/lots/बहुत/ज्यादा .. ${blood}|${blood} .. bah/beh/heavily/badly/profus*/lot/bahut/बह/बहुत|${blood} .. ulti/vomit*/उल्टी|ulti/vomit*/cough*/khansi/उल्टी/खांसी .. ${blood}|will not stop bleeding|bleeding .. not
  heart/haart/हार्ट attack/अटैक|dil/दिल .. daura/दौरा|daura/दौरा pad*/पड़*/aa/आ|attack .. aaya/aa|cardiac arrest|brain hemorrhage/haemorrhage|no pulse|nabz/pulse/dhadkan/नब्ज/धड़कन .. nahi/nahin/nai/nhi/नहीं/band/बंद
  ${limb} .. sunn/numb*/droop*/tedh*/tedi*/teda/सुन्न/टेढ़*|sunn/numb*/सुन्न .. ${limb}|slurred|bol/बोल nahi/nahin/nai/nhi/नहीं pa*/पा*|cannot speak|zubaan ladkhad*|lakwa/laqwa/lakva/लकवा|stroke/स्ट्रोक|paraly*
  hosh/होश .. nahi/nahin/nai/nhi/kho*/नहीं/खो*|not/no .. waking/wake/responding/response/respond|unrespons*|unconscious*|lost/loss .. conscious*|behosh*/बेहोश*|collaps*|faint*|passed out|utha/uth nahi/nai/nhi rah* .. hosh
  drank/drunk/ate/swallow*/pi/kha/eaten/पी/खा .. poison*/acid/phenyl/phinyl/harpic/kerosene/bleach/battery/coin/keetnashak/tezaab|phenyl/phinyl/acid/tezaab/keetnashak/kerosene/फिनाइल/तेज़ाब .. pi/kha/पी/खा|zeher/zehar/jahar/zahar/zahr/ज़हर/जहर|poison*|overdos*|too many pills/tablets/goli*|bottle .. pills/tablets|neend/sleeping/नींद .. goli*/pills/tablets/गोलि*|saari/bahut/सारी goli*/गोलि* kha*/खा*
  kill/killing/hang/hanging .. myself/himself/herself/themselves|end/ending/take my/his/her life|want/wants/wanting to die|hurt/harm/harming myself/himself/herself|marna/मरना chah*/चाह*|mar/मर jana/जाना chah*/चाह*|jeena/jina/जीना nahi/nahin/nai/nhi/नहीं|jaan/जान de/dena/दे/देना|phaansi/fansi/फांसी|nas/नस kaat/kat/काट|suicid*|khudkushi/khudkhushi/aatmahatya/atmahatya/khudkusi/ख़ुदकुशी/खुदकुशी/आत्महत्या
  jal/जल gaya/gayi/gaye/गया/गई/गए|aag/आग lag/लग|bad*/severe* burn*|burn* badly|current/bijli/करंट/बिजली .. lag*/jhatk*/लग*/झटक*|electric shock|electrocut*
  saanp/sanp/saamp/snake/साँप/सांप .. kaat*/kat/bit*/काट*|bitten .. snake|hit/run .. by/over .. car/truck/bus/bike/scooter/train|accident/एक्सीडेंट/durghatna/दुर्घटना|sar/sir/head/सिर .. phat*/फट*|not moving|slit/cut .. wrist*|goli/गोली lag*/लग*|shot|stab*|chaku/chaaku/चाकू|gir/fell/fallen/गिर .. nahi/nahin/nai/nhi/not/नहीं .. rah*/mov*/get/रह*|gir/fell/गिर .. uth/bol/उठ/बोल nahi/nahin/nai/nhi/नहीं|sudden*/achanak/अचानक .. weak*/numb*/sunn/gir/सुन्न/गिर|pregnan*/प्रेग्नेंट ... ${blood}|${blood} ... pregnan*|doob/डूब gaya/gayi/गया/गई|drown*
  seizure*|convuls*|fits/fit aa/aaye/aa/having|having/has/got fits|mirgi/मिर्गी .. daura/attack/दौरा|jhatke/झटके .. aa/आ|chok*|gale/throat/गले .. phans*/atak*/stuck/clos*/फंस*/अटक*|stuck .. throat|face/lips swelling|anaphyla*
  labour/labor pain*|water/waters broke/broken|paani/pani/पानी chhoot*/छूट*|delivery/डिलीवरी ho/होने|prasav/प्रसव|baby/bachcha/baccha/बच्चा .. not/hil/हिल .. moving/nahi/nahin/nai/nhi/नहीं
  ambulance/एम्बुलेंस|emergency/imergency/imarjensi/इमरजेंसी|apatkal/aapatkaal/आपातकाल
`);
/** What says that it is over, or only asked about. */
const over = patterns(`
  pichhl*/pichl*/पिछल*|last week/month/year/time|year/years/month/months/week/weeks/days ago/back|ago|history|checkup|check up|चेकअप|follow up|followup|फॉलो अप|pehle/पहले hua/हुआ|recovered|saal/mahine/hafte/din/साल/महीने/हफ्ते/दिन pehle/pahle/पहले
  in the past|physio*|rehab*|since childhood|bachpan/बचपन se/से|purana/purani/purane/पुराना/पुरानी|routine|regular|patient hoon/hai
`);
const was = phrases('tha|thi|had|used to|हुआ था|था|थी|hua tha');
const still = phrases('abhi|now|right now|still|अभी|again|phir se|फिर से|currently|is waqt|just|abhi abhi');
const today = phrases(
  'aaj|today|आज|subah se|raat se|kal se|kal raat se|सुबह से|रात से|hone lag|ho raha hai|ho rahi hai|हो रहा है|हो रही है',
);
const notAtAll = patterns(`
  no/not/non/without emergency|not an/any/a emergency|nothing urgent|emergency/इमरजेंसी nahi/nahin/nhi/नहीं|koi/कोई emergency/इमरजेंसी nahi/नहीं|emergency jaisa kuchh nahi
  emergency/इमरजेंसी number/contact/ward/service*/department/facilit*/available/timing*/fee*/charge*/leave/clinic/fund/open|emergency/इमरजेंसी mein/में .. kaun/kab/kitn*/kya/number/doctor*/कौन/कब|emergency .. doctor .. kaun*|accident insurance/claim/policy|ambulance service*/facility/charge*/hai/milti
  stroke/attack/accident/operation/स्ट्रोक ke/के baad/बाद|after .. stroke/attack/accident/surgery|after/post heart attack
`);
/** A sign that is denied: "no chest pain", "seene mein dard nahi hai". */
const denied = phrases('nahi hai|nahin hai|nhi hai|nahi hota|nahi ho raha|nahi tha|nahi thi|नहीं है|नहीं हो रहा|नहीं था');
const denying = new Set(['no', 'not', 'vithout', 'never', 'nither']);
const negations = new Set(['nahi', 'nai', 'nhi', 'nahin', 'not', 'cannot']);

/** Does somebody need help at once? What plainly lies behind ("tha pichhle mahine") is not one, unless it goes on now. */
export function isEmergency(text: string): boolean {
  const tokens = tokenise(text);
  if (!hasSign(tokens) || hasPattern(tokens, notAtAll)) return false;
  if (hasPhrase(tokens, still)) return true;
  if (hasPattern(tokens, over)) return false;
  return !hasPhrase(tokens, was) || hasPhrase(tokens, today);
}

/** Is there a sign that is not denied? */
function hasSign(tokens: readonly string[]): boolean {
  for (let from = 0; from < tokens.length; ) {
    const found = findPattern(tokens.slice(from), signs);
    if (found === null) return false;
    const [at, next] = [from + found.at, from + found.next];
    const isNegated = tokens.slice(at, next).some((token) => negations.has(token));
    if (isNegated || !(denying.has(tokens[at - 1] ?? '') || lengthAt(tokens, next, denied) > 0)) return true;
    from = next;
  }
  return false;
}
