//! Nouns that can head a description, and which of them mean nearly the same.

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

use super::Gender;

/// What a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NounClass {
    /// "the senator".
    Person,
    /// "the ministry".
    Body,
    /// "the country".
    Place,
    /// "the report".
    Document,
}

/// A noun that can head a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// What it stands for.
    pub class: NounClass,
    /// "spokeswoman" is female.
    pub gender: Option<Gender>,
    /// "senators".
    pub plural: bool,
    /// The singular, in lower case.
    pub singular: &'static str,
}

const PERSONS: &str = "\
abbot academic accountant accuser activist acquaintance adjutant administrator admiral adviser advisor advocate agent aide \
ally ambassador analyst anchor anchorman:m anchorwoman:f announcer applicant archaeologist archbishop architect artist \
assemblyman:m assemblywoman:f assistant astronaut astronomer athlete attendee attorney aunt:f author backer baker banker \
barrister bassist batsman:m billionaire biographer biologist bishop blogger boss boxer boy:m boyfriend:m bride:f brother:m \
buddy builder businessman:m businesswoman:f businessperson buyer campaigner candidate captain cardinal:m caretaker \
carpenter celebrity ceo chair chairman:m chairperson chairwoman:f challenger chancellor chaplain chef chemist chief child \
citizen clergyman:m cleric clerk climatologist coach co-author co-chair co-chairman:m co-director co-founder co-host \
coroner colleague collector colonel columnist comedian comedienne:f commander commentator commissioner composer \
comptroller congressman:m congresswoman:f congressperson conservative constable consultant contender contestant \
contractor controller cook cop correspondent council_member councillor councilman:m councilwoman:f councilmember \
counselor counsel counterpart cousin creator cricketer critic curator customer dad:m dancer daughter:f dean debater \
defendant defender delegate democrat demonstrator dentist deputy designer detective developer diplomat director \
dissident doctor donor driver duchess:f duke:m economist editor educator elder electrician emperor:m employee employer \
engineer entertainer entrepreneur envoy epidemiologist escort evangelist executive expert explorer ex-boyfriend:m \
ex-girlfriend:f ex-husband:m ex-president ex-wife:f eyewitness farmer father:m father-in-law:m favorite favourite fiance:m \
fiancee:f filmmaker financier firebrand firefighter fisherman:m forecaster foreman:m forward founder fan friend frontman:m \
frontrunner front-runner fugitive gambler gardener general geographer geologist girl:f girlfriend:f goalkeeper \
golfer governor governor-general graduate granddaughter:f grandfather:m grandmother:f grandson:m guard guest guitarist \
gunman:m guru guy:m handler heir heiress:f hero heroine:f historian holder homeowner hospitalist host hostess:f hunter \
husband:m illustrator immigrant inmate incumbent independent individual industrialist insider inspector instructor \
insurgent intellectual intern interviewer inventor investigator investor jeweler jockey journalist judge juror justice \
kid king:m lad:m lady:f landlord laureate lawmaker lawyer leader leadership lecturer legend legislator librarian magnate \
lieutenant lineman:m lobbyist major manager man:m marine mariner mathematician matriarch:f mayor mayor-elect mechanic \
medic mentor merchant meteorologist midfielder midwife migrant miller millionaire miner minister model moderator mogul \
monarch monk:m mother:f mother-in-law:f mom:f mum:f mp musician nanny narrator native negotiator neighbor neighbour \
nephew:m neurologist neurosurgeon newscaster newsman:m nominee novelist nun:f nurse officeholder officer official \
ombudsman oncologist operative operator opponent organiser organizer owner painter parent parliamentarian participant \
partner passenger pastor patient patriarch:m patron pediatrician peer performer person philanthropist philosopher \
photographer physician physicist pianist pilot pioneer player plaintiff playwright plumber poet policeman:m \
policewoman:f politician pollster pope:m preacher premier presenter president president-elect priest:m prime_minister prince:m \
princess:f principal prisoner producer professor programmer progressive propagandist prosecutor protege protester \
protestor provost psychiatrist psychologist publicist publisher pundit pupil queen:f rabbi racer radical radiologist \
ranger rapper reader real-estate_mogul realtor rebel receptionist recipient recruiter refugee registrar regulator \
reporter representative republican researcher resident retiree reverend reviewer rider rival runner sailor salesman:m \
saleswoman:f scholar scientist screenwriter sculptor secretary secretary-general seller senator sergeant servant \
sharpshooter sheriff shopkeeper singer sister:f skipper socialist soldier solicitor son:m son-in-law:m daughter-in-law:f \
sophomore source speaker specialist spokesman:m spokesperson spokeswoman:f sponsor spouse staffer star statesman:m \
stateswoman:f statistician stepfather:m stepmother:f strategist striker student superintendent superstar supervisor \
supporter surgeon surrogate survivor suspect swimmer teacher technician teenager tenant theorist therapist tourist \
toxicologist trader trainer translator traveler treasurer trucker trustee tutor tycoon uncle:m undersecretary user \
vendor veteran vicar vice-president victim viewer villager virologist visitor vocalist volunteer voter waiter:m \
waitress:f warden warrior whistleblower whistle-blower widow:f widower:m wife:f winger winner witness woman:f worker \
wrestler writer youngster youth zoologist actor actress:f commando combatant militant fighter extremist terrorist \
bureaucrat technocrat hardliner moderate liberal libertarian independent loyalist lieutenant_governor vice_president \
chief_executive newcomer outsider maverick populist nationalist megadonor donor bundler stakeholder shareholder \
executive_director attorney_general secretary_general gop_nominee one-time_rival running_mate mate figurehead ex-wife:f \
predecessor successor attacker assailant killer shooter bomber hostage driver cyclist pedestrian motorist jogger \
gentleman:m cameraman:m doorman:m hitman:m nobleman:m oilman:m henchman:m repairman:m salesperson councilor alderman:m \
alderwoman:f selectman:m headmaster:m headmistress:f midshipman crewman:m airman:m seaman:m infantryman:m helmsman:m \
sportsman:m sportswoman:f showman:m strongman:m frontwoman:f clergywoman:f stewardess:f landlady:f matron:f niece:f \
grandma:f grandpa:m stepson:m stepdaughter:f sibling twin baby infant toddler newlywed";

const BODIES: &str = "\
academy administration agency airline airport alliance apparatus arm army assembly association authority automaker bank band \
board body branch brand brewer broadcaster brigade brokerage bureau business cabinet camp campaign carmaker carrier center \
centre chain chamber channel charity chipmaker church city_council clinic club coalition college commission committee \
commonwealth community company conference conglomerate congregation congress consortium consultancy corporation council \
court department developer directorate division drugmaker embassy enterprise establishment eurozone faction factory \
federation firm force foundation franchise front fund garrison government governing_body group guild hospital hotel house \
institute institution insurer intelligence_agency jury junta kingdom kremlin laboratory lab league legislature lender library \
magazine maker manufacturer media military militia ministry mission mosque movement museum navy network news_agency \
newspaper nonprofit office operator opposition orchestra order organisation organization outfit outlet pac paper panel \
parliament partnership party police politburo practice presidency press prison prosecution publication publisher railway \
refinery regime regulator restaurant retailer school secretariat senate series side society squad startup station store \
studio subcommittee subsidiary super_pac supermarket supplier syndicate taskforce task_force team temple think-tank \
think_tank treasury tribunal troupe trust union unit university utility veterans_group watchdog website wing workforce \
airforce electorate leadership_team daily tabloid broadsheet weekly nonprofit ngo giant bloc";

const PLACES: &str = "\
area borough capital city coast colony continent country county district emirate enclave hamlet island municipality nation \
neighborhood neighbourhood peninsula port province region republic state suburb superpower territory town township village";

const DOCUMENTS: &str = "\
account ad advertisement affidavit agreement album analysis announcement article assessment audit autobiography bill biography \
blog book broadcast bulletin cable charter chart column comment commentary commercial communique communiqué complaint \
constitution contract data deposition diary directive dispatch document documentary dossier draft editorial email e-mail \
entry investigation missive essay estimate evidence exhibit fact_sheet figure filing film finding footage forecast graph guideline headline \
indictment interview invitation journal law lawsuit leaflet letter log manifesto manual manuscript map memo memoir \
memorandum message minute monitor motion note notice notification novel obituary op-ed opinion order pact pamphlet paper \
passage petition photo picture piece plan plaque platform podcast poll post poster prediction preface press_release \
profile projection proposal quotation ranking record recording release remark report resolution result review rule ruling \
script script segment sign slide slogan song speech spot statement statistic story study subpoena summary suit survey \
tape telegram testimony text_message thesis tip title transcript treaty tweet verdict version video warning warrant \
website word";

/// Plurals that no rule gives.
const IRREGULAR: &[(&str, &str)] = &[
    ("aides-de-camp", "aide"),
    ("children", "child"),
    ("clergymen", "clergyman"),
    ("couple", "person"),
    ("duo", "person"),
    ("folk", "person"),
    ("folks", "person"),
    ("kids", "kid"),
    ("midwives", "midwife"),
    ("people", "person"),
    ("persons", "person"),
    ("wives", "wife"),
    ("analyses", "analysis"),
    ("theses", "thesis"),
    ("attorneys-general", "attorney"),
];

fn nouns() -> &'static HashMap<String, Noun> {
    static NOUNS: OnceLock<HashMap<String, Noun>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let mut nouns = HashMap::default();
        // The first class listed wins: "publisher" is a person before it is a company.
        for (list, class) in [
            (PERSONS, NounClass::Person),
            (BODIES, NounClass::Body),
            (PLACES, NounClass::Place),
            (DOCUMENTS, NounClass::Document),
        ] {
            for word in list.split_whitespace() {
                let (singular, gender) = match word.split_once(':') {
                    Some((w, "m")) => (w, Some(Gender::Male)),
                    Some((w, _)) => (w, Some(Gender::Female)),
                    None => (word, None),
                };
                let noun = Noun { class, gender, plural: false, singular };
                nouns.entry(singular.to_owned()).or_insert(noun);
                // Men are no evidence for one man.
                nouns.entry(plural_of(singular)).or_insert(Noun { gender: None, plural: true, ..noun });
            }
        }
        for &(plural, singular) in IRREGULAR {
            if let Some(&noun) = nouns.get(singular) {
                nouns.insert(plural.to_owned(), Noun { gender: None, plural: true, ..noun });
            }
        }
        nouns
    })
}

fn plural_of(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man").filter(|_| noun != "human" && noun != "german") {
        return [stem, "men"].concat();
    }
    if let Some(stem) = noun.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        return [stem, "ies"].concat();
    }
    let hisses = noun.ends_with('s') || noun.ends_with("sh") || noun.ends_with("ch") || noun.ends_with('x');
    [noun, if hisses { "es" } else { "s" }].concat()
}

/// The description noun that a lower-case word is.
pub fn noun(lower: &str) -> Option<&'static Noun> {
    nouns().get(lower).or_else(|| {
        // "co-founder", "ex-mayor", "vice-chairman", "54-year-old".
        if lower.ends_with("-year-old") || lower.ends_with("-years-old") {
            return Some(&Noun { class: NounClass::Person, gender: None, plural: false, singular: "year-old" });
        }
        let (_, tail) = lower.rsplit_once('-')?;
        nouns().get(tail).filter(|n| n.class == NounClass::Person)
    })
}

/// Nouns that mean nearly the same in a description: "the lawmaker" can be a senator.
pub fn synonyms(noun: &str) -> &'static [&'static str] {
    const GROUPS: &[&[&str]] = &[
        &["representative", "congressman", "congresswoman", "lawmaker", "legislator", "congressperson"],
        &["senator", "lawmaker", "legislator"],
        &["president", "leader"],
        &["chancellor", "leader", "premier"],
        &["candidate", "nominee", "contender", "hopeful", "frontrunner", "front-runner"],
        &["spokesman", "spokesperson"],
        &["spokeswoman", "spokesperson"],
        &["minister", "premier"],
        &["doctor", "physician", "surgeon"],
        &["lawyer", "attorney", "counsel"],
        &["chairman", "chair", "chairperson"],
        &["chairwoman", "chair", "chairperson"],
        &["ceo", "executive", "chief", "boss"],
        &["businessman", "mogul", "tycoon", "magnate", "billionaire", "entrepreneur"],
        &["businesswoman", "mogul", "tycoon", "magnate", "billionaire", "entrepreneur"],
        &["journalist", "reporter", "correspondent"],
        &["writer", "author", "columnist", "novelist"],
        &["general", "commander", "officer"],
        &["professor", "academic", "scholar", "researcher", "scientist"],
        &["officer", "policeman", "policewoman", "cop", "detective"],
        &["player", "striker", "midfielder", "forward", "goalkeeper"],
        &["coach", "manager", "boss"],
        &["adviser", "advisor", "aide"],
        &["secretary", "official"],
        &["mother", "parent", "woman"],
        &["father", "parent", "man"],
        &["country", "nation", "state"],
        &["company", "firm", "business", "corporation", "group", "giant"],
        &["newspaper", "paper", "daily", "publication", "outlet"],
        &["organization", "organisation", "group", "body"],
    ];
    static BY_WORD: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    BY_WORD
        .get_or_init(|| {
            let mut by_word: HashMap<&str, Vec<&str>> = HashMap::default();
            for group in GROUPS {
                // The first word of a group is described by the rest, and by the rest only.
                for other in &group[1..] {
                    by_word.entry(other).or_default().push(group[0]);
                    by_word.entry(group[0]).or_default().push(other);
                }
            }
            by_word
        })
        .get(noun)
        .map_or(&[], Vec::as_slice)
}
