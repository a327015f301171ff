/** A second fresh set, written after the first was mended against: it says how well unseen phrases are understood. */
export const intentsTwo: Record<string, string> = {
  book: `
I was wondering whether the skin doctor has anything on Friday
fit my son in today if you can
my throat is killing me, I need to be seen
we'd love an early slot on Wednesday
sign me up for Dr Rao tomorrow morning
can you find me a time with Dr Mehta
my ankle is swollen, whom should I show it to
I have to bring my baby for vaccination
new patient here, want to come in for a check
मेरे पति को हड्डी वाले डॉक्टर को दिखाना है
कल का नंबर मिलेगा क्या
बच्चे को टीका लगवाना है
मैडम से मिलवा दीजिए कल
चक्कर आ रहे हैं, आज दिखा सकते हैं क्या
डॉक्टर मेहता के यहाँ नाम लिखवाना है
शाम का कोई समय खाली है तो दे दो
mujhe skin doctor se milna hai
kal ka number milega kya
bachche ko teeka lagwana hai
khaansi ruk nahi rahi doctor ko dikha dun
Dr Mehta ke yahan naam likhwana hai
weekend pe koi slot khaali hai to de dena
sasur ji ko dikhana hai parson
nayi booking karni thi`,
  reschedule: `
push my visit back by two days
something's come up, can I come on another day instead
would you mind switching me to the afternoon
I booked for Monday but Wednesday suits me better
let's change the date of my appointment
can my slot be earlier than five
move it to Saturday please, my appointment I mean
मेरा जो कल का अपॉइंटमेंट है वो परसों कर दें
टाइम चेंज करवाना है
सोमवार की जगह बुधवार को आना है
अपॉइंटमेंट की तारीख आगे करवानी है
शाम वाला सुबह में कर दीजिए
kal wala parson kar dijiye please
mera slot change kar do
Monday ke badle Wednesday ko aana hai
appointment postpone karna padega
thoda jaldi ka time mil jayega kya, mera shaam ka hai
date aage badhwani hai`,
  cancel: `
forget my appointment, I'm feeling better
please take my name off tomorrow's list
we have decided not to come
I won't need Friday's appointment
just cancel whatever I have booked
call off tomorrow's visit with Dr Rao
can't come tomorrow, sorry, cancel
अब मैं ठीक हूँ, अपॉइंटमेंट कैंसिल कर दीजिए
कल नहीं आना है, हटा दो
अपॉइंटमेंट रद्द करवाना था
हम नहीं आ रहे हैं कल
बुकिंग निरस्त कर दीजिए
ab theek hoon appointment cancel kar do
kal nahi aana hai cancel kar dijiye
mera appointment radd kar do
hum nahi aayenge kal
booking hatwani hai meri
cancel karna hai jo maine liya tha`,
  my_appointments: `
have I got anything booked with you
tell me the date of my next visit
at what hour should I be there tomorrow
I lost the SMS, when was my appointment
is there a booking under my name
is my slot for Thursday confirmed
मेरा नंबर किस दिन है
मुझे याद नहीं कब आना है
मेरी अपॉइंटमेंट पक्की है ना
कल मेरा कितने बजे है
मेरे नाम की बुकिंग देखिए
mera number kis din ka hai
mujhe yaad nahi kab aana hai
meri appointment pakki hai na
kal mera kitne baje hai
message nahi aaya, mera appointment kab ka hai
booking dekh ke batao meri`,
  info: `
do you have evening hours
what's the damage for a first visit
are you near the metro
will Dr Joshi be in tomorrow
is it okay to pay by UPI
do you do X-rays
which doctor treats skin problems
do I have to come fasting
when does the clinic shut
आज डॉक्टर साहब हैं क्या
पहली बार दिखाने का कितना पैसा है
यूपीआई से दे सकते हैं क्या
मेट्रो के पास है क्या आपका क्लिनिक
एक्स रे होता है क्या
खाली पेट आना है क्या
डॉक्टर राव छुट्टी पर हैं क्या
aaj doctor sahab hain kya
pehli baar dikhane ka kitna paisa hai
upi se de sakte hain kya
metro ke paas hai kya aapka clinic
xray hota hai kya
khaali pet aana hai kya
shaam ko kitne baje tak milte hain doctor
andar kaunsa number chal raha hai`,
  human: `
I need an actual person
get me the receptionist
could someone from the clinic talk to me
no more bots please, a human
let me have a word with the manager
put your staff on
किसी समझदार आदमी को फ़ोन दो
मैनेजर से बात करनी है
आप मशीन हो, मुझे इंसान चाहिए
रिसेप्शन में किसी से जोड़िए
kisi samajhdar aadmi ko phone do
manager se baat karni hai
tum machine ho mujhe insaan chahiye
reception mein kisi se jodo
koi hai wahan jisse main baat kar sakun`,
  message: `
could you let the doctor know I have stopped the tablets
I want Dr Mehta to call me
tell them my report is ready
pass this on to Dr Rao please
someone please call me back after six
डॉक्टर को कहिए मुझे फ़ोन करें
मैडम को मैसेज देना है
उनको बता देना मैं रास्ते में हूँ
कोई मुझे छह बजे के बाद कॉल कर ले
doctor ko kahiye mujhe phone karein
madam ko message dena hai
unko bata dena main raste mein hoon
koi mujhe chhe baje ke baad call kar le
ye baat doctor tak pahuncha dena`,
  emergency: `
he has stopped breathing
my mother just had a stroke I think
she's bleeding heavily and pregnant
my son drank kerosene
there has been an accident, he's badly hurt
वो साँस नहीं ले रही है
दिल का दौरा पड़ा है
बच्चा बेहोश हो गया है
उन्होंने ज़हर पी लिया
woh saans nahi le rahi
dil ka daura pada hai
bachcha behosh ho gaya
accident ho gaya hai bahut chot lagi hai`,
  other: `
yes hello
are you there
one moment please
sorry, I didn't get that
okay fine
हाँ जी बोलिए
सुनाई नहीं दे रहा
ठीक है धन्यवाद
कौन बोल रहे हैं
haan bolo
sunai nahi de raha
theek hai dhanyavaad
kya kaha aapne`,
};
