import { wordsOfChanges } from './words-of-changes.ts';

/**
 * All that the rules say. `hi` is what a Hindi voice reads in Hinglish too; `roman` is how Hinglish stands in the transcript. Braces are
 * filled with dates, times, names. Never more than two sentences in one reply.
 */
export const words = {
  ...wordsOfChanges,
  hello: {
    en: 'Namaste, this is {clinic}.',
    hi: 'नमस्ते, {clinic} में आपका स्वागत है।',
    roman: 'Namaste, {clinic} mein aapka swagat hai.',
  },
  greeting: {
    en: '{hello} I am an AI assistant; what you say is written down, not recorded. How may I help you?',
    hi: '{hello} मैं एआई सहायक हूँ, आपकी बात लिखी जाती है, रिकॉर्ड नहीं होती। बताइए, क्या मदद करूँ?',
    roman: '{hello} Main AI assistant hoon, aapki baat likhi jaati hai, record nahi hoti. Bataiye, kya madad karun?',
  },
  greetingAfterHours: {
    en: '{hello} I am an AI assistant; what you say is written down, not recorded. {closed} How may I help you?',
    hi: '{hello} मैं एआई सहायक हूँ, आपकी बात लिखी जाती है, रिकॉर्ड नहीं होती। {closed} बताइए, क्या मदद करूँ?',
    roman:
      '{hello} Main AI assistant hoon, aapki baat likhi jaati hai, record nahi hoti. {closed} Bataiye, kya madad karun?',
  },
  closedNow: {
    en: 'The clinic is closed now, but I can book for you; if it is urgent, say so.',
    hi: 'क्लिनिक अभी बंद है, पर मैं अपॉइंटमेंट बुक कर सकती हूँ; बहुत ज़रूरी हो तो बताइए।',
    roman: 'Clinic abhi band hai, par main appointment book kar sakti hoon; bahut zaroori ho toh bataiye.',
  },
  greetingCallBack: {
    en: 'Namaste, this is {clinic}, calling you back as we promised. I am an AI assistant; what you say is written down, not recorded. How may I help you?',
    hi: 'नमस्ते, {clinic} से बोल रही हूँ, हमने आपको वापस फ़ोन करने का वादा किया था। मैं एआई सहायक हूँ, आपकी बात लिखी जाती है, रिकॉर्ड नहीं होती। बताइए, क्या मदद करूँ?',
    roman:
      'Namaste, {clinic} se bol rahi hoon, humne aapko wapas phone karne ka vaada kiya tha. Main AI assistant hoon, aapki baat likhi jaati hai, record nahi hoti. Bataiye, kya madad karun?',
  },
  otherLanguage: {
    en: 'I speak Hindi and English only. I am connecting you to a person; please stay on the line.',
    hi: 'मैं सिर्फ़ हिंदी और अंग्रेज़ी बोलती हूँ। स्टाफ़ से बात करा रही हूँ, कृपया लाइन पर रहिए।',
    roman: 'Main sirf Hindi aur English bolti hoon. Staff se baat kara rahi hoon, kripya line par rahiye.',
  },
  askDoctor: {
    en: 'Which doctor would you like to see? We have {doctors}.',
    hi: 'आप किस डॉक्टर को दिखाना चाहेंगे? हमारे यहाँ {doctors} हैं।',
    roman: 'Aap kis doctor ko dikhana chahenge? Hamare yahan {doctors} hain.',
  },
  askDoctorAmong: {
    en: 'Do you mean {doctors}?',
    hi: 'आपका मतलब {doctors} से है?',
    roman: 'Aapka matlab {doctors} se hai?',
  },
  noSuchDoctor: {
    en: 'We do not have that doctor here. We have {doctors}; whom would you like to see?',
    hi: 'वह डॉक्टर हमारे यहाँ नहीं हैं। हमारे यहाँ {doctors} हैं, किन्हें दिखाना चाहेंगे?',
    roman: 'Woh doctor hamare yahan nahi hain. Hamare yahan {doctors} hain, kinhe dikhana chahenge?',
  },
  askDay: {
    en: 'On which day would you like to see {doctor}?',
    hi: 'आप {doctor} से किस दिन मिलना चाहेंगे?',
    roman: 'Aap {doctor} se kis din milna chahenge?',
  },
  askWhichDay: {
    en: 'Do you mean {choices}?',
    hi: 'आपका मतलब {choices}?',
    roman: 'Aapka matlab {choices}?',
  },
  pastDay: {
    en: 'That time has already passed. Which day would suit you?',
    hi: 'वह समय तो निकल चुका है। कौन सा दिन ठीक रहेगा?',
    roman: 'Woh samay toh nikal chuka hai. Kaun sa din theek rahega?',
  },
  offer: {
    en: '{doctor} is free {slots}. Which one suits you?',
    hi: '{doctor} के पास {slots} का समय है। कौन सा ठीक रहेगा?',
    roman: '{doctor} ke paas {slots} ka samay hai. Kaun sa theek rahega?',
  },
  offerOne: {
    en: '{doctor} is free {slots}. Does that suit you?',
    hi: '{doctor} के पास {slots} का समय है। यह ठीक रहेगा?',
    roman: '{doctor} ke paas {slots} ka samay hai. Yeh theek rahega?',
  },
  offerInstead: {
    en: 'That time is not free, but {doctor} is free {slots}. Which one suits you?',
    hi: 'वह समय खाली नहीं है, पर {doctor} के पास {slots} का समय है। कौन सा ठीक रहेगा?',
    roman: 'Woh samay khaali nahi hai, par {doctor} ke paas {slots} ka samay hai. Kaun sa theek rahega?',
  },
  taken: {
    en: 'Sorry, that time has just been taken; {doctor} is free {slots}. Which one suits you?',
    hi: 'माफ़ कीजिए, वह समय अभी-अभी भर गया, {doctor} के पास {slots} का समय है। कौन सा ठीक रहेगा?',
    roman: 'Maaf kijiye, woh samay abhi abhi bhar gaya, {doctor} ke paas {slots} ka samay hai. Kaun sa theek rahega?',
  },
  noSlots: {
    en: 'Sorry, {doctor} has no free time around then. Which other day would suit you?',
    hi: 'माफ़ कीजिए, {doctor} के पास उन दिनों समय खाली नहीं है। और कौन सा दिन ठीक रहेगा?',
    roman: 'Maaf kijiye, {doctor} ke paas un dinon samay khaali nahi hai. Aur kaun sa din theek rahega?',
  },
  otherTime: {
    en: 'All right. Which other day or time would suit you?',
    hi: 'ठीक है। और कौन सा दिन या समय ठीक रहेगा?',
    roman: 'Theek hai. Aur kaun sa din ya samay theek rahega?',
  },
  askPatient: {
    en: 'Who is the appointment for? Please say the patient’s name, or “a new patient”.',
    hi: 'अपॉइंटमेंट किनके लिए है? मरीज़ का नाम बताइए, या कहिए “नए मरीज़”।',
    roman: 'Appointment kinke liye hai? Mareez ka naam bataiye, ya kahiye “naye mareez”.',
  },
  askPhone: {
    en: 'I cannot see your number. Please key in your ten-digit mobile number, then the hash key.',
    hi: 'आपका नंबर मुझे नहीं दिख रहा। कृपया अपना दस अंकों का मोबाइल नंबर दबाइए, फिर हैश।',
    roman: 'Aapka number mujhe nahi dikh raha. Kripya apna das ankon ka mobile number dabaiye, phir hash.',
  },
  badPhone: {
    en: 'That was not a ten-digit number. Please key it in once more, then the hash key.',
    hi: 'यह दस अंकों का नंबर नहीं था। कृपया फिर से दबाइए, फिर हैश।',
    roman: 'Yeh das ankon ka number nahi tha. Kripya phir se dabaiye, phir hash.',
  },
  readBack: {
    en: 'So that is {doctor}, {slot}, for {name}. To book it, say “yes, book it” or press 1.',
    hi: 'तो {doctor}, {slot}, {name} के लिए। बुक करने के लिए कहिए “हाँ, बुक कर दीजिए” या 1 दबाइए।',
    roman: 'Toh {doctor}, {slot}, {name} ke liye. Book karne ke liye kahiye “haan, book kar dijiye” ya 1 dabaiye.',
  },
  readBackUnnamed: {
    en: 'So that is {doctor}, {slot}, under this phone number; our desk will note the name. To book it, say “yes, book it” or press 1.',
    hi: 'तो {doctor}, {slot}, इसी फ़ोन नंबर पर, नाम हमारा स्टाफ़ लिख लेगा। बुक करने के लिए कहिए “हाँ, बुक कर दीजिए” या 1 दबाइए।',
    roman:
      'Toh {doctor}, {slot}, isi phone number par, naam hamara staff likh lega. Book karne ke liye kahiye “haan, book kar dijiye” ya 1 dabaiye.',
  },
  needPhrase: {
    en: 'To be sure, please say “yes, book it”, or press 1.',
    hi: 'पक्का करने के लिए कहिए “हाँ, बुक कर दीजिए”, या 1 दबाइए।',
    roman: 'Pakka karne ke liye kahiye “haan, book kar dijiye”, ya 1 dabaiye.',
  },
  whatChange: {
    en: 'No problem. What shall I change: the doctor, the day or the time?',
    hi: 'कोई बात नहीं। क्या बदलूँ: डॉक्टर, दिन या समय?',
    roman: 'Koi baat nahi. Kya badloon: doctor, din ya samay?',
  },
  booked: {
    en: 'Done, your appointment with {doctor} is booked for {slot}. Is there anything else?',
    hi: 'हो गया, {doctor} के साथ आपका अपॉइंटमेंट {slot} के लिए बुक है। और कुछ मदद करूँ?',
    roman: 'Ho gaya, {doctor} ke saath aapka appointment {slot} ke liye book hai. Aur kuchh madad karun?',
  },
  bookedLandline: {
    en: 'Done, your appointment with {doctor} is booked for {slot}. A landline gets no message, so once more: {doctor}, {slot}. Is there anything else?',
    hi: 'हो गया, {doctor} के साथ आपका अपॉइंटमेंट {slot} के लिए बुक है। लैंडलाइन पर मैसेज नहीं आता, इसलिए फिर से: {doctor}, {slot}। और कुछ मदद करूँ?',
    roman:
      'Ho gaya, {doctor} ke saath aapka appointment {slot} ke liye book hai. Landline par message nahi aata, isliye phir se: {doctor}, {slot}. Aur kuchh madad karun?',
  },
  identify: {
    en: 'First I need to know whose appointment it is. Please say the patient’s name.',
    hi: 'पहले यह बताइए कि अपॉइंटमेंट किनका है। मरीज़ का नाम बोलिए।',
    roman: 'Pehle yeh bataiye ki appointment kinka hai. Mareez ka naam boliye.',
  },
  askBirth: {
    en: 'Please key in the patient’s year of birth, four digits.',
    hi: 'कृपया मरीज़ के जन्म का साल दबाइए, चार अंक।',
    roman: 'Kripya mareez ke janm ka saal dabaiye, chaar ank.',
  },
  notVerified: {
    en: 'That does not match what I have here. Please say the patient’s name once more.',
    hi: 'यह हमारी जानकारी से नहीं मिलता। मरीज़ का नाम एक बार फिर बोलिए।',
    roman: 'Yeh hamari jaankari se nahi milta. Mareez ka naam ek baar phir boliye.',
  },
  noneFound: {
    en: 'There is no coming appointment that I can see. Is there anything else?',
    hi: 'आगे का कोई अपॉइंटमेंट मुझे नहीं दिख रहा। और कुछ मदद करूँ?',
    roman: 'Aage ka koi appointment mujhe nahi dikh raha. Aur kuchh madad karun?',
  },
  mine: {
    en: 'You have {list}. Is there anything else?',
    hi: 'आपका अपॉइंटमेंट {list} है। और कुछ मदद करूँ?',
    roman: 'Aapka appointment {list} hai. Aur kuchh madad karun?',
  },
  whichCancel: {
    en: 'There is {list}. Which one shall I cancel?',
    hi: 'आपके अपॉइंटमेंट हैं: {list}। कौन सा रद्द करूँ?',
    roman: 'Aapke appointment hain: {list}. Kaun sa cancel karun?',
  },
  cancelReadBack: {
    en: 'I would cancel {doctor}, {slot}. To go ahead, say “yes, cancel it” or press 1.',
    hi: 'मैं {doctor}, {slot} का अपॉइंटमेंट रद्द करूँगी। पक्का हो तो कहिए “हाँ, रद्द कर दीजिए” या 1 दबाइए।',
    roman:
      'Main {doctor}, {slot} ka appointment cancel karungi. Pakka ho toh kahiye “haan, cancel kar dijiye” ya 1 dabaiye.',
  },
  cancelled: {
    en: 'It is cancelled: {doctor}, {slot}. Is there anything else?',
    hi: '{doctor}, {slot} का अपॉइंटमेंट रद्द हो गया। और कुछ मदद करूँ?',
    roman: '{doctor}, {slot} ka appointment cancel ho gaya. Aur kuchh madad karun?',
  },
  kept: {
    en: 'All right, I am leaving it as it is. Is there anything else?',
    hi: 'ठीक है, जैसा है वैसा ही रहने देती हूँ। और कुछ मदद करूँ?',
    roman: 'Theek hai, jaisa hai waisa hi rehne deti hoon. Aur kuchh madad karun?',
  },
  hours: {
    en: '{who} is here {hours}. {next}',
    hi: '{who} का समय {hours} है। {next}',
    roman: '{who} ka samay {hours} hai. {next}',
  },
  hoursOfClinic: {
    en: '{who} is open {hours}. {next}',
    hi: '{who} {hours} खुला रहता है। {next}',
    roman: '{who} {hours} khula rehta hai. {next}',
  },
  address: {
    en: 'The address is {address}. {next}',
    hi: 'पता है: {address}। {next}',
    roman: 'Pata hai: {address}. {next}',
  },
  fee: {
    en: 'The fee for a consultation is {fee}. {next}',
    hi: 'परामर्श की फ़ीस {fee} है। {next}',
    roman: 'Consultation ki fees {fee} hai. {next}',
  },
  feeOfDoctor: {
    en: 'The fee of {doctor} is {fee}. {next}',
    hi: '{doctor} की फ़ीस {fee} है। {next}',
    roman: '{doctor} ki fees {fee} hai. {next}',
  },
  feeFromTo: {
    en: 'The fee is {from} to {to}, depending on the doctor. {next}',
    hi: 'फ़ीस डॉक्टर के अनुसार {from} से {to} तक है। {next}',
    roman: 'Fees doctor ke hisaab se {from} se {to} tak hai. {next}',
  },
  notKnown: {
    en: 'I do not have that information; a person can tell you, if you say “person”. {next}',
    hi: 'यह जानकारी मेरे पास नहीं है; किसी से बात करने के लिए “किसी से बात” कहिए। {next}',
    roman: 'Yeh jaankari mere paas nahi hai; kisi se baat karne ke liye “kisi se baat” kahiye. {next}',
  },
  doctors: {
    en: 'We have {doctors}. {next}',
    hi: 'हमारे यहाँ {doctors} हैं। {next}',
    roman: 'Hamare yahan {doctors} hain. {next}',
  },
  haveKind: {
    en: 'Yes, {doctors}, {kind}. {next}',
    hi: 'जी हाँ, {doctors}, {kind} हैं। {next}',
    roman: 'Ji haan, {doctors}, {kind} hain. {next}',
  },
  haveNotKind: {
    en: 'No, we do not have that doctor here. We have {doctors}. {next}',
    hi: 'जी नहीं, वह डॉक्टर हमारे यहाँ नहीं हैं। हमारे यहाँ {doctors} हैं। {next}',
    roman: 'Ji nahi, woh doctor hamare yahan nahi hain. Hamare yahan {doctors} hain. {next}',
  },
  writtenIn: {
    en: 'The clinic has noted that in Hindi alone; a person can tell you in English, if you say “person”. {next}',
    hi: 'यह क्लिनिक ने सिर्फ़ अंग्रेज़ी में लिखा है; हिंदी में जानने के लिए “किसी से बात” कहिए। {next}',
    roman: 'Yeh clinic ne sirf English mein likha hai; Hindi mein jaanne ke liye “kisi se baat” kahiye. {next}',
  },
  knowledge: { en: '{answer} {next}', hi: '{answer} {next}', roman: '{answer} {next}' },
  anythingElse: { en: 'Is there anything else?', hi: 'और कुछ मदद करूँ?', roman: 'Aur kuchh madad karun?' },
  unknown: {
    en: 'I can book, move or cancel an appointment, tell you our timings, or connect you to a person. Which would you like?',
    hi: 'मैं अपॉइंटमेंट बुक, रद्द या उसका समय बदल सकती हूँ, क्लिनिक का समय बता सकती हूँ, या किसी से बात करा सकती हूँ। आप क्या चाहेंगे?',
    roman:
      'Main appointment book, cancel ya uska samay badal sakti hoon, clinic ki timing bata sakti hoon, ya kisi se baat kara sakti hoon. Aap kya chahenge?',
  },
  again: {
    en: 'Sorry, I did not catch that. {hint}',
    hi: 'माफ़ कीजिए, समझ नहीं पाई। {hint}',
    roman: 'Maaf kijiye, samajh nahi paayi. {hint}',
  },
  menu: {
    en: 'Let us use the keys: {options}.',
    hi: 'चलिए बटन से करते हैं: {options}।',
    roman: 'Chaliye button se karte hain: {options}.',
  },
  still: { en: 'Are you there? {hint}', hi: 'क्या आप लाइन पर हैं? {hint}', roman: 'Kya aap line par hain? {hint}' },
  offerCallback: {
    en: 'I cannot hear you. To have our desk call you back, say “yes, call me back” or press 1.',
    hi: 'आपकी आवाज़ नहीं आ रही। हमारे स्टाफ़ से फ़ोन चाहिए तो कहिए “हाँ, वापस फ़ोन कीजिए” या 1 दबाइए।',
    roman:
      'Aapki awaaz nahi aa rahi. Hamare staff se phone chahiye toh kahiye “haan, wapas phone kijiye” ya 1 dabaiye.',
  },
  noLine: {
    en: 'I still cannot hear you, so I am ending the call. Goodbye.',
    hi: 'अब भी आवाज़ नहीं आ रही, इसलिए फ़ोन रख रही हूँ। नमस्ते।',
    roman: 'Ab bhi awaaz nahi aa rahi, isliye phone rakh rahi hoon. Namaste.',
  },
  transfer: {
    en: 'I am connecting you to someone from the clinic. Please stay on the line.',
    hi: 'मैं क्लिनिक में किसी से आपकी बात करा रही हूँ। कृपया लाइन पर रहिए।',
    roman: 'Main clinic mein kisi se aapki baat kara rahi hoon. Kripya line par rahiye.',
  },
  urgent: {
    en: 'I am connecting you to whoever is on duty. Please stay on the line.',
    hi: 'जो ड्यूटी पर हैं, उनसे आपकी बात करा रही हूँ। कृपया लाइन पर रहिए।',
    roman: 'Jo duty par hain, unse aapki baat kara rahi hoon. Kripya line par rahiye.',
  },
  longCall: {
    en: 'We have been talking for a while; to speak to someone from the clinic, say “person” or press 0.',
    hi: 'काफ़ी देर हो गई है; क्लिनिक में किसी से बात करनी हो तो “स्टाफ़ से बात” कहिए या 0 दबाइए।',
    roman: 'Kaafi der ho gayi hai; clinic mein kisi se baat karni ho toh “staff se baat” kahiye ya 0 dabaiye.',
  },
  cannotMyself: {
    en: 'I cannot do this one by myself. I am connecting you to the desk; please stay on the line.',
    hi: 'यह मैं अपने आप नहीं कर सकती। स्टाफ़ से बात करा रही हूँ, कृपया लाइन पर रहिए।',
    roman: 'Yeh main apne aap nahi kar sakti. Staff se baat kara rahi hoon, kripya line par rahiye.',
  },
  askMessage: { en: 'Of course. What shall I tell them?', hi: 'ज़रूर। उनसे क्या कहूँ?', roman: 'Zaroor. Unse kya kahoon?' },
  messageLeft: {
    en: 'Our desk will call you back on this number. Thank you, goodbye.',
    hi: 'हमारा स्टाफ़ इसी नंबर पर आपको फ़ोन करेगा। धन्यवाद, नमस्ते।',
    roman: 'Hamara staff isi number par aapko phone karega. Dhanyavaad, namaste.',
  },
  nobody: {
    en: 'Nobody can take the call right now.',
    hi: 'अभी कोई फ़ोन नहीं ले पाएगा।',
    roman: 'Abhi koi phone nahi le paayega.',
  },
  trouble: {
    en: 'Sorry, our system is not answering just now, so I cannot book or change anything. I am asking the desk to call you back.',
    hi: 'माफ़ कीजिए, हमारा सिस्टम अभी जवाब नहीं दे रहा, इसलिए कुछ बुक या बदल नहीं सकती। स्टाफ़ से आपको फ़ोन करने को कह रही हूँ।',
    roman:
      'Maaf kijiye, hamara system abhi jawab nahi de raha, isliye kuchh book ya badal nahi sakti. Staff se aapko phone karne ko keh rahi hoon.',
  },
  troubleEnd: {
    en: 'I am sorry, I could not note that either. Please call again in a little while; goodbye.',
    hi: 'माफ़ कीजिए, यह भी नहीं लिख पाई। कृपया थोड़ी देर में फिर फ़ोन कीजिए, नमस्ते।',
    roman: 'Maaf kijiye, yeh bhi nahi likh paayi. Kripya thodi der mein phir phone kijiye, namaste.',
  },
  emergency: {
    en: 'This sounds like an emergency: please call {numbers} right now. I am connecting you to a person.',
    hi: 'यह आपात स्थिति लगती है, तुरंत {numbers} पर फ़ोन कीजिए। मैं किसी से आपकी बात करा रही हूँ।',
    roman: 'Yeh emergency lagti hai, turant {numbers} par phone kijiye. Main kisi se aapki baat kara rahi hoon.',
  },
  emergencyAlone: {
    en: 'This sounds like an emergency: please hang up and call {numbers} right now.',
    hi: 'यह आपात स्थिति लगती है: यह फ़ोन रखकर तुरंत {numbers} पर फ़ोन कीजिए।',
    roman: 'Yeh emergency lagti hai: yeh phone rakhkar turant {numbers} par phone kijiye.',
  },
  oneMoment: { en: 'One moment, please.', hi: 'एक क्षण, देखती हूँ।', roman: 'Ek minute, dekhti hoon.' },
  takeTime: { en: 'Of course, take your time.', hi: 'जी, आराम से।', roman: 'Ji, aaram se.' },
  backAgain: {
    en: 'I am the assistant again, and I know what you have talked about.',
    hi: 'अब फिर से मैं एआई सहायक बोल रही हूँ, आपकी बात मुझे पता है।',
    roman: 'Ab phir se main AI assistant bol rahi hoon, aapki baat mujhe pata hai.',
  },
  thanksForWaiting: {
    en: 'Thank you for waiting.',
    hi: 'इंतज़ार करने के लिए धन्यवाद।',
    roman: 'Intezaar karne ke liye dhanyavaad.',
  },
  colleagueLost: {
    en: 'Sorry, the line to my colleague was lost. I am the assistant again.',
    hi: 'माफ़ कीजिए, मेरे साथी की लाइन कट गई। अब फिर से मैं एआई सहायक बोल रही हूँ।',
    roman: 'Maaf kijiye, mere saathi ki line kat gayi. Ab phir se main AI assistant bol rahi hoon.',
  },
  nobodyReached: {
    en: 'Sorry, nobody could take your call just now. We will ring you back soon.',
    hi: 'माफ़ कीजिए, अभी कोई बात नहीं कर पा रहा है। हम आपको जल्दी ही वापस फ़ोन करेंगे।',
    roman: 'Maaf kijiye, abhi koi baat nahi kar pa raha hai. Hum aapko jaldi hi wapas phone karenge.',
  },
  helpOn: {
    en: 'May I help you with anything else meanwhile?',
    hi: 'तब तक मैं और कुछ मदद करूँ?',
    roman: 'Tab tak main aur kuch madad karun?',
  },
  goodbye: {
    en: 'Thank you for calling. Goodbye!',
    hi: 'फ़ोन करने के लिए धन्यवाद। नमस्ते!',
    roman: 'Phone karne ke liye dhanyavaad. Namaste!',
  },
  sayAgain: { en: 'Please say it once more.', hi: 'एक बार फिर कहिए।', roman: 'Ek baar phir kahiye.' },
  hintOpen: {
    en: 'You can say “I need an appointment”, “cancel”, or “a person”.',
    hi: 'कहिए “अपॉइंटमेंट चाहिए”, “रद्द करना है”, या “किसी से बात करनी है”।',
    roman: 'Kahiye “appointment chahiye”, “cancel karna hai”, ya “kisi se baat karni hai”.',
  },
  hintDoctor: { en: 'Please say the doctor’s name.', hi: 'डॉक्टर का नाम बोलिए।', roman: 'Doctor ka naam boliye.' },
  hintDay: {
    en: 'Please say a day, such as “tomorrow morning” or “Friday”.',
    hi: 'दिन बोलिए, जैसे “कल सुबह” या “शुक्रवार”।',
    roman: 'Din boliye, jaise “kal subah” ya “Friday”.',
  },
  hintSlots: {
    en: 'Please say “the first one”, or the time.',
    hi: 'कहिए “पहला वाला”, या समय बोलिए।',
    roman: 'Kahiye “pehla wala”, ya time boliye.',
  },
  hintPatient: {
    en: 'Please say the name, or “a new patient”.',
    hi: 'नाम बोलिए, या कहिए “नए मरीज़”।',
    roman: 'Naam boliye, ya kahiye “naye mareez”.',
  },
  hintChange: {
    en: 'Please say “the doctor”, “the day” or “the time”.',
    hi: 'कहिए “डॉक्टर”, “दिन” या “समय”।',
    roman: 'Kahiye “doctor”, “din” ya “time”.',
  },
  hintKeys: {
    en: 'Please use the keys of your phone.',
    hi: 'कृपया फ़ोन के बटन दबाइए।',
    roman: 'Kripya phone ke button dabaiye.',
  },
  hintConfirm: {
    en: 'Please say “yes, book it”, or press 1; press 2 for no.',
    hi: 'कहिए “हाँ, बुक कर दीजिए” या 1 दबाइए, नहीं के लिए 2।',
    roman: 'Kahiye “haan, book kar dijiye” ya 1 dabaiye, nahi ke liye 2.',
  },
  hintCancel: {
    en: 'Please say “yes, cancel it”, or press 1; press 2 for no.',
    hi: 'कहिए “हाँ, रद्द कर दीजिए” या 1 दबाइए, नहीं के लिए 2।',
    roman: 'Kahiye “haan, cancel kar dijiye” ya 1 dabaiye, nahi ke liye 2.',
  },
  keyFor: { en: '{key} for {label}', hi: '{label} के लिए {key}', roman: '{label} ke liye {key}' },
  labelBook: { en: 'an appointment', hi: 'अपॉइंटमेंट', roman: 'appointment' },
  labelCancel: { en: 'cancelling', hi: 'रद्द करने', roman: 'cancel karne' },
  labelMove: { en: 'moving an appointment', hi: 'समय बदलने', roman: 'samay badalne' },
  labelWait: { en: 'the waiting list', hi: 'वेटिंग लिस्ट', roman: 'waiting list' },
  labelHours: { en: 'our timings', hi: 'समय', roman: 'timing' },
  labelPerson: { en: 'a person', hi: 'किसी से बात', roman: 'kisi se baat' },
  labelYes: { en: 'yes', hi: 'हाँ', roman: 'haan' },
  labelNo: { en: 'no', hi: 'नहीं', roman: 'nahi' },
  labelNewPatient: { en: 'booking under this number', hi: 'इसी नंबर पर बुकिंग', roman: 'isi number par booking' },
  labelDoctor: { en: 'the doctor', hi: 'डॉक्टर', roman: 'doctor' },
  labelDay: { en: 'the day', hi: 'दिन', roman: 'din' },
} as const satisfies Record<string, { en: string; hi: string; roman: string }>;

export type WordKey = keyof typeof words;
