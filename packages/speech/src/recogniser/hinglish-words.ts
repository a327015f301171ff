/**
 * Hinglish words as Devanagari writes them, for their sounds only: Roman spelling tells neither long vowels from short nor "ai" from "e".
 * English words are here as Indians say them; how Americans do stands in the dictionary.
 */
const spellings = `
aa आ | aaj आज | aakhri आख़िरी | aankh आँख | aao आओ | aap आप | aapka आपका | aath आठ | aaya आया | ab अब | agle अगले | apna अपना | apne अपने |
appointment अपॉइंटमेंट | april अप्रैल | august अगस्त | aur और | baad बाद | baarah बारह | baat बात | bachchon बच्चों | bahut बहुत |
baithte बैठते | bajkar बजकर | baje बजे | band बंद | bas बस | behosh बेहोश | bhi भी | boliye बोलिए | book बुक | booking बुकिंग | cancel कैंसल |
chaar चार | chahiye चाहिए | change चेंज | chest चेस्ट | chhe छह | clinic क्लिनिक | close क्लोज़ | confirm कंफ़र्म | consult कंसल्ट |
consultation कंसल्टेशन | daant दाँत | das दस | december दिसंबर | dedh डेढ़ | deejiye दीजिए | dentist डेंटिस्ट | dhai ढाई | din दिन | do दो |
doctor डॉक्टर | doosra दूसरा | doosre दूसरे | dopahar दोपहर | ek एक | emergency इमरजेंसी | english इंग्लिश | evening ईवनिंग |
february फ़रवरी | fees फ़ीस | first फ़र्स्ट | friday फ़्राइडे | galat ग़लत | gaye गए | gayi गई | general जनरल | gyarah ग्यारह | haan हाँ |
haddi हड्डी | hai है | hain हैं | heart हार्ट | hello हेलो | hi ही | ho हो | hota होता | hum हम | is इस | itna इतना | jab जब | jaldi जल्दी |
january जनवरी | ji जी | july जुलाई | june जून | ka का | kab कब | kahan कहाँ | kal कल | kar कर | kara करा | karaiye कराइए | karna करना |
karni करनी | karwa करवा | kaun कौन | ke के | ki की | kijiye कीजिए | kisi किसी | kitni कितनी | ko को | koi कोई | kuchh कुछ | kya क्या | lady लेडी |
last लास्ट | liye लिए | main मैं | march मार्च | mareez मरीज़ | may मई | mein में | mera मेरा | mere मेरे | meri मेरी | minute मिनट | monday मंडे |
morning मॉर्निंग | mujhe मुझे | naam नाम | nahi नहीं | namaste नमस्ते | nau नौ | naya नया | naye नए | new न्यू | next नेक्स्ट | november नवंबर |
october अक्टूबर | open ओपन | paanch पाँच | pain पेन | parson परसों | patient पेशेंट | paune पौने | pehla पहला | pehle पहले | phir फिर | phone फ़ोन |
raha रहा | rahega रहेगा | rahi रही | receptionist रिसेप्शनिस्ट | rehne रहने | repeat रिपीट | reschedule रीशेड्यूल | saadhe साढ़े | saans साँस |
saat सात | saath साथ | samajh समझ | saturday सैटरडे | sava सवा | se से | second सेकंड | september सितंबर | shaam शाम | skin स्किन | sorry सॉरी |
specialist स्पेशलिस्ट | staff स्टाफ़ | subah सुबह | sunday संडे | teen तीन | teesra तीसरा | thank थैंक | theek ठीक | third थर्ड |
thursday थर्सडे | time टाइम | timing टाइमिंग | to तो | today टुडे | tomorrow टुमॉरो | tuesday ट्यूज़डे | wala वाला | wale वाले | wapas वापस |
wednesday वेंज़डे | week वीक | yeh यह | yes यस | you यू
`;

/** Devanagari spelling by Roman word, lower case. */
export const hinglishWords: ReadonlyMap<string, string> = new Map(
  spellings.split('|').map((entry) => entry.trim().split(' ') as [string, string]),
);

/** Roman words that are Hindi in a Hinglish sentence, though English has a word of the same letters. */
export const hindiHomographs: ReadonlySet<string> = new Set(
  'aa aao ab band bas do din hai hain ham ho hum is jab kal kar ke ki ko main mein mere nau par pe sava se so tab tak teen to tu un us wale wo'.split(
    ' ',
  ),
);
