import { fold } from './fold.ts';

/** Hindi 0–100 is irregular throughout. Each line: the value, the Devanagari form that is spoken, then other spellings of both scripts. */
const table = `
0 शून्य shunya sunya shoonya sifar sifr
1 एक ek aik
2 दो do
3 तीन teen tin
4 चार chaar char chaar
5 पाँच पांच पाच paanch panch paanc pach paach
6 छह छः छे छै छ chhah cheh che chhe chah chhai chhay chey chhey
7 सात saat sat
8 आठ aath ath aatth
9 नौ nau naw nao
10 दस das dus
11 ग्यारह gyarah gyara gyaarah gyaara giyarah gyarha ग्यारा
12 बारह baarah barah bara baara baarha बारा
13 तेरह terah terha
14 चौदह chaudah chauda choudah chowdah chodah
15 पंद्रह पन्द्रह pandrah pandra pandhra pandarah pandreh pandhrah pundrah पंद्रा
16 सोलह solah sola soleh
17 सत्रह satrah satra satarah sattarah satrha
18 अठारह athaarah atharah athara atthara attharah अट्ठारह
19 उन्नीस unnis unnees unees
20 बीस bees bis
21 इक्कीस ikkis ikkees ekkis ikis
22 बाईस बाइस baais bais baees bayis
23 तेईस तेइस teis teyis tehis teiis
24 चौबीस chaubis chaubees chobis choubees chobees
25 पच्चीस pachchis pachis pachees pacchees pachchees pachhees
26 छब्बीस chhabbis chabbis chhabees chabbees
27 सत्ताईस सत्ताइस sattais sattaees satais sattayis
28 अट्ठाईस अठाईस अट्ठाइस अठाइस atthais athais athaees atthaees athayis
29 उनतीस उन्तीस उनत्तीस untees untis unattis unteees
30 तीस tees tis
31 इकतीस इकत्तीस इक्तीस ikattis iktees ikatees iktis ektis ikattees ekattis
32 बत्तीस battis battees
33 तैंतीस तेंतीस तैतीस taintis tentis taitis taintees tetees
34 चौंतीस चौतीस chauntis chautis chauntees chontis
35 पैंतीस पैतीस paintis paintees paitis pentis paitees
36 छत्तीस chhattis chattis chhattees
37 सैंतीस सैतीस saintis saintees saitis sentis
38 अड़तीस adtis artis adtees artees arhtis adhtis
39 उनतालीस उन्तालीस उनचालीस untalis unchalis untaalees unchaalees untalees
40 चालीस chalis chaalees chalees chaalis
41 इकतालीस इक्तालीस iktalis iktaalees ektalis iktalees
42 बयालीस ब्यालीस bayalis biyalis byalis bayaalees bayalees
43 तैंतालीस तेंतालीस तैतालीस taintalis tetalis taintaalees taitalis tentalis taintalees
44 चौवालीस चवालीस चौंवालीस chauvalis chavalis chauwalis chawalis chauvaalees chauntalis
45 पैंतालीस पैतालीस paintalis paintaalees paitalis pentalis paintalees
46 छियालीस छयालीस chhiyalis chiyalis chhiyaalees chhialis chayalis chiyalees
47 सैंतालीस सैतालीस saintalis saintaalees saitalis sentalis saintalees
48 अड़तालीस adtalis artalis adtaalees artaalees arhtalis adtalees
49 उनचास उन्चास उनंचास unchas unanchas unchaas
50 पचास pachas pachaas
51 इक्यावन इक्कावन ikyavan ikyaavan ekyavan ikkavan ikyawan ikyaawan
52 बावन bavan baavan bawan baawan
53 तिरपन तिरेपन tirpan tirepan tripan
54 चौवन चव्वन चौअन chauvan chavvan chauwan chawan
55 पचपन पच्पन pachpan
56 छप्पन chhappan chappan
57 सत्तावन sattavan sattawan satavan satawan
58 अट्ठावन अठावन atthavan athavan athawan atthawan
59 उनसठ उन्सठ unsath unsathh unasath
60 साठ saath sathh saatth
61 इकसठ इक्सठ iksath eksath iksathh
62 बासठ basath baasath basathh
63 तिरसठ तिरेसठ tirsath tiresath tirsathh
64 चौंसठ चौसठ chaunsath chausath chausathh
65 पैंसठ पैसठ painsath paisath painsathh pensath
66 छियासठ छयासठ chhiyasath chiyasath chhiasath chiyasathh
67 सड़सठ सरसठ sadsath sarsath sadsathh
68 अड़सठ अरसठ adsath arsath adsathh
69 उनहत्तर उनत्तर unhattar unahattar unhatar
70 सत्तर sattar satar
71 इकहत्तर इकत्तर ikhattar ikahattar ekhattar ikhatar
72 बहत्तर bahattar bahatar bahttar
73 तिहत्तर tihattar tihatar tehattar
74 चौहत्तर chauhattar chohattar chauhatar
75 पचहत्तर पिचहत्तर पचत्तर pachhattar pachahattar pichhattar pachhatar pachattar
76 छिहत्तर छियत्तर chhihattar chihattar chhihatar chhiyattar
77 सतहत्तर सतत्तर sathattar satahattar satattar satatar sathatar
78 अठहत्तर अठत्तर athhattar athahattar athattar athatar athhatar
79 उन्यासी उनासी उन्नासी unyasi unasi unnasi unyaasi
80 अस्सी assi asi
81 इक्यासी ikyasi ikyaasi ekyasi ikkasi
82 बयासी ब्यासी bayasi byasi bayaasi
83 तिरासी तेरासी tirasi tiraasi terasi
84 चौरासी chaurasi chauraasi chorasi
85 पचासी पिचासी pachasi pachaasi pichasi
86 छियासी छयासी chhiyasi chiyasi chhiyaasi chhiasi
87 सतासी सत्तासी satasi sattasi sataasi sattaasi
88 अठासी अट्ठासी athasi atthasi athaasi atthaasi
89 नवासी navasi nawasi navaasi nauasi
90 नब्बे नब्बै nabbe nabe nabbey
91 इक्यानवे इक्यानबे इकानवे ikyanave ikyanbe ikyaanve ikyanve ikanve ikyaanbe
92 बानवे बानबे banave banve baanve baanbe banbe
93 तिरानवे तिरानबे tiranave tiranve tiraanve tiranbe tiraanbe
94 चौरानवे चौरानबे chauranave chauranve chauraanve chauranbe chauraanbe
95 पचानवे पंचानवे पचानबे पंचानबे पिचानवे pachanave pachanve panchanve pachaanve panchanave pichanve pachanbe panchaanve
96 छियानवे छियानबे chhiyanave chhiyanve chiyanve chhiyaanve chhiyanbe chiyanbe
97 सत्तानवे सत्तानबे सतानवे sattanave sattanve satanve sattaanve sattanbe
98 अट्ठानवे अठानवे अट्ठानबे अठानबे atthanave atthanve athanve athaanve atthanbe atthaanve athanbe
99 निन्यानवे निन्यानबे ninyanave ninyanve ninyaanve ninyanbe ninanve ninyaanbe
100 सौ sau sow
`;

const entries = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' ').slice(1));

/** Devanagari words of 0–100, for speaking. */
export const hindiWords: readonly string[] = entries.map(([spoken = '']) => spoken);

/** Roman spellings of 0–100 as they stand in a transcript: "saadhe" style long vowels, one for each. */
export const romanHindiWords: readonly string[] = entries.map(
  (spellings) => spellings.find((spelling) => /^[a-z]/.test(spelling)) ?? '',
);

/** Value by folded key; the first line that claims a key has it. */
export const hindiValues: ReadonlyMap<string, number> = (() => {
  const values = new Map<string, number>();
  for (const [value, spellings] of entries.entries()) {
    for (const spelling of spellings) {
      const key = fold(spelling);
      if (!values.has(key)) values.set(key, value);
    }
  }
  return values;
})();
