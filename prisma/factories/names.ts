/** First names and surnames in both scripts, for people who do not exist. */

export interface FirstName {
  roman: string;
  devanagari: string;
}

export const women: readonly FirstName[] = [
  { roman: 'Aarti', devanagari: 'आरती' },
  { roman: 'Bhavna', devanagari: 'भावना' },
  { roman: 'Deepika', devanagari: 'दीपिका' },
  { roman: 'Geeta', devanagari: 'गीता' },
  { roman: 'Jyoti', devanagari: 'ज्योति' },
  { roman: 'Kiran', devanagari: 'किरण' },
  { roman: 'Lata', devanagari: 'लता' },
  { roman: 'Manisha', devanagari: 'मनीषा' },
  { roman: 'Nandini', devanagari: 'नंदिनी' },
  { roman: 'Pooja', devanagari: 'पूजा' },
  { roman: 'Rekha', devanagari: 'रेखा' },
  { roman: 'Sangeeta', devanagari: 'संगीता' },
  { roman: 'Shabnam', devanagari: 'शबनम' },
  { roman: 'Usha', devanagari: 'उषा' },
  { roman: 'Vandana', devanagari: 'वंदना' },
  { roman: 'Zoya', devanagari: 'ज़ोया' },
];

export const men: readonly FirstName[] = [
  { roman: 'Abhishek', devanagari: 'अभिषेक' },
  { roman: 'Balwant', devanagari: 'बलवंत' },
  { roman: 'Dinesh', devanagari: 'दिनेश' },
  { roman: 'Farhan', devanagari: 'फ़रहान' },
  { roman: 'Ganesh', devanagari: 'गणेश' },
  { roman: 'Harish', devanagari: 'हरीश' },
  { roman: 'Jitendra', devanagari: 'जितेंद्र' },
  { roman: 'Karan', devanagari: 'करण' },
  { roman: 'Mahesh', devanagari: 'महेश' },
  { roman: 'Nitin', devanagari: 'नितिन' },
  { roman: 'Prakash', devanagari: 'प्रकाश' },
  { roman: 'Rajesh', devanagari: 'राजेश' },
  { roman: 'Sandeep', devanagari: 'संदीप' },
  { roman: 'Tushar', devanagari: 'तुषार' },
  { roman: 'Umesh', devanagari: 'उमेश' },
  { roman: 'Yusuf', devanagari: 'यूसुफ़' },
];

export const children: readonly FirstName[] = [
  { roman: 'Aditi', devanagari: 'अदिति' },
  { roman: 'Arjun', devanagari: 'अर्जुन' },
  { roman: 'Diya', devanagari: 'दीया' },
  { roman: 'Ishaan', devanagari: 'ईशान' },
  { roman: 'Kavya', devanagari: 'काव्या' },
  { roman: 'Kabir', devanagari: 'कबीर' },
  { roman: 'Myra', devanagari: 'मायरा' },
  { roman: 'Reyansh', devanagari: 'रेयांश' },
  { roman: 'Saanvi', devanagari: 'सानवी' },
  { roman: 'Vihaan', devanagari: 'विहान' },
];

export const surnames: readonly FirstName[] = [
  { roman: 'Agarwal', devanagari: 'अग्रवाल' },
  { roman: 'Bhosale', devanagari: 'भोसले' },
  { roman: 'Chatterjee', devanagari: 'चटर्जी' },
  { roman: 'Deshmukh', devanagari: 'देशमुख' },
  { roman: 'Gaikwad', devanagari: 'गायकवाड़' },
  { roman: 'Gupta', devanagari: 'गुप्ता' },
  { roman: 'Jadhav', devanagari: 'जाधव' },
  { roman: 'Joshi', devanagari: 'जोशी' },
  { roman: 'Kapoor', devanagari: 'कपूर' },
  { roman: 'Malhotra', devanagari: 'मल्होत्रा' },
  { roman: 'Mishra', devanagari: 'मिश्रा' },
  { roman: 'Nair', devanagari: 'नायर' },
  { roman: 'Pathan', devanagari: 'पठान' },
  { roman: 'Rathore', devanagari: 'राठौड़' },
  { roman: 'Saxena', devanagari: 'सक्सेना' },
  { roman: 'Shekhawat', devanagari: 'शेखावत' },
  { roman: 'Shinde', devanagari: 'शिंदे' },
  { roman: 'Tiwari', devanagari: 'तिवारी' },
  { roman: 'Trivedi', devanagari: 'त्रिवेदी' },
  { roman: 'Wagh', devanagari: 'वाघ' },
];
