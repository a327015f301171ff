/** Fresh phrases by intent, in English, Hindi (both scripts) and Hinglish, a line each: written apart from the tables, and mended against. */
export const intentsOne: Record<string, string> = {
  book: `
Could someone see my daughter this week
I'd like my husband to meet the cardiologist
need to get my knee looked at
Any chance of squeezing me in on Tuesday
Set something up with Dr Iyer for the weekend
I want a consultation for my back
my mother has to be shown to the doctor
please reserve a time with doctor Rao
we are looking for a slot for two kids
can the doctor see me tomorrow
मुझे डॉक्टर साहब को दिखाने आना है
बेटी को दिखलाना है, कब आऊँ
परसों का समय मिल सकता है
एक नंबर लगवा दीजिए डॉक्टर राव का
मम्मी की जाँच करवानी है
आँख दिखानी थी
कल सुबह के लिए जगह है क्या
मुझे मिलना है मैडम से, टाइम दे दीजिए
पेट में दर्द है, किसको दिखाऊँ
डॉक्टर साहब से टाइम लेना था
doctor sahab se time lena tha
bete ko dikhana hai kal
papa ka checkup karwana hai iss hafte
mujhe parson ki booking chahiye
ek slot de do na shaam ka
daant mein dard hai dikhana padega
kal ke liye number laga do
mera bhi ek appointment daal do
madam se milna tha kab aa sakti hoon
bukhar hai do din se, doctor ko dikhana hai`,
  reschedule: `
I can't do Thursday after all, could I come Friday
please shift me to the evening
can we make my appointment an hour later
my booking on the 26th, I'd rather have it on the 28th
is it possible to bring my appointment forward
the time you gave me doesn't work, can I have another one
I'd like to swap my slot for a later one
Tuesday's visit needs to go to next week
गुरुवार वाला अपॉइंटमेंट शुक्रवार को कर दीजिए
मेरा समय बदल दीजिए
जो टाइम दिया था उसमें नहीं आ पाऊँगा, शाम को दे दीजिए
अपॉइंटमेंट एक दिन आगे कर दो
क्या मैं किसी और दिन आ सकता हूँ, मेरी बुकिंग कल की है
कल वाली बुकिंग परसों कर दीजिए
thursday wala appointment friday kar do
mera time thoda late kar sakte hain
kal ki jagah parson aa sakta hoon kya
meri booking aage khiskani hai
subah ke badle shaam ko kar do mera appointment
jo appointment tha usko agle hafte rakh do
date change karni hai meri
11 baje ka tha usko 4 baje kar dijiye`,
  cancel: `
we won't be coming tomorrow, please take us off
scrap my appointment please
I'd like to withdraw my booking
no need for the appointment any more
I have to drop tomorrow's visit
kindly delete my slot
we're out of town so please cancel Saturday
मेरी बुकिंग हटवा दीजिए, मैं नहीं आऊँगा
अब ज़रूरत नहीं है अपॉइंटमेंट की
कल का कैंसिल कर दो
हम लोग नहीं आ पाएँगे, रद्द कर दीजिए
मेरा नंबर काट दीजिए
अपॉइंटमेंट नहीं चाहिए अब
appointment hata do mera
kal nahi aa rahe hum log cancel kar dena
ab zaroorat nahi hai appointment ki
booking radd karwani hai
mera wala slot kisi aur ko de do, main nahi aaunga
naam kaat dijiye mera
jo kal ka hai use cancel karwana tha`,
  my_appointments: `
what time am I supposed to come in
remind me when my visit is
which day did I book for
is my appointment still on
could you look up my next appointment
did you get my booking for Friday
who am I seeing and when
मेरा टाइम कितने बजे का है
मेरी अगली बुकिंग कब है
ज़रा बताइए मेरा नंबर कब का है
मुझे कब बुलाया है
मेरे नाम से कोई अपॉइंटमेंट है
देखिए मेरी बुकिंग हुई है या नहीं
mera time kitne baje ka diya hai
meri booking ka status bata do
kaunse din aana hai mujhe
mere naam pe appointment laga hai kya
agli visit kab hai meri
appointment confirm hua ki nahi
mujhe kitne baje bulaya hai`,
  info: `
is the clinic open on Sundays
how do I reach you from the station
what does Dr Mehta charge
do you take cards
does Dr Khan come on Saturdays
is there a lady doctor there
can I get a blood test done at your place
how long does a consultation take
which floor are you on
what papers should I carry
संडे को खुला रहता है क्या
स्टेशन से कितनी दूर है आपका क्लिनिक
डॉक्टर मेहता कितना लेती हैं
कार्ड चलता है क्या
लेडी डॉक्टर हैं क्या आपके यहाँ
शनिवार को डॉक्टर ख़ान आते हैं
खून की जाँच होती है आपके यहाँ
किस मंज़िल पर है
sunday ko khula hai kya
doctor mehta kitna leti hain
card chalega payment ke liye
lady doctor hai kya aapke paas
kaunsi manzil par hai clinic
saturday ko Dr Khan aate hain kya
blood test hota hai aapke yahan
doctor sahab aaj aaye hain kya
report kab tak milegi
lunch break kab hota hai`,
  human: `
is there anyone I can actually speak with
stop this, put a person on the line
let me talk to the receptionist
I'd rather deal with a human being
can you hand me over to someone
operator please
give the phone to the doctor's assistant
असली इंसान से बात कराओ
रिसेप्शन वाली मैडम को दीजिए
मुझे आपसे नहीं, किसी आदमी से बात करनी है
किसी को लाइन पर लीजिए
ऑपरेटर से जोड़ दीजिए
asli insaan se baat karao
reception wali madam ko phone do
kisi bande se baat karwao yaar
call transfer kar do kisi ko
mujhe robot se baat nahi karni
staff ko line pe lo`,
  message: `
tell Dr Rao I'll be ten minutes late
could you pass something on to the doctor
have the doctor phone me when she's free
let madam know that the fever is gone
I'd like to leave word for Dr Khan
ask them to give me a ring this evening
डॉक्टर साहब को बता दीजिएगा कि मैं देर से आऊँगा
मेरा संदेश पहुँचा दीजिए
मैडम से कहना मुझे फ़ोन कर लें
शाम को मुझे फ़ोन करवा देना
बोल देना कि दवा खत्म हो गई है
doctor ko bata dena main late aaunga
unse kehna ek baar call kar lein
mera message pahuncha dena
madam tak baat pahunchani thi
keh dena ki bukhar utar gaya hai
free ho to mujhe phone karne ko bol dena`,
  emergency: `
he is having a heart attack
my wife collapsed and isn't responding
she can't breathe, hurry
there's so much blood, it won't stop
my kid swallowed rat poison
पिताजी को दौरा पड़ा है
साँस रुक रही है उनकी
बहुत खून बह रहा है
वो बेहोश पड़ी है
papa ko heart attack aaya hai
saans nahi le pa rahe hain
bachche ne zeher kha liya
khoon ruk nahi raha
seene mein bahut dard utha hai abhi`,
  other: `
hello, can you hear me
good evening
hmm let me see
thank you so much
what did you say
who is this
नमस्ते
हैलो, आवाज़ आ रही है
अच्छा ठीक है
एक मिनट रुकिए
क्या बोला आपने
hello ji
achha theek hai
awaaz nahi aa rahi
ek minute ruko
kaun bol raha hai
haan ji boliye`,
};
