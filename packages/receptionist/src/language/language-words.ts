import { keysOf, rawsOf } from './lexicon.ts';

/** Words by which a language is told. English is looked up as written, Hindi by folded key, because its spelling in Roman letters is free. */

/** English that every Hindi speaker uses, for want of another everyday word: no sign of either language. */
export const loans = rawsOf(
  `doctor dr doctors appointment appointments apointment clinic hospital phone number numbers mobile fees fee token test tests report reports bp sugar ecg
  xray mri scan opd icu ent operation injection tablet tablets medicine insurance card sir madam maam mam hello hi helo hey ok okay okey hmm mr mrs ms
  emergency ambulance reception checkup time o k whatsapp sms email computer bus train auto taxi office school college police bank
  pm am`,
);
/** In Devanagari these too are written as Hindi writes them. */
export const devanagariLoans = rawsOf(
  `book booking cancel confirm slot timing check fever report test minute date late line message call address parking skin dental child general bp emergency
  accident heart attack operator staff manager please sorry ready january february march april may june july august september october november december
  english hindi room patient follow up option`,
);

/** Greetings and fillers of Hindi, which English sentences of India hold too. */
export const weakHindi = keysOf(
  'namaste namaskar namashkar ji haan han haanji achha accha acha arre arey bhaiya bhai didi na bas theek thik pranam shukriya dhanyavaad jai नमस्ते नमस्कार जी हाँ हां अच्छा अरे भैया धन्यवाद शुक्रिया बस ठीक',
);

export const hindi = keysOf(
  `mujhe mujhko mereko main mai mein hai hain hoon hun hu ka ki ke ko se liye lie aap aapka aapke aapki aapko aapse mera meri mere hum hume hamein humko hamara
  hamari kya kyaa kab kahan kaha kaise kaisa kaun kaunsa konsa kitna kitne kitni chahiye chahie chaiye chahta chahti chahte karna karni karne karo kariye karte
  karta karti karunga karungi karenge kar karke karwana karwani karana kara dijiye dijie dena deni dedo lena leni lelo lijiye nahi nahin nai nhi aaj kal parson
  parso narson tarson subah subha shaam sham dopahar raat savere baje bajay bajkar saadhe sadhe sava paune dedh dhai somvaar somwar mangalvaar mangalwar
  budhvaar budhwar guruvaar guruwar shukravaar shukrawar shanivaar shaniwar ravivaar raviwar itvaar itwar dikhana dikhani dikhane dikhaye milna milana milne
  milega milegi milenge aana aana aunga aaunga aaungi aayenge aata aati aate jaana jana jaunga hoga hogi honge hota hoti hote abhi phir fir bhi aur tareekh
  tarikh hafte hafta mahine mahina din dino dinon bukhar dard khansi khaansi jukam zukam ulti dast chakkar khujli pet kamar ghutne ghutna daant aankh kaan
  gala naak haddi bachche bachcha bachchi bacche baccha bachchon beta bete beti betiya maa pitaji mata pati patni biwi bhai behan dada dadi nana
  nani raha rahi rahe rha rhi batao bataiye batana bata boliye bolo bolna bol suniye suno rehne rahne agar toh lekin magar kyonki kyunki isliye wala wali wale
  waala waali agle agla agli pichhle pichle pehle pahle pehla pahla doosra dusra doosre dusre teesra baad beech tak yahan yaha wahan waha idhar udhar kuch kuchh
  koi sab sabse thoda thodi bahut bohot zyada jyada kam jaldi der ek teen chaar paanch panch chhe saat aath nau gyarah barah baarah terah chaudah pandrah bees
  pachchis tees chalis pachas saal umar umra naam paisa paise rupaye rupay dawai dawa ilaaj ilaj badalna badalni badal badlo khula band khulta
  khulti chal chalu chalta chalti chalega chalegi baith baithte baithe mil gaya gayi gaye tha thi hua hui hue apna apni apne khud unka unke unki unko uska uske
  uski usko iska iske iski isko wo woh voh ye yeh jo jaise aise aisa waise kripya krupaya zara jara sakta sakti sakte sakun sakoon paunga paungi dekhna dekh
  dikhao bhej bhejo likh likho rakh rakho rakhna bulao bula samajh samjh sunai karwa karva marij mareez bimar beemar tabiyat takleef taklif pareshani
  zaroorat jarurat jaankari sahi galat bilkul zaroor jarur shayad matlab varna warna jagah ghar ghante ghanta pehli dusri doosri aakhri nahi haal din
  kaam chhutti khali khaali bacha bache bachi chot saans seene seena behosh khoon mat ruko rukiye hui gale milwa baat baatein`,
);

export const english = rawsOf(
  `i i'm im my mine we our us you your he she his her they them it its this that these those the a an and but if because of for from with without at on in into by
  about after before between until till during are was were be been being have has had having does did will would shall should can could may might must
  need want wants wanted needs like liked prefer please pls thank thanks thankyou yes yeah yep nope not don't dont can't cant cannot won't wont isn't i'd i'll i've
  book booking booked cancel cancelled cancelling cancellation reschedule rescheduled postpone prepone change changed changing confirm confirmed shift move moved
  schedule fix fixed arrange available availability free busy slot slots visit consult consultation check see meet meeting talk speak speaking call calling called
  tell give take get got make made let leave send show know think help open close closed start come coming came go going went back today tomorrow yesterday tonight
  morning afternoon evening night noon midnight day days week weeks month months year years monday tuesday wednesday thursday friday saturday sunday weekend hour
  hours minute minutes half quarter past next last this first second third earlier later earliest latest early late soon now again already also only just still
  what when where which who whom whose why how there here any some all every each other another more less much many very too quite really sure right wrong
  correct good better best great fine nice new old same different possible urgent important issue pain fever cough cold headache stomach skin tooth teeth
  eye eyes ear ears heart chest throat knee bone child children kid kids baby son daughter wife husband mother father mom dad brother sister friend patient
  patients person people human someone somebody anybody anyone staff receptionist operator manager message name age date birth address location timing timings
  parking charges charge cost price payment pay money lady specialist physician general dentist surgeon follow up followup one two three four five six seven eight
  nine ten eleven twelve thirty fifteen forty fifty twenty hundred between as than then sorry excuse repeat wait hold welcome bye goodbye working
  work done english language under over out off feeling feel having suffering unwell sick doing regarding instead maybe actually anything something nothing`,
);

const suffixesOfEnglish = /(?:ing|tion|tions|ment|ness|ould|ight|ful|able|ally|ious)$/;
const suffixesOfHindi =
  /(?:unga|ungi|enge|oonga|oongi|ogey|iye|iyega|ijiye|wala|wali|wale|karna|karni|enge|ayenge|aunga|aungi|egi|ega|ingi)$/;

export const looksEnglish = (raw: string): boolean => raw.length > 5 && suffixesOfEnglish.test(raw);
export const looksHindi = (raw: string): boolean => raw.length > 4 && suffixesOfHindi.test(raw);
