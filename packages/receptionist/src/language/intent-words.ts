import { patterns } from './patterns.ts';

/** The pieces of which wishes are made: not whole sentences, but what stands in them. */

const appointment = 'appointment*/apointment*/apoint*/apoi*/appoint*/booking*/slot*/अपॉइंट*/अप्वाइंट*/बुकिंग/स्लॉट';
const doctor =
  'doctor/dr/docter/daktar/physician/dentist/specialist/gynec*/sahab/sahib/saab/madam/sharma/डॉक्टर/साहब/मैडम';

/** Somebody's own appointment. */
export const own = patterns(`
  my/our .. ${appointment}|mera/meri/mere/hamara/hamari/hamare/humara/apna/apni/apne/मेरा/मेरी/मेरे/हमारा/हमारी/अपना/अपनी ... ${appointment}
  ${appointment} ... mera/meri/mere/hamara/hamari/मेरा/मेरी|i/we have an/a ${appointment}|have i/we .. ${appointment}|do i have .. ${appointment}|am i/we booked|i/we am/are booked|have i booked|did i book|existing/upcoming ${appointment}
  naam se/pe/par/ki/ka .. ${appointment}|नाम से/पर .. ${appointment}|my/our/meri/mera/मेरी/मेरा .. visit/turn/bari/baari/विज़िट/बारी|agli/agla/next/अगली/अगला visit/विज़िट .. meri/mera/मेरी|mera/meri/mere/मेरा/मेरी time/samay/समय/टाइम kya/kab/kitne/kaun*/क्या/कब/कितने|mera/meri/mere/मेरा/मेरी number/नंबर .. kitne/कितने baje/बजे|what did i book|my time
  maine/humne/मैंने/हमने kab/कब .. ${appointment}|mera/meri/mere/hamara/hamari/मेरा/मेरी/मेरे/हमारा .. kab/kitne/kis/kaun*/कब/कितने/किस/कौन*|${appointment} .. my/our name|anything/something .. booked|what/which/when .. should/must/do i be
`);
export const appointmentWord = patterns(appointment);
/** What asks when something already booked is, or whether it is. */
export const asksOwn = patterns(`
  when/kab/कब|what/which time/day/date|kitne/kitni/कितने baje/baj/बजे|kis/konse/kaunse/kaun/किस/कौन din/date/tareekh/time/samay/sa/se/दिन/समय|confirm*/status/details/detail/check|कन्फर्म|hai/hain/है kya/क्या|hua/hui/huyi/हुआ/हुई ki/kya/hai/nahi/कि/क्या/है|booked|forgot/forget/bhool*/bhul*/yaad|do/have i|am i|is my|pata karna|pata kar|jaan*|bata*/बता*|tell me|show|list|any ${appointment}
`);
/** What is asked of one's own appointment even behind "I want to". */
export const checks = patterns(
  'confirm*/check/know/see/details/detail/status/forgot/forget/bhool*/bhul*/pata/jaan*/yaad/कन्फर्म/पता/जान*/याद',
);
export const makingNew = patterns('book*/new/naya/nayi/another/fix/make/schedule/बुक/नया/नई');
/** "when do I have to come?" */
export const asksComing = patterns(`
  mujhe/hume/humein/hamein/mujhko/मुझे/हमें .. kab/kitne/kis/kaun*/कब/कितने/किस/कौन* .. aana/आना/bula*/बुला*/pahunch*/पहुँच*|kab/kitne/kis/kaun*/कब/कितने/किस/कौन* .. aana/आना .. mujhe/hume/hai/मुझे/हमें/है|kab/kitne/kis/कब/कितने/किस .. bula*/बुला*|
  who/whom am i seeing/meeting|i/we am/are supposed to come|remind .. when|did you get/receive/note my|agli/agla/next/अगली/अगला visit/number/बारी/विज़िट .. kab/when/कब|number/नंबर kab/कब ka/का|when/what .. am/should/do/must i .. come|when is my|what time is my|when am i
`);

/** A new one is wanted. */
export const making = patterns(`
  new/naya/nayi/naye/another/नया/नई .. ${appointment}|${appointment} .. daal/dal/laga/डाल/लगा do/dijiye/दो/दीजिए|book/बुक .. a/an/one|want/need/get/make/fix/schedule/take/set/arrange/like .. ${appointment}|to book|please book|book/बुक kar*/kr*/do/kijiye/karwa*/कर*/दीजिए/करना
  ${appointment} .. chahiye/chahie/chaiye/chahta/chahti/लेना/लेनी/चाहिए/lena/leni/lene/loon/lun/le/dila*/dijiye/dedo/book/बुक/fix/banwa*/mil*/मिल*
`);
export const isBooked = patterns('book/booked/confirm/confirmed/बुक hua/hui/huyi/hai/ho/हुआ/हुई/है/हो|already booked');

export const human = patterns(`
  anyone/anybody/someone/somebody .. real/human|compounder/nurse/counter .. ko .. phone/line do/dijiye/de|human|real/actual/live/any person/human/agent/one|a person|receptionist/operator/manager/supervisor|customer care|front desk|not a machine|robot/machine/bot/मशीन .. nahi/not/नहीं|insaan/insan/इंसान
  talk/speak/speaking/chat/connect/connected/transfer*/put .. someone/somebody/person/people/human*/receptionist/reception/operator/manager/desk/staff/doctor/dr/madam/sir/nurse/agent/whoever/anyone/anybody|let/can/could/may me/i speak/talk|speak/talk to/with
  hand/pass me over/on/to|aadmi/insaan/insan/bande/आदमी/इंसान ko/को phone/फ़ोन/फोन|jod*/जोड़* do/dijiye/den/दो/दीजिए|kisi/किसी se/से jod*/जोड़*|jisse/jis se/जिससे .. baat/बात|hand/give/pass .. phone/line/call to|on the line|line/लाइन pe/par/पर .. lo/lijiye/lao/bula*/लो/लीजिए/लाओ/बुला*|reception*/staff/operator/manager/desk/रिसेप्शन*/स्टाफ/ऑपरेटर/मैनेजर .. ko/को .. do/de/dijiye/lo/lijiye/bula*/दो/दे/दीजिए/लो/लीजिए/बुला*|
  connect/transfer/patch me|put me through/on|connect/transfer my/the/this call|call transfer/connect|transfer/connect kar*/kijiye/kr*|put me through
  kisi/koi/किसी/कोई .. baat/बात|jisse/jisase baat|aadmi/admi/aadmiyon/bande/vyakti/staff/reception*/madam/sir/doctor/sahab/saab/desk/nurse/manager/sister/डॉक्टर/साहब/मैडम/स्टाफ/आदमी/रिसेप्शन* se/से .. baat/बात
  baat/बात kara*/karw*/karv*/krao/krwa*/करा*/करवा*|line do/de/dijiye|line .. de/do/dijiye|doctor/sahab/saab/madam/डॉक्टर/साहब/मैडम ko/को phone/line/फोन/फ़ोन do/de/dijiye/दो/दीजिए|not .. talk/speak .. machine/robot/bot/computer/ai/recording|kisi ko/aur ko phone do|phone do kisi|complaint/shikayat/शिकायत .. kar*/hai/register/कर*
`);
/** Talk that is not with a person: "koi baat nahi", "hindi mein baat". */
export const noHuman = patterns(
  'koi/कोई baat/बात nahi/nahin/नहीं|put me on .. list|hindi/english/हिंदी/इंग्लिश mein/me/में .. baat/बात|doctor se baat hui|baat hui thi|speak/talk slowly|speak in/hindi/english|talk in/hindi/english',
);

export const message = patterns(`
  message/messages/msg/sandesh/संदेश/मैसेज .. de/dena/dedo/dijiye/do/kar*/chhod*/chod*/bhej*/pahunch*/hai/likh*/दे/देना/दीजिए/कर*/छोड़*/भेज*/पहुँच*/है|leave/take/pass/send/give/drop/note .. message/messages/note/word|message/note for|pass .. on|convey|let .. know|callback|return my call|get back to me
  inform/tell/ask/remind/request him/her/them/dr/doctor/madam/sir|inform/tell/ask/remind/request .. the/my .. doctor/dr/nurse/madam/staff|inform/tell/ask/have/request .. to .. call/ring/phone|ask/have/get .. call/ring me
  call/ring/phone/get/calling me .. back/later/again|call/ring/phone back|give me a call|call/ring/phone me when/once/after/if|yaad/याद dila*/दिला*|toh/to/तो bolna/kehna/bata/बोलना/कहना/बताना|have .. call/ring me|want/need/like .. to call/ring/phone|koi/kisi/कोई ... phone/call/फोन/फ़ोन/कॉल kar/कर le/len/lein/ले/लें
  wapas/vapas/wapis/वापस .. phone/call/फोन/फ़ोन/कॉल|mujhe/mujhko/hume/humein/मुझे/हमें .. phone/call/फोन/फ़ोन/कॉल .. kar*/kr*/करा*/करवा*/कर*/dijiye/de|mujhe/mujhko/hume/humein/मुझे/हमें ... phone/call/फोन/फ़ोन/कॉल kar/कर lijiye/dijiye/lena/dena/लीजिए/दीजिए/लेना/देना|phone/call/फोन/कॉल karwa*/karva*/kara/karwa/करवा*/करा
  ${doctor} .. ko/se/tak/को/से/तक .. pahunch*/पहुँच*|doctor/dr/sahab/saab/madam/sir/doctor*/डॉक्टर/साहब/मैडम .. ko/se/tak/को/से/तक .. bata*/bol/bolna/boliye*/keh/kah/kehna/kahna/keh*/बता*/बोल*/कह*|unko/unhe/unhein/unse/उनको/उन्हें/उनसे .. bata*/bol/bolna/boliye*/keh/kah/kehna/kahna/keh*/बता*/बोल*/कह*|bol/keh/kah/bata/बोल/कह/बता dena/dijiyega/dijiye/do/देना/दीजिए .. ki/कि|bata/bol/keh/बता/बोल/कह dena/dijiyega/देना
  late/der/लेट/देर ho/se/aa/हो/से/आ .. jaung*/jaaung*/hounga/houngi/aaung*/aung*/jayeg*/jaeg*/raha/rahi/rahe/जाऊ*/जाएगी/आऊँगा/आऊंगा/आऊँगी/आऊंगी/आऊँ/आऊं|i/we .. running/be/am/reach/come/are .. late|will/going be/to .. late|late/लेट hounga/aaunga/honge/aayenge/pahunch*/pahuch*/पहुँच*/पहुंच*|minute/min/मिनट mein/में .. pahunch*/पहुँच*/पहुंच*
`);
/** Somebody asks whether the doctor is late. */
export const doctorLate = patterns(
  `is/are/will the/dr/doctor/he/she ... late/delayed|${doctor} ... late/der/delay*/लेट/देर|kitna/kitni/kitne late|how late|late/der/लेट/देर .. ${doctor}|has the/dr/doctor ... come/arrived|is there a delay`,
);
/** It is the caller who comes late, and the doctor is to be told. */
export const selfLate = patterns(
  `i/we/main/mai/mein/hum/मैं/हम ... late/der/लेट/देर|late/der/लेट/देर .. aaung*/aung*/hoong*/houng*/aayenge/pahunch*/आऊँगा/आऊंगा/आऊँगी/आऊंगी/आऊँ/आऊं/पहुँच*|bata/bol/keh/kah/tell/inform/बता/बोल/कह`,
);

export const move = patterns(`
  swap*|switch*|suits me better|better for me|jaldi/late/der/जल्दी/देर ka/का time/slot/समय/टाइम|can/could/may my ${appointment}/time/visit be|exchange .. ${appointment}|put off|delay*/defer* .. ${appointment}|later/earlier one/slot|reschedul*/resched*/postpon*/prepon*/रीशेड्यूल|re schedule|badal*/बदल*|khisk*/खिसक*
  change/changing/shift/shifting/move/moving/push/bring/alter/चेंज/शिफ्ट .. ${appointment}|${appointment} .. change/shift/move/चेंज/शिफ्ट|change/shift/move/push .. my/the/it/to/time/date/day/timing|change/shift/move/चेंज/शिफ्ट kar*/kr*/ho/do/कर*/हो|time/samay/समय/टाइम .. late/pehle/pahle/aage/baad/jaldi/आगे/पहले/बाद .. kar*/kr*/ho/कर*|time/date/day/timing/din/tareekh/samay change/shift/चेंज
  ${appointment} .. aage/आगे|aage/आगे badh*/kar*/khisk*/बढ़*/कर*|${appointment} .. pehle/jaldi/baad/late/pahle/पहले/बाद .. ho/kar*/kr*/karw*/हो/कर*|ek/do/kuchh/kuch/एक/दो din/hafte/दिन/हफ्ते aage/pehle/baad/pichhe/आगे/पहले/बाद .. kar/kr/karw*/shift/कर
  ki/के/की/ke jagah/bajay*/badle/जगह/बजाय*|instead|rather than|rather have/come/do/it|would rather|time/slot/date/day you gave|needs/need/has to go to|tha/thi/था/थी .. usko/use/isko/ise/उसको/उसे/इसे/इसको .. kar/kr/kardo/rakh*/कर/रख*|isko/ise/usko/इसे/इसको/उसे/उसको .. ko/pe/par/को/पर .. kar/kr/kardo/rakh*/कर/रख*
  another/different/other/some/new/later/earlier day/time/date/slot .. ${appointment}/booking|come/aa .. another/other/different day/time/date|make .. ${appointment} .. earlier/later/sooner|${appointment} ... usko/use/usse/isko/ise/उसको/उसे/इसे/इसको .. kar/kardo/karna/karw*/rakh*/कर/रख*|another/different/other day/time .. for/my|earlier/later than .. book*/appointment*/my
  kisi/koi/किसी aur/और din/time/samay/date/दिन/समय/टाइम|dusre/doosre/dusra/दूसरे din/time/date/दिन .. kar*/kr*/ho/de*/कर*|come/aana earlier/later .. than
  wala/wali/vala/vali/wale/वाला/वाली ${appointment} .. kar/kr/karo/kardo/karw*/rakh*/ho/कर/रख*
  shaam/subah/dopahar/kal/parson/शाम/सुबह/कल/परसों wala/wali/वाला/वाली .. kar/kr/karo/kardo/कर
`);
export const notMove = patterns(
  'karne/khadi/khade/baithne/rukne/lagane/करने/खड़ी/खड़े/बैठने/रुकने/लगाने .. jagah/जगह|jagah/जगह hai/hogi/milegi/है/होगी/मिलेगी|change .. number/phone/address/mobile/doctor/password|shift timing*/mein|evening/morning/night shift|पता बदल*|number badal*|mobile badal*|address badal*',
);
/** "mera appointment agle hafte kar dijiye": what is there already is put elsewhere. */
export const puts = patterns(
  'kar/kr/कर do/dijiye/dijie/den/dein/lo/lijiye/दो/दीजिए/दें|kardo/kardijiye|rakh/रख do/dijiye/लो/दो/दीजिए|ho sakta/sakti/jayega/हो सकता/सकती/जाएगा',
);

export const cancel = patterns(`
  cancel*/cancil*/canel/canceled/cancle*/kensal*/kainsal*/kansal*/cansal*/radd/rad/रद्द/कैंसल*/कैंसिल*/केंसल*|call off
  delete/remove/drop/withdraw/scrap .. ${appointment}|${appointment} .. hata*/hatwa*/हटा*/हटवा*/khatam/delete/remove|hata/हटा do/dijiye/दो/दीजिए|hatwa*/हटवा*
  not/cannot/never/unable/no .. come/coming/attend/visit/visiting/reach|not/cannot/unable .. make it|not .. able|will not .. able|no longer .. need/want/coming|not need .. ${appointment}/visit|forget .. ${appointment}/visit|nirast/निरस्त|do/does not .. need/want .. ${appointment}/come/coming/see/visit|not .. need/want .. anymore|not .. keep .. ${appointment}|skip .. ${appointment}|no need .. ${appointment}/visit|zaroorat/jarurat/zarurat/ज़रूरत/जरूरत nahi/nahin/नहीं ... ${appointment}|skip/drop/scrap/delete .. visit|take/leave us/me off/out|not/cannot do/manage monday/tuesday/wednesday/thursday/friday/saturday/sunday/today/tomorrow/that/it|${appointment}/aane/आने .. zaroorat/jarurat/zarurat/ज़रूरत/जरूरत nahi/nahin/नहीं|${appointment} .. rehne/rahne/chhod*/chod*/रहने/छोड़*|rehne/rahne/रहने do/dijiye/दो/दीजिए .. ${appointment}|take/remove/cut/strike my name|naam/number/नाम/नंबर .. kaat*/kat/hata*/काट*/हटा*|kisi aur ko de
  nahi/nahin/nai/nhi/नहीं aa/aaun*/aung*/aayeng*/aaeng*/aana/ana/आ/आऊँगा/आऊंगा/आऊँगी/आऊंगी/आऊँ/आऊं/आएंगे/आना/pahunch*/पहुँच*|aana/ana/आना nahi/nahin/नहीं|aa/आ nahi/nahin/नहीं .. pa*/sak*/पा*/सक*|nahi .. aa/pahunch/ho pa*/paung*/sak*/sakung*
  ${appointment} .. nahi/nahin/नहीं .. chahiye/chahie/चाहिए|nahi chahiye/चाहिए .. ${appointment}|नहीं चाहिए .. ${appointment}|ab nahi/नहीं aana/dikhana/आना/दिखाना|अब नहीं
`);
export const notCancel = patterns(
  `cancel*/radd/रद्द/कैंसल/कैंसिल mat/nahi/na/मत/नहीं|not/do .. not cancel*|cancellation charge*/fee*/policy/rule*|mat .. cancel*|aa nahi rah*|saans/sans/neend/bukhar/khoon/awaaz/awaz/saas nahi/नहीं|report .. nahi|nahi aayi/aaya/aaye|nahi aa raha/rahi/rahe .. samajh|samajh nahi|yaad nahi`,
);
/** Signs that another time is wanted for what is given up. */
export const instead = patterns(`
  kar/कर do/dijiye/den/lo/lijiye/दो/दीजिए/लो/लीजिए|kardo|de/दे do/dijiye/dena/दो/दीजिए|dedo|rakh/रख do/dijiye/दो/दीजिए|ho/हो sakta/sakti/jayega/जाएगा/सकता|karke/करके|kar/कर ke/के|chahiye/चाहिए|aa/आ jaung*/sakta/sakti/jayenge/जाऊ*/सकता/सकती|aaung*/aaunga/aaungi/aayenge/आऊँगा/आऊंगा/आऊँगी/आऊंगी/आऊँ/आऊं|instead|another/other/different day/time|kisi aur|aur din/और दिन|make it on/for/at/monday/tuesday/wednesday/thursday/friday/saturday/sunday/tomorrow/next|and/then book/give/make|give me|book/बुक|can we|could we|can i .. come|shift|move|badal*/बदल*|how about|fine|is ok/possible/free/available|possible|chalega/चलेगा
`);

export const info = patterns(`
  timing*/टाइमिंग|hours|opening|open/opens/opened/close/closes/closed/khula/khuli/khule/khulta/khulti/khulte/khulega/khulegi/khulenge/खुला/खुलता/खुलती/खुलेगा/खुले/ओपन/क्लोज|band/बंद hai/hota/hoti/rehta/rehti/kab/hote/hoga/है/होता/रहता/होगा|samay/समय kya/क्या|time/टाइम kya/क्या|kab/कब tak/se/तक/से|kitne/कितने baje/बजे
  what/which days/time/timings|when/what time does/do/is/will/can
  address/location/located/landmark/direction*/एड्रेस|where|how .. reach/come|how far|get there|kis/किस area/jagah/sector/road/colony/side/जगह/एरिया|kaun*/kon*/कौन .. area/sector/road/jagah|google map*|kahan/kaha/kidhar/kahaan/कहाँ/कहां/किधर|pata/पता kya/bata*/do/dijiye/kahan/क्या/बता*/दीजिए|rasta/raasta/रास्ता|kaise/कैसे aana/pahunch*/aaun/aayen/aate/आना/आएं/पहुँच*
  fee/fees/charge/charges/cost/costs/price/prices/rate/rates/फीस/फ़ीस/चार्ज|how much|kitna/kitne/kitni/कितना/कितने/कितनी paisa/paise/charge/fees/lagega/lagenge/lagta/kharch*/rupaye/पैसे/लगेगा/लगेंगे/खर्च*/रुपये/फीस|kharcha/खर्चा|payment/upi/cash/card/paytm/gpay/पेमेंट/कार्ड
  who .. sits/sit/all/works|parking/पार्किंग|park/khadi .. car/gaadi/gadi/गाड़ी|gaadi/gadi/गाड़ी .. park*/khadi/खड़ी|what/which .. carry/papers|kis/kaun*/which/किस/कौन* .. manzil/floor/मंज़िल/मंजिल/फ्लोर|lady/female/mahila/ladies/लेडी/महिला doctor/डॉक्टर hai/hain/है/हैं|is there a lady/female|test/janch/jaanch/xray/scan/जाँच/जांच/टेस्ट hota/hoti/hote/होता/होती/होते|at your place/clinic/centre|insurance/cashless/tpa/mediclaim/ayushman/cghs/bima/बीमा/इंश्योरेंस|which/how/what doctor*/many|kaun/kaunse/konse/kon/kaunsi/कौन .. doctor*/डॉक्टर*|kitne/कितने doctor*/डॉक्टर*|aapke/tumhare/wahan/udhar/yahan/आपके/वहाँ/यहाँ yahan/yaha/paas/यहाँ/यहां/पास ... hai/hain/hota/hoti/milta/milte/baith*/है/हैं/होता/होती/मिलता
  is/are/will/does/do/when ${doctor} .. available/there/in/today/sit/sits/come/coming/free/leave/late/see/tomorrow|is/are/will/does the/any ${doctor} .. available/there/in/sit/come/coming/free/leave/late/today|on leave|doctor/doctors available|available today/now
  ${doctor} .. baith*/available/aaye*/aayi*/aaenge/aayenge/aate/aati/aa/honge/hain/chhutti/chutti/free/बैठ*/आए*/आई/आते/आएंगे/हैं/छुट्टी/मिलेंगे kya/hain/hai/kab/aaj/kal/pe/par/gaye/gayi/rahe/rahi/क्या/हैं/है/कब/पर/गए|${doctor} .. kab/कब|kab/कब .. baith*/aate/aati/aayenge/milte/milenge/milti/बैठ*/आते/आएंगे/मिलते|kya/क्या .. ${doctor} .. hain/hai/honge/aayenge/baith*/हैं/आएंगे/बैठ*|chhutti/chutti/छुट्टी
  do/does you/u/your/they .. have/do/take/accept/treat/provide/offer/give|is/are there .. a/an/any|are you .. open|kya/क्या .. suvidha/facility/सुविधा|suvidha/facilit*/service*/सुविधा|card/cash/insurance/upi lete/chalta/चलता/लेते|lete/leti/karte/karti/hota/hoti/hote/milta/milti/chalta/रखते/करते/होता/होती/मिलता/लेते/चलता ho/hain/hai/हैं/है/हो kya/क्या|kya .. hota/hoti/milta/milti/karte
  report*/रिपोर्ट .. ready/aa/aayi/aaya/kab/mil*/आ/आई/कब/मिल*|pharmacy|medical store|wheelchair|lift|documents|what .. bring|need to bring|bring .. reports|fasting|empty stomach|khali/खाली pet/पेट|kya/क्या .. laana/lana/लाना|website|contact number
  kitna/kitni/कितना/कितनी time/der/wait/samay/देर/समय/टाइम|kitn* .. time/der lag*|how long/early/soon/often|waiting time|how many patients|number/token/नंबर/टोकन .. chal/aane/aayega/running/चल/आने/आएगा|kaun*/kon*/which .. number/token|number/token aane|experience|qualification*|degree|अनुभव|pata/address/location/पता .. bhej*/whatsapp/send/kar/भेज*|is it necessary|first come|zaroori/जरूरी/ज़रूरी
`);
/** Questions about money, need or way that stay questions even where an appointment is named in them. */
export const asked = patterns(`
  fee/fees/charge/charges/cost/price/फीस/फ़ीस .. kitn*/kya/how/what/कितनी/क्या/bata*|kitn*/how/what/कितनी/कितने .. fee/fees/charge/charges/much/paise/फीस/फ़ीस/पैसे|cancellation charge*/fee*/policy|consultation/checkup/visit/dekhne/dikhane ka/ki/के/का/की kitn*/charge/कितन*|walk in|without .. ${appointment}|bina/बिना .. ${appointment}|kaun/कौन kaun/कौन|kya kya|${appointment} .. zaroori/necessary/needed/जरूरी|do i need an ${appointment}|kaise/कैसे/how .. book*|how .. take .. ${appointment}|report*/रिपोर्ट .. ready/aa/kab/आ/कब|do you need/take ${appointment}
`);

/** The doctor is to be seen, or something to be done: as good as a booking. */
export const book = patterns(`
  ${appointment}|book*/बुक|see/seeing/meet/consult*/visit/show .. ${doctor}/gynae*/skin/him/her|consult*|checkup|check up|get/getting/need .. checked/examined|second opinion|follow up|followup|फॉलो अप
  dikhan*/dikhwan*/dikhaun*/dikha/dikhane/दिखाना/दिखाने/दिखानी/दिखवाना/दिखा|mil*/मिल* .. ${doctor}|${doctor} .. milna/milne/milwa*/milana/mila/मिलना/मिलने/मिलवा*|milna/मिलना hai/tha/chahta/chahti/है/था/चाहता|milwa/मिलवा do/dijiye/दो/दीजिए
  number/nambar/token/नंबर/टोकन laga*/lagw*/lag/le/lena/lijiye/chahiye/mil*/de/लगा*/लगव*/लग/ले/चाहिए/दे|be/get/been seen|${doctor} .. jagah/जगह|jagah/जगह .. ${doctor}|naam/नाम likh*/लिख*|parch*/पर्चा/पर्ची .. ban*/kat*/बन*/कट*|opd
  time/samay/समय/टाइम chahiye/chahie/mil*/de/do/dijiye/khali/khaali/free/चाहिए/मिल*/दे/दो/दीजिए/खाली|need/want/like .. ${doctor}|${doctor} chahiye/चाहिए|${doctor} .. time/samay/समय/टाइम .. chahiye/mil*/de/dijiye/चाहिए/मिल*
  jaanch/janch/jaach/जांच/जाँच/ilaaj/ilaj/इलाज/test/टेस्ट/xray/scan/ecg/sonography/ultrasound/checkup/चेकअप/safai/सफाई/teeka/tika/टीका/injection/vaccin*/vaccination/physio*/dressing/plaster/root .. kar*/karw*/lagw*/lagan*/banw*/करा*/करव*/लगव*|nikalwan*/bharwan*/lagwan*/निकलवान*/भरवान*/लगवान*
  squeez*|squeeze/fit/slot/put/pencil .. me/us in/down|reserve/set/arrange .. time/slot/up|sign .. up|time/slot with .. ${doctor}|find/get/give me .. time/slot|shown to the/a/dr/doctor|shown to .. ${doctor}|can/could/will/would .. ${doctor}/someone/anyone/somebody .. see/examine me/us/my/him/her/look|looked at|dikhla*/दिखल*|time/samay/समय/टाइम le/lena/lene/leni/ले/लेना/लेने/लेनी|liye/लिए jagah/जगह|
  opening/availab*/vacancy|come in .. for/to/and|come and see|come in|i/we would/want/need to come|vaccin*|aana/आना chahta/chahti/chahte/चाहता/चाहती|ke/के liye/लिए aana/आना|treatment|want/need/get .. test/scan/xray/vaccine/injection|get .. my .. checked/cleaned/removed
`);
/** Words that make a question about a doctor or a time one for a booking. */
/** A report that is waited for: whose it is makes no appointment of it. */
export const reports = patterns(
  'report*/रिपोर्ट* ... kab/mil*/ready/aayi/aa/come/collect/कब/मिल*/आ/आई/तैयार|when/kab/कब/has/have/is/are/can ... report*/रिपोर्ट*|collect/pick/get/take .. report*',
);
/** A report that a doctor shall look at is a visit. */
export const showing = patterns('show/dikhan*/dikha*/दिखान*/दिखा*|appointment*/book*/अपॉइंट*/बुक*');
export const wanting = patterns(`
  ${appointment}|book*/बुक|milna/milne/milwa*/dikhan*/dikhane/मिलना/मिलने/दिखाना/दिखाने|see/meet/consult .. ${doctor}|opening/availability/vacancy|number laga*/लगा*|time/samay/समय/टाइम mil*/मिल*|लगवाना
`);
export const illness = patterns(`
  have/has/having/got/suffering/feeling .. fever/pain/cough/cold/headache/ache/rash/infection/allergy/vomiting/swelling/unwell/sick/toothache/weak/dizzy/problem/acne/acidity|not feeling well|am/is/are/been/feel/feels sick/ill/unwell/coughing/vomiting|pain in|hurts/hurting|aching|stomach/tooth/back/knee/ear/throat/joint/body/leg/eye/neck/shoulder/head ache/pain|toothache/headache/backache/stomachache|loose motion*|hair fall|sore throat|fever/cough since/for/from
  bukhar/bukhaar/fever/dard/pain/khansi/khaansi/cough/jukam/zukam/sardi/cold/ulti/ultiyan/vomiting/dast/chakkar/khujli/sujan/soojan/jalan/takleef/taklif/kamzori/kamjori/infection/allergy/daane/thakan/बुखार/दर्द/खांसी/खाँसी/जुकाम/ज़ुकाम/सर्दी/उल्टी/दस्त/चक्कर/खुजली/सूजन/जलन/तकलीफ/कमजोरी/थकान .. hai/hain/ho/aa/rehta/rehti/raha/rahi/kar/lag/hota/hoti/है/हो/आ/रहता/कर/लग/होता
  tabiyat/tabiyat/तबीयत/तबियत .. kharab/theek/thik/खराब/ठीक|bimar/beemar/बीमार .. hai/hain/hoon/hun/ho/है/हैं/हूं/हूँ|pet/gala/पेट/गला kharab/खराब|dukh/dukhta/dukhti/dukhte/दुख .. hai/hain/raha/rahi/rahe/रहा/रही/रहे/है|problem/dikkat/pareshani/प्रॉब्लम/दिक्कत/परेशानी hai/ho/है/हो|pet/sir/sar/daant/kamar/ghutne/kaan/aankh/gale/पेट/सिर/दांत/दाँत/कमर/घुटने/कान/आँख/गले .. dard/दर्द|baal/bal/बाल jhad*/gir*/झड़*/गिर*
`);
