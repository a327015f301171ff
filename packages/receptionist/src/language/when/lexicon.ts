import { keysOf, rawsOf, tableOf } from '../lexicon.ts';
import type { PartOfDay } from '../types.ts';

/** The words of time, by folded key. Lists may hold any spelling in either script. */

/** 1 Monday … 7 Sunday. */
export const weekdays = tableOf<number>([
  [1, 'monday mondays munday mande somvaar somwar somvar somawar somavar सोमवार सोमबार'],
  [2, 'tuesday tuesdays tuseday teusday mangalvaar mangalwar mangalvar mangalbar mangalawar mangalavar मंगलवार मंगलबार'],
  [
    3,
    'wednesday wednesdays wensday wednsday wenesday wednessday budhvaar budhwar budhvar budhbar budwar budhawar budhavar बुधवार बुद्धवार बुधबार',
  ],
  [
    4,
    'thursday thursdays thrusday thurday thersday guruvaar guruwar guruvar gurubar guruvarr brihaspativaar brihaspatiwar brihaspati bruhaspativaar brahaspativaar brahaspatiwar brahaspati brihaspatvar vrihaspativaar veervaar veerwar virvar birvar गुरुवार गुरूवार बृहस्पतिवार बृहस्पति वीरवार',
  ],
  [
    5,
    'friday fridays shukravaar shukrawar shukravar shukrvar shukrwar shukarvaar shukarwar shukkarvar sukravar sukrawar sukarvar शुक्रवार सुक्रवार',
  ],
  [
    6,
    'saturday saturdays saterday satarday saturaday shanivaar shaniwar shanivar sanivar saniwar shanichar sanichar shanishchar शनिवार शनिचर शनिश्चर सनिवार',
  ],
  [
    7,
    'sunday sundays sanday itvaar itwar itvar etvar etwar eetvar ravivaar raviwar ravivar rabivar aitvar aitwar रविवार इतवार एतवार',
  ],
]);
/** Short forms and bare planets: a weekday only beside another sign of time. As written, because "fri" and "free" have one key. */
export const shyWeekdays: ReadonlyMap<string, number> = new Map<string, number>([
  ['mon', 1], ['som', 1], ['सोम', 1], ['tue', 2], ['tues', 2], ['mangal', 2], ['मंगल', 2], ['wed', 3], ['budh', 3], ['बुध', 3],
  ['thu', 4], ['thur', 4], ['thurs', 4], ['fri', 5], ['shukra', 5], ['shukr', 5], ['शुक्र', 5], ['sat', 6], ['shani', 6], ['शनि', 6], ['sun', 7],
]); // biome-ignore format: a table

export const months = tableOf<number>([
  [1, 'january janvari janvary januari janwari janvri januray जनवरी'],
  [2, 'february februrary febuary febrary farvari farwari farvary faravari फ़रवरी फरवरी'],
  [3, 'march maarch मार्च'],
  [4, 'april aprail aprel aprill अप्रैल अप्रेल'],
  [5, 'may मई'],
  [6, 'june joon जून'],
  [7, 'july julai joolai julaai जुलाई'],
  [8, 'august agast agust augast अगस्त'],
  [9, 'september sitambar sitamber septembar septamber september सितंबर सितम्बर'],
  [10, 'october aktubar octobar oktobar aktoobar oktober अक्टूबर अक्तूबर'],
  [11, 'november navambar navamber novembar novmber नवंबर नवम्बर'],
  [12, 'december disambar disanbar disamber decembar decmber dicember दिसंबर दिसम्बर'],
]);
/** As written; "now" and "nov" have one key. */
export const shortMonths: ReadonlyMap<string, number> = new Map<string, number>([
  ['jan', 1], ['feb', 2], ['mar', 3], ['apr', 4], ['may', 5], ['mai', 5], ['jun', 6], ['jul', 7], ['aug', 8], ['sep', 9], ['sept', 9],
  ['oct', 10], ['nov', 11], ['dec', 12],
]); // biome-ignore format: a table
/** Common words too: they name a month only beside a number. As written. */
export const shyMonths = rawsOf('may mai mar march jan dec jun');

export const today = keysOf('today aaj aj todays todey आज');
export const tomorrow = keysOf('tomorrow tomorow tommorow tommorrow tomorro tomorrows tmrw tmrow tomo tmr tommorw');
export const yesterday = keysOf('yesterday yesterdays');
export const kal = keysOf('kal kall kaal kl कल');
export const parson = keysOf(
  'parson parso parsoon parsom parsu parsun parason paraso parsoo parsau parsan परसों परसो परशों परसु',
);
export const narson = keysOf('narson narso tarson tarso narsom tarsom tarsoo narsoo नरसों तरसों नरसो तरसो');
export const nowadays = keysOf('aajkal ajkal आजकल');

export const parts = tableOf<PartOfDay>([
  [
    'morning',
    'morning mornings mornin moring mrng morng subah subha subeh suba subhe subhah savere sawere saveray sabere savera swere suvah pratah tadke tadake bhor सुबह सवेरे सबेरे सुबे प्रातः तड़के भोर',
  ],
  [
    'afternoon',
    'afternoon afternoons aftrnoon afternon dopahar dopehar dopahr dupahar dopaher dophar dopher dupehar dopaharr dopeher duphar दोपहर दुपहर दोपहार दोपहरी',
  ],
  ['evening', 'evening evenings evng evng evning eveing shaam sham shaaam शाम सायं संध्या सांझ'],
  ['night', 'night nights raat rat ratt raath रात रात्रि tonight'],
]);
/** Names too: the evening only beside another sign of time. As written. */
export const shyEvening = rawsOf('shyam saam sam shyaam sandhya शाम्');
/** "din mein do baje": by day. */
export const daytime = keysOf('din daytime दिन');

export const oclock = keysOf(
  'baje bajay bje bajey bajee bajei bj oclock baaje vaje bajje bajhe baj hours hrs बजे बाजे वजे',
);
export const bajkar = keysOf('bajkar bajke bajkr bajker बजकर बजके');
export const bajne = keysOf('bajne bajane bajney बजने');
export const minuteWords = keysOf('minute minutes min mins minat minit minto minuts मिनट मिनिट मिनटों');
export const hourWords = keysOf('hour hours hr hrs ghante ghanta ghanton ghantay ghanto घंटे घंटा घंटों घण्टे घण्टा');
export const noon = keysOf('noon noontime midday');
export const midnight = keysOf('midnight aadhiraat madhyaraat madhyaratri आधीरात मध्यरात्रि');
export const quarter = keysOf('quarter quater kwarter qwarter');
export const half = keysOf('half haaf aadha aadhe adhe aadhi adhi आधा आधे आधी');

export const ke = keysOf('ke k kay के');
export const ka = keysOf('ka ki ke k wala wali wale waala waali waale vala vali vale का की के वाला वाली वाले');
export const ko = keysOf('ko को');
export const se = keysOf('se say sey से');
export const tak = keysOf('tak takk till til until upto unto तक');
export const beech = keysOf('beech bich bech beach bhich madhya darmiyan darmiyaan बीच मध्य');
export const baad = keysOf('baad bad baadh baadme bd paschat बाद उपरांत');
export const later = keysOf('later hence onwards onward');
export const pehle = keysOf('pehle pahle pahale phle pehele pahele pehley pehlay pahley phele पहले पहिले');
export const mein = keysOf('mein me main mei mai men में मे');
export const andar = keysOf('andar ander within bhitar भीतर अंदर अन्दर');
export const dayUnits = keysOf('din dino dinon day days dinoo दिन दिनों');
export const weekUnits = keysOf(
  'hafte hafta hafton week weeks saptah haftey haftay hapte hapta haphte hafthe hapthe हफ्ते हफ़्ते हफ्ता हफ़्ता हफ्तों सप्ताह',
);
export const monthUnits = keysOf(
  'mahine mahina maheene mahiney mahino mahinon month months mahene maheena मास महीने महीना महीनों माह',
);
export const yearUnits = keysOf('saal sal sall year years yr yrs baras varsh साल वर्ष बरस');
export const fortnight = keysOf('fortnight pakhwada pakhwara पखवाड़ा');
export const dateWords = keysOf(
  'tareekh tarikh taarikh tareek tarik date dated tarekh taarik tareeq tarikhko dinank तारीख तारीख़ दिनांक',
);
export const weekend = keysOf('weekend weekends vikend wikend');

export const next = keysOf('next agle agla agli aglay nekst aagle aglee agley aagla aagli अगले अगला अगली अगेल');
export const coming = keysOf('coming upcoming aane aney anewale aanewale aanewali aanewala aagami अाने आने आनेवाले आगामी');
export const wale = keysOf('wale wala wali waale waala waali vale vala vali wle वाले वाला वाली');
export const last = keysOf(
  'last previous pichle pichhle pichla pichhla pichli pichhli pichley bite beete gaye past पिछले पिछला पिछली बीते गत',
);
export const ago = keysOf('ago back pehle pahle pahale phle pehele pahele phele पहले पहिले');
export const end = keysOf('end ant aakhir akhir aakhri akhri aakhiri ending अंत आखिर आख़िर आखिरी आखरी अंतिम');
export const start = keysOf('start starting beginning begining shuru shuruat shuruaat early शुरू शुरुआत प्रारंभ');
export const middle = keysOf('mid middle beech bich बीच मध्य');

export const or = keysOf('or ya yaa athva athwa otherwise warna varna या अथवा वरना');
export const and = keysOf('and aur और एवं');
export const toWords = keysOf('to se tu till tak lekar leke से तक लेकर');

export const nahi = keysOf('nahi nahin nai nhi nahee nahii nehi nahe mat नहीं नही नही मत ना');
export const english = keysOf('not never cannot unable nothing');
export const corrections = keysOf(
  'nahi nahin nai nhi no nope sorry matlab balki actually rather instead mean arre arey oh wait ruko rukiye oops correction galti नहीं नही सॉरी मतलब बल्कि अरे रुको रुकिए गलती',
);

export const atWords = keysOf(
  'at around about approx approximately roughly kareeb karib lagbhag taqreeban kareeban करीब लगभग तकरीबन',
);
export const fillers = keysOf(
  'um uh umm uhh hmm er toh na ji hi bhi please thanks thank only just like you know woh wo matlab sir madam ma bhaiya haan okay ok the jo तो ना जी ही भी हाँ हां वो',
);

/** Festivals are not resolved, nor what is counted from them. */
export const festivals = keysOf(
  `diwali deewali divali dipawali deepavali holi eid id ramzan ramadan rakhi rakshabandhan raksha dussehra dasara dashahra navratri navratra christmas xmas
  onam pongal lohri sankranti baisakhi janmashtami shivratri ganpati chaturthi chhath durga puja pooja bakrid muharram easter newyear independence republic
  gandhi jayanti bhaidooj bhai dooj karwachauth teej ugadi gudi padwa vishu bihu festival tyohar
  दिवाली दीवाली दीपावली होली ईद राखी रक्षाबंधन दशहरा नवरात्रि क्रिसमस ओणम पोंगल लोहड़ी संक्रांति बैसाखी जन्माष्टमी शिवरात्रि छठ त्योहार पूजा`,
);
