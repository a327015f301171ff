/**
 * English words as recognisers write them in Devanagari ("टुमॉरो मॉर्निंग"), so that a lexicon holds each English word once. A line is the
 * English word, then its spellings.
 */
const table = `
zero ज़ीरो जीरो
one वन
two टू
three थ्री
four फोर
five फाइव फाईव
six सिक्स
seven सेवन सेवेन
eight एट
nine नाइन नाईन
ten टेन
eleven इलेवन इलेवेन एलेवन
twelve ट्वेल्व ट्वेल्ब
thirteen थर्टीन
fourteen फोर्टीन फॉर्टीन
fifteen फिफ्टीन
sixteen सिक्सटीन
seventeen सेवनटीन सेवेनटीन
eighteen एटीन
nineteen नाइनटीन
twenty ट्वेंटी ट्वेन्टी
thirty थर्टी
forty फोर्टी फॉर्टी
fifty फिफ्टी
sixty सिक्सटी
seventy सेवंटी सेवेंटी
eighty एटी
ninety नाइंटी
hundred हंड्रेड
thousand थाउजेंड थाउजंड
double डबल
triple ट्रिपल
first फर्स्ट
second सेकंड सेकेंड
third थर्ड
fourth फोर्थ
fifth फिफ्थ
last लास्ट
monday मंडे मन्डे
tuesday ट्यूसडे ट्यूजडे ट्युसडे ट्युजडे
wednesday वेडनेसडे वेन्सडे वेडनसडे वेंसडे
thursday थर्सडे
friday फ्राइडे फ्रायडे
saturday सैटरडे सेटरडे सैटर्डे
sunday संडे सन्डे
today टुडे
tomorrow टुमॉरो टुमारो टुमोरो टूमॉरो
yesterday यस्टरडे येस्टरडे
tonight टुनाइट
morning मॉर्निंग मार्निंग मोर्निंग
afternoon आफ्टरनून आफटरनून
evening ईवनिंग इवनिंग
night नाइट
noon नून
midnight मिडनाइट
lunch लंच
dinner डिनर
breakfast ब्रेकफास्ट
half हाफ
quarter क्वार्टर
past पास्ट
to टु
oclock ओक्लॉक ओ'क्लॉक
am एएम
pm पीएम
minute मिनट मिनिट
day डे
days डेज
week वीक
weeks वीक्स
weekend वीकेंड वीकएंड
month मंथ
end एंड
next नेक्स्ट
this दिस
coming कमिंग
after आफ्टर
before बिफोर
between बिटवीन
from फ्रॉम फ्राम
around अराउंड
at ऐट
for फॉर
early अर्ली
late लेट
only ओनली
date डेट
time टाइम टाईम
now नाउ
or ऑर
january जनवरी
february फरवरी
march मार्च
april अप्रैल
may मई
june जून
july जुलाई
august अगस्त
september सितंबर सितम्बर सेप्टेंबर
october अक्टूबर अक्तूबर अक्तुबर ऑक्टोबर
november नवंबर नवम्बर नोवेंबर
december दिसंबर दिसम्बर डिसेंबर
book बुक
booking बुकिंग
appointment अपॉइंटमेंट अपॉइन्टमेंट अपोइंटमेंट अप्वाइंटमेंट अपॉइंटमेन्ट एपॉइंटमेंट अपाइंटमेंट अपॉन्टमेंट
slot स्लॉट स्लाट
doctor डॉक्टर डाक्टर डॉ डॉक्टरजी
clinic क्लिनिक क्लीनिक
hospital हॉस्पिटल
phone फोन
number नंबर नम्बर
mobile मोबाइल
cancel कैंसल कैंसिल केंसल
confirm कन्फर्म कंफर्म
change चेंज
shift शिफ्ट
reschedule रीशेड्यूल रिशेड्यूल
postpone पोस्टपोन
prepone प्रीपोन
ok ओके
yes यस
no नो
please प्लीज प्लीस
sorry सॉरी
actually एक्चुअली
thank थैंक
thanks थैंक्स
you यू
hello हेलो हैलो
hi हाय
bye बाय
check चेक
checkup चेकअप
report रिपोर्ट
test टेस्ट
fees फीस फ़ीस
fee फी
charge चार्ज
timing टाइमिंग
address एड्रेस
parking पार्किंग
open ओपन
close क्लोज
message मैसेज
call कॉल
back बैक
reception रिसेप्शन
receptionist रिसेप्शनिस्ट
operator ऑपरेटर
staff स्टाफ
manager मैनेजर
emergency इमरजेंसी इमर्जेंसी इमरजेन्सी
ambulance एम्बुलेंस एंबुलेंस
accident एक्सीडेंट
heart हार्ट
attack अटैक
stroke स्ट्रोक
chest चेस्ट
pain पेन
fever फीवर
skin स्किन
dentist डेंटिस्ट
dental डेंटल
child चाइल्ड
specialist स्पेशलिस्ट
general जनरल
physician फिजिशियन फिज़िशियन
bp बीपी
sugar शुगर
ent ईएनटी
gynecologist गायनेकोलॉजिस्ट गाइनेकोलॉजिस्ट
english इंग्लिश
hindi हिंदी हिन्दी
free फ्री
busy बिजी
available अवेलेबल
late लेट
token टोकन
room रूम
sir सर
madam मैडम मैडम
patient पेशेंट
new न्यू
follow फॉलो
up अप
wait वेट
hold होल्ड
option ऑप्शन
done डन
fine फाइन
right राइट
not नॉट
`;

/** Without marks that spellings differ in. */
const bare = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\u093c|\u200c|\u200d|'/g, '')
    .replace(/\u0901/g, '\u0902');

const english = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', ...spellings] = line.split(' ');
      return spellings.map((spelling) => [bare(spelling), word] as const);
    }),
);

/** The English word that a word in Devanagari stands for, or null where it is Hindi. */
export const englishOf = (word: string): string | null => english.get(bare(word)) ?? null;
