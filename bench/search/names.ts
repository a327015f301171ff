/** Names as common as they are in the north and west of India: Roman, Devanagari, and how many of a thousand or so bear it. */
export interface WeightedName {
  roman: string;
  devanagari: string;
  weight: number;
}

const list = (text: string): WeightedName[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => line.split('|'))
    .map((entry) => {
      const [roman = '', devanagari = '', weight = ''] = entry.trim().split(' ');
      return { roman, devanagari, weight: Number(weight) };
    });

export const women: readonly WeightedName[] = list(`
  Sunita सुनीता 30 | Anita अनीता 26 | Geeta गीता 20 | Rekha रेखा 20 | Pooja पूजा 28 | Priya प्रिया 26 | Neha नेहा 24 | Kavita कविता 22
  Asha आशा 16 | Usha उषा 14 | Meena मीना 18 | Seema सीमा 20 | Sangeeta संगीता 16 | Savita सविता 16 | Manju मंजू 14 | Shanti शांति 14
  Kamla कमला 12 | Lata लता 10 | Radha राधा 12 | Suman सुमन 16 | Kiran किरण 14 | Jyoti ज्योति 22 | Rani रानी 16 | Poonam पूनम 18
  Sushila सुशीला 12 | Nirmala निर्मला 12 | Urmila उर्मिला 10 | Pushpa पुष्पा 12 | Mamta ममता 14 | Rajni रजनी 8 | Aarti आरती 16 | Shilpa शिल्पा 12
  Swati स्वाति 14 | Deepa दीपा 10 | Deepika दीपिका 14 | Nisha निशा 16 | Ritu ऋतु 14 | Preeti प्रीति 18 | Shweta श्वेता 12 | Vandana वंदना 10
  Archana अर्चना 12 | Sarita सरिता 14 | Babita बबीता 10 | Laxmi लक्ष्मी 20 | Parvati पार्वती 8 | Saraswati सरस्वती 6 | Ganga गंगा 6 | Sita सीता 10
  Fatima फ़ातिमा 10 | Shabnam शबनम 8 | Rukhsana रुख़साना 6 | Nazia नाज़िया 6 | Zainab ज़ैनब 5 | Simran सिमरन 8 | Harpreet हरप्रीत 6 | Gurpreet गुरप्रीत 6
  Bhavna भावना 8 | Hetal हेतल 5 | Snehal स्नेहल 6 | Vaishali वैशाली 8 | Ashwini अश्विनी 8 | Manisha मनीषा 14 | Varsha वर्षा 10 | Komal कोमल 14
  Sakshi साक्षी 10 | Ananya अनन्या 8 | Aditi अदिति 8 | Diya दीया 8 | Kavya काव्या 8 | Saanvi सानवी 6 | Riya रिया 12 | Tanvi तन्वी 6
`);

export const men: readonly WeightedName[] = list(`
  Rajesh राजेश 26 | Ramesh रमेश 22 | Suresh सुरेश 22 | Mahesh महेश 14 | Dinesh दिनेश 16 | Mukesh मुकेश 18 | Rakesh राकेश 18 | Umesh उमेश 8
  Ram राम 20 | Mohan मोहन 12 | Sohan सोहन 6 | Ashok अशोक 18 | Vinod विनोद 16 | Anil अनिल 18 | Sunil सुनील 20 | Manoj मनोज 20
  Sanjay संजय 22 | Vijay विजय 18 | Ajay अजय 18 | Rahul राहुल 28 | Amit अमित 26 | Rohit रोहित 20 | Sumit सुमित 12 | Ankit अंकित 16
  Vikas विकास 16 | Vikram विक्रम 10 | Deepak दीपक 20 | Sandeep संदीप 18 | Pradeep प्रदीप 14 | Kuldeep कुलदीप 8 | Jagdish जगदीश 8 | Harish हरीश 8
  Satish सतीश 8 | Naresh नरेश 8 | Ganesh गणेश 12 | Prakash प्रकाश 12 | Subhash सुभाष 8 | Santosh संतोष 16 | Gopal गोपाल 8 | Krishna कृष्ण 8
  Shyam श्याम 8 | Hari हरि 6 | Om ओम 8 | Dev देव 6 | Arjun अर्जुन 12 | Karan करण 12 | Nitin नितिन 10 | Sachin सचिन 14
  Abhishek अभिषेक 16 | Gaurav गौरव 12 | Saurabh सौरभ 10 | Aakash आकाश 12 | Mohammed मोहम्मद 18 | Imran इमरान 10 | Salim सलीम 8 | Farhan फ़रहान 6
  Yusuf यूसुफ़ 5 | Abdul अब्दुल 10 | Gurmeet गुरमीत 5 | Jaswinder जसविंदर 5 | Balwant बलवंत 5 | Tushar तुषार 6 | Omkar ओमकार 6 | Yash यश 10
  Aarav आरव 10 | Vihaan विहान 8 | Ishaan ईशान 6 | Kabir कबीर 6 | Reyansh रेयांश 5 | Aryan आर्यन 10 | Shivam शिवम 12 | Kunal कुणाल 8
`);

export const surnames: readonly WeightedName[] = list(`
  Kumar कुमार 70 | Singh सिंह 75 | Devi देवी 40 | Sharma शर्मा 45 | Verma वर्मा 26 | Gupta गुप्ता 30 | Yadav यादव 34 | Mishra मिश्रा 18
  Pandey पांडेय 16 | Tiwari तिवारी 14 | Dubey दुबे 8 | Tripathi त्रिपाठी 8 | Shukla शुक्ला 10 | Srivastava श्रीवास्तव 12 | Chauhan चौहान 16 | Rathore राठौर 8
  Thakur ठाकुर 12 | Jha झा 10 | Sinha सिन्हा 10 | Prasad प्रसाद 14 | Das दास 16 | Roy रॉय 10 | Ghosh घोष 6 | Banerjee बनर्जी 5
  Patel पटेल 30 | Shah शाह 18 | Mehta मेहता 10 | Desai देसाई 6 | Joshi जोशी 14 | Trivedi त्रिवेदी 5 | Parmar परमार 8 | Solanki सोलंकी 8
  Patil पाटिल 24 | Jadhav जाधव 14 | Shinde शिंदे 14 | Pawar पवार 12 | More मोरे 8 | Kulkarni कुलकर्णी 10 | Deshmukh देशमुख 8 | Deshpande देशपांडे 6
  Gaikwad गायकवाड़ 8 | Kamble कांबळे 10 | Chavan चव्हाण 10 | Bhosale भोसले 8 | Kale काळे 5 | Wagh वाघ 5 | Sawant सावंत 6 | Naik नाईक 6
  Khan ख़ान 34 | Ansari अंसारी 12 | Shaikh शेख़ 18 | Siddiqui सिद्दीक़ी 6 | Qureshi क़ुरैशी 6 | Pathan पठान 6 | Begum बेगम 12 | Hussain हुसैन 8
  Kaur कौर 20 | Gill गिल 5 | Sandhu संधू 4 | Malhotra मल्होत्रा 5 | Kapoor कपूर 6 | Khanna खन्ना 4 | Arora अरोड़ा 6 | Bhatia भाटिया 4
  Agarwal अग्रवाल 14 | Jain जैन 14 | Bansal बंसल 6 | Mittal मित्तल 5 | Goyal गोयल 5 | Saxena सक्सेना 8 | Mathur माथुर 4 | Bhatnagar भटनागर 3
  Meena मीणा 10 | Gurjar गुर्जर 6 | Saini सैनी 6 | Choudhary चौधरी 16 | Rajput राजपूत 10 | Shekhawat शेखावत 4 | Bisht बिष्ट 4 | Negi नेगी 4
  Nair नायर 6 | Iyer अय्यर 4 | Rao राव 8 | Reddy रेड्डी 8 | Naidu नायडू 4 | Pillai पिल्लई 4 | Menon मेनन 3 | Fernandes फ़र्नांडिस 4
  DSouza डिसूज़ा 4 | Pinto पिंटो 2 | Rana राणा 6 | Sahu साहू 8 | Soni सोनी 6 | Prajapati प्रजापति 8 | Vishwakarma विश्वकर्मा 6 | Maurya मौर्य 6
`);
