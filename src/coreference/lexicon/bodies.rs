//! What sort of body a name or a noun stands for: "the airline" can be Harbor Airways, not Harbor University.

use rustc_hash::FxHashMap as HashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Sorts of bodies, each with the words that its names are made of, and the nouns that take it up again. A word may be in
/// several: "agency" is in the names of ministries and of news agencies.
const SORTS: &[(&str, &str)] = &[
    // The press.
    (
        "post times journal news magazine herald tribune guardian telegraph gazette chronicle observer mail mirror sun globe \
         daily weekly press reuters bloomberg politico cnn bbc nbc abc cbs fox npr msnbc economist atlantic yorker newsweek \
         examiner inquirer today standard review tv radio television broadcasting monde pais spiegel courier buzzfeed \
         breitbart huffpost vox slate politifact dispatch star bee register sentinel argus wire cnbc univision telemundo",
        "newspaper paper magazine network publication outlet daily tabloid broadcaster channel station website site service \
         broadsheet weekly publisher",
    ),
    // Companies.
    (
        "inc corp co ltd llc plc ag holdings airlines airways air motors motor bank banking group technologies technology systems \
         energy oil gas petroleum pharma pharmaceuticals industries partners capital electric foods stores brands \
         corporation company enterprises solutions insurance financial mutual steel mining railway telecom mobile software \
         labs entertainment studios hotels resorts",
        "company firm business corporation giant retailer carmaker automaker chain manufacturer maker conglomerate startup \
         brand supplier carrier lender insurer developer group drugmaker chipmaker brewer brokerage enterprise subsidiary",
    ),
    // Airlines and banks are companies that a name tells apart.
    ("airlines airways air airline aviation lufthansa egyptair ryanair aeroflot qantas", "airline carrier"),
    ("bank banking bancorp banc banco savings fargo citigroup chase barclays hsbc", "bank lender"),
    // Schools.
    (
        "university college school academy institute polytechnic",
        "university college school academy institution institute",
    ),
    // Courts.
    ("court tribunal", "court tribunal bench"),
    // Offices of state.
    (
        "department ministry agency bureau administration service commission authority office police board fbi cia nsa epa irs \
         dea tsa fda fec sec fcc ftc nasa fema cdc pentagon treasury customs command mi5 mi6",
        "agency department bureau ministry commission office board authority regulator watchdog service administration police",
    ),
    // Assemblies.
    (
        "senate house congress parliament assembly council legislature duma bundestag knesset committee subcommittee",
        "chamber \
      council committee panel body parliament legislature assembly subcommittee",
    ),
    // Parties.
    ("party gop democrats republicans labour tories conservatives front", "party movement"),
    // Societies, and bodies of bodies.
    (
        "association foundation union alliance coalition pac committee network project fund council society center centre \
         institute movement federation league nra aclu naacp opec nato un eu imf who watch international lobby action \
         crossroads club organization organisation initiative trust church brotherhood hamas hezbollah taliban qaeda \
         isis wikileaks",
        "group organization organisation nonprofit charity body alliance bloc coalition association foundation union \
         federation league society fund institute center centre institution movement ngo",
    ),
    // Teams.
    ("fc united city club giants eagles patriots cowboys lakers yankees sox", "team club side franchise squad"),
    // Places of worship, hospitals.
    ("church cathedral mosque temple synagogue diocese", "church congregation mosque temple"),
    ("hospital clinic infirmary medical", "hospital clinic center centre"),
];

/// Bodies known by their letters, each with the noun at the head of its full name.
const LETTERS: &str = "\
fbi:bureau cia:agency nsa:agency epa:agency irs:service dea:administration tsa:administration fda:administration fec:commission \
sec:commission fcc:commission ftc:commission nasa:agency fema:agency nra:association aclu:union naacp:association un:organization \
eu:union imf:fund who:organization ecb:bank nato:alliance opec:cartel bbc:corporation dnc:committee rnc:committee cbo:office \
gop:party doj:department dhs:department hud:department ap:agency afp:agency fifa:federation uefa:federation ioc:committee \
kgb:agency iaea:agency unesco:agency unicef:agency nhs:service pac:committee cdc:centers";

/// The head noun of the full name of a body that is known by these folded letters.
pub fn spelled_out(letters: &str) -> Option<&'static str> {
    static HEADS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    HEADS
        .get_or_init(|| LETTERS.split_whitespace().filter_map(|entry| entry.split_once(':')).collect())
        .get(letters)
        .copied()
}

/// How a noun goes with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// "the airline", Harbor Airways.
    Right,
    /// Nothing in the name tells.
    Open,
    /// "the airline", Harbor University.
    Wrong,
}

/// How the noun goes with the folded words of a body's name.
pub fn body_fits(noun: &str, words: &[Cow<str>]) -> Fit {
    static SORTS_OF: OnceLock<[HashMap<&'static str, usize>; 2]> = OnceLock::new();
    let [clues, nouns] = SORTS_OF.get_or_init(|| {
        let mut maps = [HashMap::default(), HashMap::default()];
        for (i, (clues, nouns)) in SORTS.iter().enumerate() {
            for (map, words) in maps.iter_mut().zip([clues, nouns]) {
                for word in words.split_whitespace() {
                    *map.entry(word).or_default() |= 1 << i;
                }
            }
        }
        maps
    });
    let wanted = nouns.get(noun).copied().unwrap_or(0);
    let told = words.iter().fold(0, |sorts, word| sorts | clues.get(&**word).copied().unwrap_or(0));
    match (wanted, told) {
        (0, _) | (_, 0) => Fit::Open,
        (wanted, told) if wanted & told != 0 => Fit::Right,
        _ => Fit::Wrong,
    }
}
