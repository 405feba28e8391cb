//! Titles, given names and their short forms, countries and their other names.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::borrow::Cow;
use std::sync::OnceLock;

use super::Gender;

/// What a title before a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// "Mrs." is female.
    pub gender: Option<Gender>,
    /// The noun that it abbreviates or is: "Sen." is "senator".
    pub noun: Option<&'static str>,
}

/// The title that a word is, with or without its full stop.
pub fn title(lower: &str) -> Option<Title> {
    use Gender::{Female, Male};
    let (gender, noun) = match lower.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "mister" | "señor" | "monsieur" | "herr" => (Some(Male), None),
        "lady" => (Some(Female), Some("lady")),
        "mrs" | "ms" | "miss" | "dame" | "madam" | "madame" | "mme" | "señora" | "frau" => (Some(Female), None),
        "mx" | "hon" | "messrs" => (None, None),
        "rev" => (None, Some("reverend")),
        "judge" => (None, Some("judge")),
        "justice" => (None, Some("justice")),
        "dr" | "drs" => (None, Some("doctor")),
        "prof" | "profs" => (None, Some("professor")),
        "sen" | "sens" => (None, Some("senator")),
        "rep" | "reps" => (None, Some("representative")),
        "gov" | "govs" => (None, Some("governor")),
        "gen" => (None, Some("general")),
        "lt" => (None, Some("lieutenant")),
        "col" => (None, Some("colonel")),
        "maj" => (None, Some("major")),
        "capt" => (None, Some("captain")),
        "sgt" => (None, Some("sergeant")),
        "adm" => (None, Some("admiral")),
        "supt" => (None, Some("superintendent")),
        "insp" => (None, Some("inspector")),
        "cmdr" => (None, Some("commander")),
        "del" => (None, Some("delegate")),
        "pres" => (None, Some("president")),
        "sec" => (None, Some("secretary")),
        "prince" => (Some(Male), Some("prince")),
        "king" => (Some(Male), Some("king")),
        "pope" => (Some(Male), Some("pope")),
        "ayatollah" | "imam" | "sheikh" | "sultan" | "emir" | "father" | "brother" => (Some(Male), None),
        "princess" => (Some(Female), Some("princess")),
        "queen" => (Some(Female), Some("queen")),
        "sister" | "empress" | "duchess" | "baroness" => (Some(Female), None),
        _ => return None,
    };
    Some(Title { gender, noun })
}

/// Given names that one sex bears nearly always; `data/given-names.txt` says where they are from.
pub fn given_name(lower: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<&'static str, Gender>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::default();
        for line in include_str!("../../data/given-names.txt").lines() {
            let (gender, list) = match line.split_once('\t') {
                Some(("m", list)) => (Gender::Male, list),
                Some(("f", list)) => (Gender::Female, list),
                _ => continue,
            };
            names.extend(list.split(' ').map(|name| (name, gender)));
        }
        names
    });
    // "Bernie" is short for Bernard; Kim is a family name more often than Kimberly.
    let of_long = || {
        let mut genders = long_forms(lower).iter().map(|long| names.get(long).copied());
        let first = genders.next()??;
        genders.all(|g| g == Some(first)).then_some(first)
    };
    names.get(lower).copied().or_else(|| if lower == "kim" { None } else { of_long() })
}

/// Short forms of given names, each with the long ones.
const NICKNAMES: &str = "\
abby abigail,al albert alan alfred alexander,alex alexander alexandra alexis,andy andrew,barb barbara,ben benjamin bernard,\
bernie bernard,bert albert robert,bill william,billy william,bob robert,bobby robert,cathy catherine,charlie charles,chris \
christopher christine christian,chuck charles,cindy cynthia,dan daniel,danny daniel,dave david,debbie deborah,dick richard,\
don donald,doug douglas,ed edward edwin edgar,eddie edward,fred frederick alfred,gabe gabriel,gene eugene,greg gregory,hank \
henry,harry harold henry,jack john,jake jacob,jamie james,jeff jeffrey jeffery geoffrey,jen jennifer,jenny jennifer,jerry \
gerald jerome,jim james,jimmy james,joe joseph,joey joseph,johnny john,jon jonathan,josh joshua,kate katherine kathleen,\
kathy katherine kathleen,katie katherine kathleen,ken kenneth,kim kimberly,larry lawrence,liz elizabeth,maggie margaret,\
marty martin,matt matthew,max maxwell maximilian,meg margaret megan,mel melvin,mike michael,mick michael,mitch mitchell,nate \
nathan nathaniel,ned edward,nick nicholas,pam pamela,pat patrick patricia,patty patricia,peggy margaret,pete peter,phil \
philip phillip,randy randall,ray raymond,rich richard,rick richard eric,rob robert,ron ronald,russ russell,sam samuel \
samantha,sandy sandra,stan stanley,steve steven stephen,sue susan suzanne,susie susan,ted edward theodore,terry terrence \
theresa,theo theodore,tim timothy,tom thomas,tommy thomas,tony anthony,trish patricia,vicky victoria,vince vincent,walt \
walter,wes wesley,will william,zach zachary,vlad vladimir,alec alexander,drew andrew,gus augustus,jess jessica,lou louis louise,\
nancy ann,rudy rudolph,sally sarah,teddy edward theodore,woody woodrow";

/// The given names that `short` is short for.
fn long_forms(short: &str) -> &'static [&'static str] {
    static PAIRS: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        NICKNAMES
            .split(',')
            .filter_map(|entry| {
                let mut words = entry.split_whitespace();
                Some((words.next()?, words.collect()))
            })
            .collect()
    });
    pairs.get(short).map_or(&[], Vec::as_slice)
}

/// Whether one given name is short for the other.
pub fn same_given_name(a: &str, b: &str) -> bool {
    a == b || long_forms(a).contains(&b) || long_forms(b).contains(&a)
}

/// Countries (and the United Nations) with their other names, the commonest first; in lower case,
/// without "the" and full stops.
const COUNTRIES: &str = "\
united states|us|usa|united states of america|america
united kingdom|uk|britain|great britain|united kingdom of great britain and northern ireland
united arab emirates|uae|emirates
united nations|un
european union|eu
north korea|n korea|dprk|democratic people's republic of korea|democratic peoples republic of korea
south korea|s korea|rok|republic of korea
china|prc|people's republic of china|peoples republic of china|mainland china
taiwan|republic of china
russia|russian federation
soviet union|ussr|union of soviet socialist republics
germany|federal republic of germany
france|french republic
ireland|republic of ireland
iran|islamic republic of iran
iraq|republic of iraq
syria|syrian arab republic
turkey|türkiye|turkiye|republic of türkiye
egypt|arab republic of egypt
saudi arabia|ksa|kingdom of saudi arabia
myanmar|burma|republic of the union of myanmar
czech republic|czechia
ivory coast|cote d'ivoire|côte d'ivoire
dr congo|drc|drcongo|democratic republic of the congo|democratic republic of congo|congo-kinshasa
republic of the congo|congo-brazzaville|republic of congo
eswatini|swaziland
cape verde|cabo verde
north macedonia|macedonia|republic of north macedonia
sri lanka|ceylon|democratic socialist republic of sri lanka
east timor|timor-leste
vatican|holy see|vatican city
netherlands|holland
new zealand|nz|aotearoa
south africa|rsa|republic of south africa
venezuela|bolivarian republic of venezuela
bolivia|plurinational state of bolivia
vietnam|viet nam|socialist republic of vietnam
laos|lao pdr
philippines|republic of the philippines
pakistan|islamic republic of pakistan
afghanistan|islamic republic of afghanistan|islamic emirate of afghanistan
india|republic of india
papua new guinea|png
bosnia|bosnia and herzegovina|bosnia-herzegovina
central african republic|car
gop|republican party";

/// Capitals that stand for their governments in the news, each with the country, by its commonest name.
const CAPITALS: &str = "\
pyongyang:north korea|seoul:south korea|washington:united states|london:united \
kingdom|beijing:china|moscow:russia|tokyo:japan|paris:france|berlin:germany|rome:italy|madrid:spain|lisbon:portugal|warsaw:poland|kyiv:ukraine|kiev:ukraine|minsk:belarus|ankara:turkey|athens:greece|budapest:hungary|prague:czech \
republic|vienna:austria|bern:switzerland|oslo:norway|stockholm:sweden|copenhagen:denmark|helsinki:finland|dublin:ireland|belgrade:serbia|bucharest:romania|sofia:bulgaria|zagreb:croatia|tehran:iran|baghdad:iraq|damascus:syria|beirut:lebanon|riyadh:saudi \
arabia|doha:qatar|abu dhabi:united arab \
emirates|cairo:egypt|tripoli:libya|tunis:tunisia|algiers:algeria|rabat:morocco|khartoum:sudan|juba:south \
sudan|addis \
ababa:ethiopia|asmara:eritrea|mogadishu:somalia|nairobi:kenya|kampala:uganda|kigali:rwanda|kinshasa:dr \
congo|abuja:nigeria|accra:ghana|dakar:senegal|pretoria:south \
africa|harare:zimbabwe|lusaka:zambia|luanda:angola|maputo:mozambique|kabul:afghanistan|islamabad:pakistan|new \
delhi:india|delhi:india|dhaka:bangladesh|kathmandu:nepal|colombo:sri \
lanka|naypyidaw:myanmar|bangkok:thailand|hanoi:vietnam|vientiane:laos|phnom penh:cambodia|kuala \
lumpur:malaysia|jakarta:indonesia|manila:philippines|taipei:taiwan|canberra:australia|wellington:new \
zealand|ottawa:canada|havana:cuba|caracas:venezuela|bogota:colombia|quito:ecuador|lima:peru|la \
paz:bolivia|santiago:chile|buenos \
aires:argentina|brasilia:brazil|asuncion:paraguay|montevideo:uruguay|managua:nicaragua|tbilisi:georgia|yerevan:armenia|baku:azerbaijan|astana:kazakhstan|tashkent:uzbekistan";

/// The country whose government a capital's folded name stands for when it speaks.
pub fn governed_from(capital: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    BY_NAME
        .get_or_init(|| CAPITALS.split('|').filter_map(|entry| entry.split_once(':')).collect())
        .get(capital)
        .copied()
}

/// Whether a folded name is a country's.
pub fn is_country(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    country(name).is_some()
        || NAMES
            .get_or_init(|| {
                let governed = CAPITALS.split('|').filter_map(|entry| Some(entry.split_once(':')?.1));
                governed.chain(WITHOUT_CAPITAL.split('|')).collect()
            })
            .contains(name)
}

/// Countries that no capital of the list stands for.
const WITHOUT_CAPITAL: &str = "mexico|israel|jordan|kuwait|oman|bahrain|yemen|albania|belgium|bosnia|cyprus|estonia|iceland|kosovo|\
latvia|lithuania|luxembourg|malta|moldova|montenegro|slovakia|slovenia|mongolia|singapore|brunei|tajikistan|turkmenistan|\
kyrgyzstan|bhutan|maldives|benin|botswana|burkina faso|burundi|cameroon|chad|gabon|gambia|guinea|liberia|madagascar|malawi|\
mali|mauritania|mauritius|namibia|niger|sierra leone|somaliland|tanzania|togo|costa rica|dominican republic|el salvador|\
guatemala|haiti|honduras|jamaica|panama|trinidad|guyana|suriname|bahamas|barbados|fiji|tonga|samoa";

/// Adjectives that no ending makes of their countries' names.
const NATIONALITIES: &str = "american:united states|british:united kingdom|french:france|dutch:netherlands|swiss:switzerland|\
spanish:spain|polish:poland|danish:denmark|finnish:finland|irish:ireland|norwegian:norway|thai:thailand|portuguese:portugal|\
icelandic:iceland|cypriot:cyprus|peruvian:peru|mozambican:mozambique|argentine:argentina|burmese:myanmar|lao:laos|\
emirati:united arab emirates|filipino:philippines|congolese:dr congo|togolese:togo|salvadoran:el salvador|\
montenegrin:montenegro";

/// How many letters an adjective, folded, shares with the name of the country that it is made of; none where it is of
/// another: "Mexican" is of Mexico.
pub fn nationality(adjective: &str, name: &str) -> Option<usize> {
    let common = country(name).unwrap_or(name);
    if NATIONALITIES.split('|').filter_map(|entry| entry.split_once(':')).any(|(a, c)| a == adjective && c == common) {
        return Some(name.len());
    }
    let shared = adjective.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    let ending = adjective.get(shared..)?;
    // "Saudi", "Afghan" are the name's beginning.
    let begins = ending.is_empty() && (name.as_bytes().get(shared) == Some(&b' ') || name[shared..] == *"istan");
    let made = name.len() - shared <= 3
        && matches!(ending, "n" | "an" | "ian" | "nian" | "ean" | "ese" | "i" | "ish" | "k" | "");
    (shared >= 4 && (begins || made)).then_some(shared)
}

/// The commonest name of the country that `key` names.
pub fn country(key: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let mut by_name = HashMap::default();
        for line in COUNTRIES.lines() {
            let first = line.split('|').next().unwrap_or(line);
            by_name.extend(line.split('|').map(|name| (name, first)));
        }
        by_name
    });
    by_name.get(key).copied()
}

/// The states of the United States as a lawmaker's brackets shorten them: "(R-Fla.)", "D-Calif.".
const STATES: &str = "\
ala:alabama ariz:arizona ark:arkansas calif:california colo:colorado conn:connecticut del:delaware fla:florida ga:georgia \
ill:illinois ind:indiana kan:kansas ky:kentucky la:louisiana md:maryland mass:massachusetts mich:michigan minn:minnesota \
miss:mississippi mo:missouri mont:montana neb:nebraska nev:nevada okla:oklahoma ore:oregon pa:pennsylvania tenn:tennessee \
tex:texas vt:vermont va:virginia wash:washington wis:wisconsin wyo:wyoming nh:new_hampshire nj:new_jersey nm:new_mexico \
ny:new_york nc:north_carolina nd:north_dakota ri:rhode_island sc:south_carolina sd:south_dakota wva:west_virginia";

/// Whether the folded words are the name of a state of the United States.
pub fn is_state(words: &[Cow<str>]) -> bool {
    const UNSHORTENED: [&str; 8] = ["alaska", "hawaii", "idaho", "iowa", "maine", "ohio", "texas", "utah"];
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let shortened = STATES.split_whitespace().filter_map(|entry| Some(entry.split_once(':')?.1));
        shortened.chain(UNSHORTENED).collect()
    });
    names.contains(words.join("_").as_str())
}

/// The state that a folded abbreviation stands for: "fla" is Florida.
pub fn state(abbreviation: &str) -> Option<&'static str> {
    static BY_ABBREVIATION: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    BY_ABBREVIATION
        .get_or_init(|| STATES.split_whitespace().filter_map(|entry| entry.split_once(':')).collect())
        .get(abbreviation)
        .copied()
}
