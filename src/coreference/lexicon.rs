//! Word lists: titles, nouns that describe persons and bodies, given names, other names of countries.
//!
//! All of them are small and closed or nearly so. Words of the text are looked up in lower case.
//! What the lists get wrong: a noun that can stand for a person or a thing ("the counsel") has one
//! class here, the commoner one in news.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Grammatical gender, as "he" and "she" show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
}

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
kid king:m lad:m lady:f landlord laureate lawmaker lawyer leader leadership lecturer legend legislator librarian \
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
entry essay estimate evidence exhibit fact_sheet figure filing film finding footage forecast graph guideline headline \
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
        let mut nouns = HashMap::new();
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
        return format!("{stem}men");
    }
    if let Some(stem) = noun.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        return format!("{stem}ies");
    }
    let hisses = noun.ends_with('s') || noun.ends_with("sh") || noun.ends_with("ch") || noun.ends_with('x');
    format!("{noun}{}", if hisses { "es" } else { "s" })
}

/// The description noun that a lower-case word is.
pub fn noun(lower: &str) -> Option<Noun> {
    nouns().get(lower).copied().or_else(|| {
        // "co-founder", "ex-mayor", "vice-chairman", "54-year-old".
        if lower.ends_with("-year-old") || lower.ends_with("-years-old") {
            return Some(Noun { class: NounClass::Person, gender: None, plural: false, singular: "year-old" });
        }
        let (_, tail) = lower.rsplit_once('-')?;
        nouns().get(tail).copied().filter(|n| n.class == NounClass::Person)
    })
}

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
        "mrs" | "ms" | "miss" | "dame" | "lady" | "madam" | "madame" | "mme" | "señora" | "frau" => {
            (Some(Female), None)
        }
        "mx" | "rev" | "hon" | "messrs" | "judge" | "justice" => (None, None),
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
        "ayatollah" | "imam" | "sheikh" | "sultan" | "emir" | "father" | "brother" | "prince" | "king" | "pope" => {
            (Some(Male), None)
        }
        "princess" | "queen" | "sister" | "empress" | "duchess" | "baroness" => (Some(Female), None),
        _ => return None,
    };
    Some(Title { gender, noun })
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
        &["businessman", "mogul", "tycoon", "billionaire", "entrepreneur"],
        &["businesswoman", "mogul", "tycoon", "billionaire", "entrepreneur"],
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
            let mut by_word: HashMap<&str, Vec<&str>> = HashMap::new();
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

/// Given names that one sex bears nearly always; `data/given-names.txt` says where they are from.
pub fn given_name(lower: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<&'static str, Gender>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for line in include_str!("../data/given-names.txt").lines() {
            let (gender, list) = match line.split_once('\t') {
                Some(("m", list)) => (Gender::Male, list),
                Some(("f", list)) => (Gender::Female, list),
                _ => continue,
            };
            names.extend(list.split(' ').map(|name| (name, gender)));
        }
        names
    });
    names.get(lower).copied()
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

/// Whether one given name is short for the other.
pub fn same_given_name(a: &str, b: &str) -> bool {
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
    let short = |a: &str, b: &str| pairs.get(a).is_some_and(|long| long.contains(&b));
    a == b || short(a, b) || short(b, a)
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

/// The commonest name of the country that `key` names.
pub fn country(key: &str) -> Option<&'static str> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let mut by_name = HashMap::new();
        for line in COUNTRIES.lines() {
            let first = line.split('|').next().unwrap_or(line);
            by_name.extend(line.split('|').map(|name| (name, first)));
        }
        by_name
    });
    by_name.get(key).copied()
}

fn one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// Whether a folded word of a body's name says that it publishes or broadcasts.
pub fn is_media(word: &str) -> bool {
    const WORDS: &str = "\
        post times journal news magazine herald tribune guardian telegraph gazette chronicle observer mail mirror sun globe \
        daily weekly press reuters bloomberg politico cnn bbc nbc abc cbs fox npr msnbc economist atlantic yorker newsweek \
        examiner inquirer today standard review tv radio television broadcasting agency wire monde pais spiegel courier";
    one_of(WORDS, word)
}

/// Nouns for one of somebody's people, of whom there is mostly one: "his wife", "her former doctor". Not
/// lawyers and spokesmen: theirs change from sentence to sentence.
pub fn is_unique_to_owner(noun: &str) -> bool {
    is_family(noun) || one_of("boyfriend girlfriend doctor physician coach predecessor successor", noun)
}

/// Nouns for somebody's family.
pub fn is_family(noun: &str) -> bool {
    one_of("wife husband father mother dad mom mum spouse fiance fiancee ex-wife ex-husband widow widower mate", noun)
}

/// Nouns for what a body publishes in its own name: "the poll".
pub fn is_finding(noun: &str) -> bool {
    one_of(
        "poll survey report study analysis review assessment audit estimate forecast projection ranking statement",
        noun,
    )
}

/// "vice", "deputy": whoever stands in for the bearer of the title.
pub fn is_deputy(word: &str) -> bool {
    one_of("vice deputy assistant associate lieutenant acting running", word)
}

/// A political party by its adjective or noun, numbered.
pub fn party(lower: &str) -> Option<u8> {
    Some(match lower {
        "republican" | "gop" | "republicans" => 0,
        "democratic" | "democrat" | "democrats" => 1,
        "libertarian" => 2,
        "green" => 3,
        "conservative" | "tory" => 4,
        "labour" => 5,
        _ => return None,
    })
}

/// Nouns by which the person spoken of is taken up again without more: "the senator", "the 54-year-old".
pub fn is_returning_person(noun: &str) -> bool {
    const NOUNS: &str = "\
        man woman year-old candidate nominee politician leader senator author writer lawmaker businessman businesswoman \
        mogul billionaire star player actor actress singer suspect defendant teenager boy girl lawyer executive \
        representative congressman congresswoman president frontrunner front-runner incumbent challenger contender \
        chairman chairwoman governor mayor professor minister secretary coach";
    one_of(NOUNS, noun)
}

/// Nouns for people whom an article quotes without naming them: "the official".
pub fn is_anonymous(noun: &str) -> bool {
    const NOUNS: &str = "\
        source witness official aide adviser advisor expert spokesman spokeswoman spokesperson driver victim judge analyst \
        caller reader interviewer reporter owner user voter customer person moderator clerk neighbor neighbour officer announcer narrator host interpreter";
    one_of(NOUNS, noun)
}

/// Words that stand for people whom the text doesn't name: "some said".
pub fn is_somebody(word: &str) -> bool {
    const WORDS: &str = "\
        one some someone somebody many few several others another other most all everyone everybody none nobody both each \
        either neither two three those anyone";
    one_of(WORDS, word)
}

/// Nouns by which the body spoken of is taken up again: "the company".
pub fn is_returning_body(noun: &str) -> bool {
    const NOUNS: &str = "\
        company firm bank group organization organisation agency newspaper paper magazine network publication outlet website \
        watchdog retailer carmaker airline nonprofit corporation giant institution body";
    one_of(NOUNS, noun)
}

/// Words that end a noun phrase: prepositions, conjunctions, relative pronouns, auxiliaries.
pub fn ends_phrase(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "for"
            | "at"
            | "from"
            | "in"
            | "on"
            | "with"
            | "to"
            | "by"
            | "about"
            | "as"
            | "near"
            | "under"
            | "over"
            | "against"
            | "between"
            | "among"
            | "after"
            | "before"
            | "during"
            | "since"
            | "until"
            | "into"
            | "than"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "that"
            | "where"
            | "when"
            | "while"
            | "because"
            | "if"
            | "though"
            | "although"
            | "whether"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "not"
            | "said"
            | "says"
            | "told"
            | "there"
            | "also"
            | "then"
            | "so"
            | "why"
            | "how"
            | "what"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "you"
            | "i"
            | "him"
            | "them"
            | "me"
            | "us"
            | "including"
            | "based"
            | "released"
            | "without"
            | "within"
            | "across"
            | "around"
            | "through"
            | "despite"
            | "via"
            | "per"
            | "the"
            | "a"
            | "an"
            | "this"
            | "these"
            | "those"
            | "inside"
            | "outside"
            | "backing"
            | "representing"
            | "called"
            | "named"
    )
}

/// Articles, demonstratives, possessives and quantifiers that begin a noun phrase.
pub fn determiner(lower: &str) -> Option<Determiner> {
    Some(match lower {
        "the" | "this" | "that" | "these" | "those" => Determiner::Definite,
        "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" => Determiner::Possessive,
        "a" | "an" | "another" | "one" => Determiner::Indefinite,
        "some" | "many" | "several" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine"
        | "ten" | "most" | "all" | "few" | "both" | "other" | "more" | "no" | "any" | "every" | "each" | "dozens"
        | "hundreds" | "thousands" | "various" | "numerous" | "countless" | "fellow" | "certain" => {
            Determiner::Quantifier
        }
        _ => return None,
    })
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// "the", "this".
    Definite,
    /// "his".
    Possessive,
    /// "a".
    Indefinite,
    /// "two", "many".
    Quantifier,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_know_their_number_and_gender() {
        assert_eq!(noun("spokeswoman").and_then(|n| n.gender), Some(Gender::Female));
        assert!(noun("spokeswomen").is_some_and(|n| n.plural && n.gender.is_none()));
        assert!(noun("ministries").is_some_and(|n| n.plural && n.class == NounClass::Body));
        assert!(noun("54-year-old").is_some_and(|n| n.class == NounClass::Person));
        assert!(noun("table").is_none());
    }

    #[test]
    fn nicknames_work_both_ways() {
        assert!(same_given_name("bill", "william") && same_given_name("william", "bill"));
        assert!(!same_given_name("bill", "robert"));
    }

    #[test]
    fn countries_have_other_names() {
        assert_eq!(country("usa"), country("america"));
        assert_ne!(country("rok"), country("dprk"));
    }
}
