//! The words that the grammar knows, and the class of each.
//!
//! A line of [`LEXICON`] is a class, a value (`-`: none), and the words that have both. Words are written
//! as they are in running text; a capitalised or all-capital form of a lower-case entry is found too, so that
//! headlines need no entries of their own. A word has one class: where two readings compete
//! ("pounds", "May"), the class stands for the doubt and the grammar settles it.
//!
//! | dates | | sums | |
//! |---|---|---|---|
//! | `W` `w` `x` | Monday, Mondays, Mon. | `$` `U` | $, and the US of US$ |
//! | `M` `A` `H` | January; Jan.; May and March, which are words too | `C` `B` | USD, Rs; codes that stand for other things too |
//! | `S` `L` | summer, last | `q` `b` `p` `R` | dollar; won, only after a number; pound; sterling |
//! | `E` `j` `D` | Christmas; Eve; nineties | `Z` `a` | pence; the Hong and Kong of Hong Kong dollars |
//! | `V` `f` `T` `~` | day, of, the, mid | `%` `r` `e` `P` `O` | percent; per, cent; percentage, points |
//! | `z` `G` `K` `h` | p.m., GMT, o'clock, noon | `Q` `u` `F` `J` | square, km, Celsius, hour |
//!
//! | numbers | | joints | |
//! |---|---|---|---|
//! | `d` `2` `3` `Y` `N` `n` | digits, see `pieces` | `c` `t` | and, or; to, until |
//! | `v` `k` `m` | seven; million, crore; the m of 5m | `-` `/` `:` `,` `.` `'` | themselves |
//! | `g` `*` | millions, tens; multi, several | `<` | between |
//! | `i` `l` | a, half; plus | `o` `s` | the nd of 22nd, the s of 1990s (`pieces`) |

use std::sync::LazyLock;

/// See the module's head.
const LEXICON: &str = "\
W mon Monday
W tue Tuesday
W wed Wednesday
W thu Thursday
W fri Friday
W sat Saturday
W sun Sunday
w - Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays
x mon Mon Mon.
x tue Tue Tue. Tues Tues.
x wed Wed Wed.
x thu Thu Thu. Thur Thur. Thurs Thurs.
x fri Fri Fri.
x sat Sat Sat.
x sun Sun Sun.
M 01 January
M 02 February
H 03 March
M 04 April
H 05 May
M 06 June
M 07 July
M 08 August
M 09 September
M 10 October
M 11 November
M 12 December
A 01 Jan Jan.
A 02 Feb Feb.
A 03 Mar Mar.
A 04 Apr Apr.
A 06 Jun Jun.
A 07 Jul Jul.
A 08 Aug Aug.
A 09 Sep Sep. Sept Sept.
A 10 Oct Oct.
A 11 Nov Nov.
A 12 Dec Dec.
S - spring summer autumn fall winter
L - last this next past
T - the
f - of
c - and or &
t - to until till through
- - - – — ‐ ‑ −
/ - /
, - ,
. - .
: - :
j - Eve Day Adha Fitr al ul el Al Ul El
E - Christmas Xmas Easter Eid Ramadan Thanksgiving Halloween Diwali Hanukkah Passover
h T12:00 noon midday
h T00:00 midnight
z am am a.m. a.m AM A.M.
z pm pm p.m. p.m PM P.M.
G Z GMT UTC
G - BST CET CEST EST EDT ET CT CST CDT MT MST MDT PT PST PDT IST JST HKT SGT EAT WAT CAT SAST AEST AEDT
K - o'clock o’clock
D - eighties nineties seventies sixties fifties forties thirties twenties
v 1 one
v 2 two
v 3 three
v 4 four
v 5 five
v 6 six
v 7 seven
v 8 eight
v 9 nine
v 10 ten
v 11 eleven
v 12 twelve
v 13 thirteen
v 14 fourteen
v 15 fifteen
v 16 sixteen
v 17 seventeen
v 18 eighteen
v 19 nineteen
v 20 twenty
v 30 thirty
v 40 forty
v 50 fifty
v 60 sixty
v 70 seventy
v 80 eighty
v 90 ninety
i - a an half
' - ' ’ ‘
k 2 hundred
k 3 thousand
k 5 lakh lakhs
k 6 million mn mil mln mio
k 7 crore crores
k 9 billion bn bln bil
k 12 trillion trn tn
m 3 k K
m 6 m M
m 9 b B
g - hundreds thousands millions billions trillions tens dozens multimillion multibillion
% - % percent pct
r - per
e - cent
P - percentage
l - plus odd
V - day
* - multi several
~ - mid
< - between
O - point points
$ USD $ ＄
$ EUR €
$ GBP £ ￡
$ INR ₹
$ CRC ₡
$ RUB ₽
$ KRW ₩
$ NGN ₦
$ PHP ₱
$ VND ₫
$ TRY ₺
$ UAH ₴
$ ILS ₪
$ GHS ₵
$ THB ฿
$ KZT ₸
$ PYG ₲
$ LAK ₭
$ MNT ₮
$ BDT ৳
$ GEL ₾
$ AZN ₼
$ - ¥ ￥ ¢
U USD US U.S. U.S
C USD USD
C ARS ARS
C BHD BHD
B BHD BD
C BOB BOB Bs Bs.
C BWP BWP
C CDF CDF
C CLP CLP
B COP COP
C CRC CRC
C CZK CZK
C DKK DKK
C DOP DOP
C FJD FJD
C GMD GMD
C GNF GNF
C GTQ GTQ
C HNL HNL
C HUF HUF
C ISK ISK
C JMD JMD
C JOD JOD JDs
B JOD JD
C LBP LBP
B LBP LL
B LRD LRD
B MAD MAD
C MUR MUR
C MVR MVR
C MWK MWK
B MWK MK
C MZN MZN
C NOK NOK
B PEN PEN
C PGK PGK
C PLN PLN
C PYG PYG
C RON RON
B SDG SDG
C SEK SEK
C SLL SLL
B SSP SSP
C TTD TTD
C UYU UYU
C VND VND
C XCD XCD
C EUR EUR
C GBP GBP
C AED AED Dh Dhs Dh. Dhs.
C AUD AUD
C BDT Tk Tk. BDT
C BND BND
C BRL BRL
C CAD CAD
C CHF CHF
C CNY CNY RMB
B CUP CUP
C EGP EGP LE
C ETB ETB
C GHS GHS
C HKD HKD
C IDR IDR Rp
C INR INR
C JPY JPY
C KES KES KSh Ksh KShs Kshs KSh. Ksh.
C KRW KRW
C KWD KWD KD
C LKR LKR
C MNT MNT
C MXN MXN
C MYR MYR RM
C NAD NAD
C NGN NGN
C NPR NPR
C NZD NZD
C OMR OMR
B OMR RO
C PHP PHP Php PhP
C PKR PKR
C QAR QAR QR
C RUB RUB
C RWF RWF Rwf
B SAR SAR SR
C SGD SGD
C THB THB
C TRY TRY TL
C TWD TWD
C TZS TZS TSh Tsh
C UAH UAH
C UGX UGX USh Ush
C XAF XAF FCFA
C XOF XOF
C ZAR ZAR
C ZMW ZMW
C ZWL ZWL
C - Rs Rs. Re Sh Shs Frw SHS CFA
q USD dollar dollars greenback
q EUR euro euros
q JPY yen
q CNY yuan renminbi
q THB baht bahts
q MYR ringgit
q IDR rupiah rupiahs
q INR paise
q ILS shekel shekels
q NGN naira
q RUB rouble roubles ruble rubles
b BDT taka
b VND dong
q PLN zloty zlotys
q HUF forint forints
q UAH hryvnia hryvnias
q MMK kyat kyats
q GHS cedi cedis
q ETB birr
q MNT tugrik tugriks
q HNL lempira lempiras
q GTQ quetzal quetzals
q KZT tenge
q KHR riel riels
b AZN manat
b GBP quid
R - sterling
q - rupee rupees peso pesos shilling shillings dirham dirhams riyal riyals rial rials dinar dinars franc francs krona kronor krone kroner kwacha
b BRL real reais
b AFN afghani afghanis
b ALL lek
b AMD dram drams
b BAM marka
b BGN lev leva
b BOB boliviano bolivianos
b CZK koruna korunas
b HTG gourde gourdes
b ISK króna
b KGS som
b LAK kip
b MKD denar denars
b MOP pataca patacas
b MVR rufiyaa
b NIO cordoba cordobas córdoba córdobas
b PAB balboa balboas
b PGK kina
b PYG guarani guaranis guaraní guaraníes
b RON leu lei
b TJS somoni
b TOP paanga
b UZS soum soums
b VUV vatu
b WST tala
b AOA kwanza kwanzas
b BWP pula
b MGA ariary
b MRU ouguiya
b MZN metical meticals meticais
b SLE leone leones
b GMD dalasi dalasis
b BTN ngultrum
b ERN nakfa
b SZL lilangeni emalangeni
b LSL loti maloti
b KRW won
b ZAR rand rands
b GEL lari
b TRY lira liras
b CRC colones
b VES bolivars bolívares
b PEN soles
Z - cents
Z GBP pence
p GBP pound pounds
a - HK Hong Kong New Zealand South African Australian Canadian American Singapore Singaporean Taiwan Taiwanese Zimbabwean Namibian Jamaican Fijian Bruneian Liberian Egyptian British Sudanese Syrian Lebanese Cypriot Irish Indian Pakistani Nepalese Nepali Lankan Sri Mauritian Mexican Argentine Argentinian Chilean Colombian Philippine Cuban Uruguayan Dominican Kenyan Ugandan Tanzanian Somali UAE Emirati Moroccan Saudi Qatari Omani Yemeni Iranian Kuwaiti Iraqi Jordanian Libyan Tunisian Algerian Bahraini Serbian Swiss Rwandan Congolese Swedish Norwegian Danish Icelandic Czech Zambian Malawian Japanese Chinese Thai Korean Malaysian Indonesian Israeli Nigerian Russian Turkish Ukrainian Ghanaian Ethiopian Brazilian Vietnamese Polish Hungarian
Q square square sq sq.
Q cubic cubic cu cu.
u km km kms kilometre kilometres kilometer kilometers
u m metre metres meter meters
u cm cm centimetre centimetres centimeter centimeters
u mm mm millimetre millimetres millimeter millimeters
u nm nanometre nanometres nanometer nanometers
u mi mile miles
u yd yard yards yd yds
u ft foot feet ft ft.
u in inch inches
u nmi nautical
u kg kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos
u g gram grams gramme grammes
u mg mg milligram milligrams
u t ton tons tonne tonnes
u lb lb lbs
u oz ounce ounces oz
u ha hectare hectares ha
u acre acre acres
u l litre litres liter liters
u ml ml millilitre millilitres milliliter milliliters
u gal gallon gallons
u bbl barrel barrels
u W watt watts
u kW kW kilowatt kilowatts
u MW MW megawatt megawatts
u GW GW gigawatt gigawatts
u kWh kWh
u MWh MWh
u GWh GWh
u V volt volts
u Hz hertz Hz
u GHz GHz gigahertz
u MHz MHz megahertz
u kB KB kilobyte kilobytes
u MB MB megabyte megabytes
u GB GB gigabyte gigabytes
u TB terabyte terabytes
u ° ° degree degrees
u °C ℃
u °F ℉
u mph mph
u km/h kph kmh
u kn knot knots
J - hour hours h second
F °C Celsius centigrade C
F °F Fahrenheit F
";

/// A word's class and value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// A letter of the grammar's alphabet.
    pub class: u8,
    /// A month's number, a currency's code, a power of ten, … ("" where there is none).
    pub value: &'static str,
}

/// The lexicon as a hash table with open addressing: a text has as many look-ups as words.
struct Table {
    entries: Vec<(&'static str, Entry)>,
    /// Indices into `entries`, plus one; 0 is free.
    slots: [u16; SLOTS],
}

/// A power of two, more than twice the number of entries (a test counts them).
const SLOTS: usize = 2048;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { entries: Vec::with_capacity(SLOTS / 2), slots: [0; SLOTS] };
    for (word, entry) in LEXICON.lines().flat_map(entries_of) {
        let slot = table.slot(word);
        table.entries.push((word, entry));
        table.slots[slot] = table.entries.len() as u16;
    }
    table
});

impl Table {
    /// Where `word` stands, or else the free slot where it would.
    fn slot(&self, word: &str) -> usize {
        // FNV-1a
        let hash = word.bytes().fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize % SLOTS;
        while self.slots[slot] != 0 && self.entries[usize::from(self.slots[slot]) - 1].0 != word {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }

    fn get(&self, word: &str) -> Option<Entry> {
        let index = self.slots[self.slot(word)];
        (index > 0).then(|| self.entries[usize::from(index) - 1].1)
    }
}

fn entries_of(line: &'static str) -> impl Iterator<Item = (&'static str, Entry)> {
    let mut fields = line.split(' ');
    let class = fields.next().and_then(|c| c.bytes().next()).unwrap_or(b'_');
    let value = fields.next().filter(|&v| v != "-").unwrap_or("");
    fields.map(move |word| (word, Entry { class, value }))
}

/// Longest word of the lexicon, in bytes.
const LONGEST: usize = 16;

/// What the lexicon says about a word: as written, or else in lower case, or else ("MONDAY") capitalised.
pub fn look_up(word: &str) -> Option<Entry> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let table = &*TABLE;
    let exact = |word: &str| table.get(word);
    if let Some(entry) = exact(word) {
        return Some(entry);
    }
    if !word.is_ascii() || !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let bytes = &mut buffer[..word.len()];
    bytes.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    let lower = std::str::from_utf8(bytes).ok().and_then(exact);
    // "MONDAY", but no "MAR" or "SAT": capitals of three letters are acronyms and plain words.
    if lower.is_some() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_lowercase()) {
        return lower;
    }
    bytes[0] = bytes[0].to_ascii_uppercase();
    std::str::from_utf8(bytes).ok().and_then(exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_in_any_case_that_text_has() {
        let class = |word| look_up(word).map(|e| char::from(e.class));
        assert_eq!(class("million"), Some('k'));
        assert_eq!(class("Million"), Some('k'));
        assert_eq!(class("MILLION"), Some('k'));
        assert_eq!(class("MONDAY"), Some('W'));
        assert_eq!(class("monday"), None);
        assert_eq!(class("MAR"), None);
        assert_eq!(class("US"), Some('U'));
        assert_eq!(class("us"), None);
        assert_eq!(class(""), None);
        assert_eq!(class("whatsoeverwhatsoever"), None);
    }

    #[test]
    fn has_room_and_no_word_twice() {
        let mut words: Vec<_> = LEXICON.lines().flat_map(entries_of).map(|e| e.0).collect();
        assert!(words.len() * 2 < SLOTS, "{} words", words.len());
        assert!(words.iter().all(|w| w.len() <= LONGEST));
        words.sort_unstable();
        assert_eq!(words.windows(2).find(|w| w[0] == w[1]), None);
    }
}
