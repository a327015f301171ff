/**
 * How the words of Hinglish sound: Roman letters as callers type them, and the Devanagari that the Hindi voice reads. Of English words it is how India
 * says them. What is missing is spelled by rule (`spoken-form.ts`), so a scenario of one's own needs no entry here.
 */
const table = `
aa आ|aadmi आदमी|aage आगे|aaj आज|aakhri आख़िरी|aankhon आँखों|aap आप|aapka आपका|aapke आपके|aapko आपको|aath आठ|aayenge आएँगे|aayega आएगा|abhi अभी|achha अच्छा|accha अच्छा
add ऐड|address ऐड्रेस|afternoon आफ़्टरनून|agle अगले|agla अगला|aisa ऐसा|apna अपना|apne अपने|apni अपनी|appointment अपॉइंटमेंट|april अप्रैल|area एरिया|arre अरे|aur और|august अगस्त
atharah अठारह|atthais अट्ठाईस|baad बाद|baar बार|baat बात|bachche बच्चे|bachchon बच्चों|bachon बच्चों|back बैक|badal बदल|badalna बदलना|badalni बदलनी|badhana बढ़ाना|bahut बहुत|bais बाईस
baithte बैठते|baje बजे|band बंद|barah बारह|baarah बारह|bas बस|bata बता|bataiye बताइए|bees बीस|beete बीते|behosh बेहोश|beta बेटा|beti बेटी|bhi भी|bhool भूल|boliye बोलिए
book बुक|booking बुकिंग|budhvaar बुधवार|bukhar बुख़ार|button बटन|call कॉल|cancel कैंसल|chaar चार|char चार|chahiye चाहिए|chal चल|chalega चलेगा|chalegi चलेगी|change चेंज|charge चार्ज|charges चार्जेज़
chaubis चौबीस|chaudah चौदह|check चेक|chest चेस्ट|chhabbis छब्बीस|chhati छाती|chhe छह|chhodna छोड़ना|clinic क्लिनिक|confirm कन्फ़र्म|connect कनेक्ट|consultation कंसल्टेशन|daal डाल|dard दर्द
das दस|date डेट|de दे|december दिसंबर|dedh डेढ़|dekhiye देखिए|dena देना|der देर|desk डेस्क|dhai ढाई|dhanyavaad धन्यवाद|dijiye दीजिए|dijie दीजिए|dikhana दिखाना|din दिन|do दो|doctor डॉक्टर
doosra दूसरा|dusra दूसरा|dopahar दोपहर|dr डॉक्टर|earliest अर्लिएस्ट|ek एक|emergency इमरजेंसी|evening ईवनिंग|eye आई|facility फ़ैसिलिटी|february फ़रवरी|fees फ़ीस|first फ़र्स्ट|fix फ़िक्स|friday फ़्राइडे
front फ़्रंट|gaadi गाड़ी|galat गलत|gaya गया|gayi गई|gaye गए|good गुड|guruvaar गुरुवार|gyarah ग्यारह|gynae गायनी|haan हाँ|haddi हड्डी|hafte हफ़्ते|hai है|hain हैं|hello हेलो|hi ही
ho हो|hoon हूँ|ikattis इकतीस|ikkis इक्कीस|insaan इंसान|instead इंस्टेड|is इस|itna इतना|itvaar इतवार|jagah जगह|jaldi जल्दी|january जनवरी|ji जी|jo जो|july जुलाई|june जून|ka का|kab कब
kaha कहा|kahan कहाँ|kahiye कहिए|kaise कैसे|kal कल|kar कर|karao कराओ|kardo कर दो|kare करे|karke करके|karna करना|karne करने|karni करनी|karwa करवा|karwana करवाना|karwani करवानी|kaun कौन
kaunsa कौन सा|kaunse कौन से|ke के|khulta खुलता|khud ख़ुद|ki की|kis किस|kisi किसी|kitna कितना|kitne कितने|kitni कितनी|kiya किया|ko को|koi कोई|kuch कुछ|kya क्या|ladies लेडीज़
laga लगा|lagega लगेगा|last लास्ट|late लेट|lein लें|liye लिए|lijiye लीजिए|list लिस्ट|lo लो|machine मशीन|main मैं|maine मैंने|mangal मंगल|mangalvaar मंगलवार|march मार्च|mareez मरीज़|may मई
mein में|mera मेरा|mere मेरे|meri मेरी|message मैसेज|mil मिल|milna मिलना|milte मिलते|minute मिनट|monday मंडे|morning मॉर्निंग|mujhe मुझे|naam नाम|nahi नहीं|namaste नमस्ते|nau नौ
naya नया|naye नए|next नेक्स्ट|note नोट|november नवंबर|number नंबर|october अक्टूबर|open ओपन|option ऑप्शन|paanch पाँच|pachchis पच्चीस|pahunchna पहुँचना|pain पेन|pandrah पंद्रह|papa पापा
par पर|pareshan परेशान|park पार्क|parking पार्किंग|parso परसों|parson परसों|patient पेशेंट|paune पौने|paunga पाऊँगा|pe पे|pehla पहला|pehle पहले|phir फिर|phone फ़ोन|please प्लीज़|radd रद्द
raha रहा|rahi रही|rahe रहे|rahega रहेगा|rakh रख|reception रिसेप्शन|rehta रहता|reschedule रीशेड्यूल|sa सा|saadhe साढ़े|sadhe साढ़े|saal साल|saans साँस|saat सात|sahi सही|sakta सकता
satrah सत्रह|sattais सत्ताईस|saturday सैटरडे|sava सवा|se से|second सेकंड|seene सीने|september सितंबर|shaam शाम|shanichar शनिचर|shanivaar शनिवार|shift शिफ़्ट|shukravaar शुक्रवार
shukriya शुक्रिया|skin स्किन|slot स्लॉट|solah सोलह|somvaar सोमवार|sorry सॉरी|staff स्टाफ़|subah सुबह|sunday संडे|suniye सुनिए|tak तक|tareekh तारीख़|teen तीन|tees तीस|teesri तीसरी
teis तेईस|terah तेरह|tez तेज़|tha था|thi थी|thank थैंक|thanks थैंक्स|theek ठीक|thoda थोड़ा|thursday थर्सडे|time टाइम|timing टाइमिंग|to तो|today टुडे|token टोकन|tomorrow टुमॉरो
tuesday ट्यूज़डे|unnis उन्नीस|untees उनतीस|usko उसको|uthata उठाता|veervaar वीरवार|wahan वहाँ|waiting वेटिंग|waitlist वेटलिस्ट|wala वाला|wale वाले|wapas वापस|wednesday वेडनेसडे|week वीक
woh वो|wo वो|yahan यहाँ|yeh यह|yesterday यस्टरडे|you यू|zara ज़रा
`;

export const romanWords: ReadonlyMap<string, string> = new Map(
  table
    .split(/[|\n]/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf(' ');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
);
