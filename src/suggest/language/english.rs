//! English, as news writes it.

use crate::suggest::lexicon::{Class, Inflection, Tables, any};

pub(in crate::suggest) const ENGLISH: Tables = Tables {
    code: "en",
    name: "English",
    inflection: Inflection::English,
    verbs: &[
        // Speech: a bare clause, an inverted subject, the end of a sentence.
        ("sqtbwx", "say/says/said/said/saying"),
        ("sqtbwh", "tell/tells/told/told/telling"),
        (
            "sqtb",
            "add state announce comment confirm remark reply assert insist claim declare explain argue \
             conclude note observe warn acknowledge admit+ allege report tweet retweet post maintain stress \
             emphasise emphasize repeat recall continue concede predict reveal write/writes/wrote/written/writing \
             respond suggest caution",
        ),
        (
            "sqt",
            "point reiterate complain joke contend affirm reaffirm counter quip+ \
             recount boast lament retort disclose muse opine profess protest testify elaborate clarify \
             interject mumble murmur mutter whisper shout exclaim declaim cry proclaim pronounce rejoin \
             intone bemoan gripe grumble gush plead preach rant rave reason recollect rejoice sigh snap+ \
             thunder underline underscore volunteer vouch blog+ blurt chime chide confess confide marvel narrate \
             recite relate scoff stipulate summarise summarize surmise theorise theorize \
             remonstrate vent yell scream chant sing/sings/sang/sung/singing agree",
        ),
        ("sqtw", "ask inquire enquire wonder query question"),
        ("sqtbmx", "think/thinks/thought/thought/thinking believe"),
        (
            "bx",
            "argue claim insist allege reckon hope guess suppose contend",
        ),
        // Quotations only, or clauses with "that" only.
        (
            "q",
            "begin/begins/began/begun/beginning laugh smile go/goes/went/gone/going read/reads/read/read/reading \
             conclude open finish offer interrupt intervene implore beg+ cheer coo croon hiss fume \
             rage rail tease taunt threaten demand urge sum+ chuckle chatter deadpan+ enthuse enthused \
             message text email phone",
        ),
        ("qs", "quote"),
        ("q", "celebrate"),
        // Thought.
        (
            "tbm",
            "feel/feels/felt/felt/feeling know/knows/knew/known/knowing hope fear guess assume suspect \
             expect doubt imagine suppose reckon figure realise realize understand/understands/understood/understood/understanding \
             wish pray consider",
        ),
        (
            "tm",
            "recognise recognize remember forget/forgets/forgot/forgotten/forgetting learn decide determine \
             calculate reflect speculate trust worry fret+ envisage envision foresee/foresees/foresaw/foreseen/foreseeing \
             anticipate perceive presume infer+ deduce discern appreciate dream judge hypothesise hypothesize \
             sense resolve reconsider intuit discover care conceive fancy bet/bets/bet/bet/betting wager \
             agree disagree accept rule hold/holds/held/held/holding regret+ find/finds/found/found/finding",
        ),
        (
            "w",
            "know/knows/knew/known/knowing explain describe discuss recall wonder understand/understands/understood/understood/understanding \
               detail outline clarify reveal ask learn demonstrate show/shows/showed/shown/showing",
        ),
        // Findings.
        (
            "tbd",
            "show/shows/showed/shown/showing find/finds/found/found/finding indicate estimate suggest reveal \
             report predict project forecast/forecasts/forecast/forecast/forecasting imply conclude",
        ),
        (
            "td",
            "demonstrate prove/proves/proved/proven/proving establish document illustrate signal confirm \
             detect posit hint highlight intimate convey illustrate attest tout verify certify \
             diagnose ascertain substantiate specify mention mean/means/meant/meant/meaning",
        ),
        // Demands, promises, decisions.
        (
            "tq",
            "demand propose recommend request require advocate deny refute dispute \
             advise instruct reject+ vow promise pledge guarantee swear/swears/swore/sworn/swearing \
             threaten warrant prescribe mandate decree order",
        ),
        (
            "i",
            "vow promise pledge threaten swear/swears/swore/sworn/swearing propose offer demand refuse \
               profess decline undertake/undertakes/undertook/undertaken/undertaking",
        ),
        (
            "o",
            "urge ask order tell/tells/told/told/telling advise warn instruct beg+ implore beseech entreat \
             command request exhort caution demand",
        ),
        ("c", "call"),
        (
            "th",
            "warn assure inform+ notify remind convince persuade advise brief+ reassure caution alert \
             promise teach/teaches/taught/taught/teaching show/shows/showed/shown/showing",
        ),
        // What is thought of something, as its object.
        (
            "a",
            "accuse describe dismiss characterise characterize denounce condemn criticise criticize praise hail \
             label+ brand portray brand slam+ blast decry blame deride depict cast/casts/cast/cast/casting \
             view regard paint deem call dub+ term",
        ),
        (
            "n",
            "condemn criticise criticize praise denounce reject welcome oppose deny dispute \
             endorse defend support slam+ blast decry hail applaud deplore demand \
             rebuke rebut+ refute mock lambast lambaste lament commend favour favor",
        ),
    ],
    other_verbs: "become/becomes/became/become/becoming begin/begins/began/begun/beginning break/breaks/broke/broken/breaking \
        bring/brings/brought/brought/bringing build/builds/built/built/building buy/buys/bought/bought/buying \
        catch/catches/caught/caught/catching choose/chooses/chose/chosen/choosing come/comes/came/come/coming \
        cost/costs/cost/cost/costing cut/cuts/cut/cut/cutting deal/deals/dealt/dealt/dealing \
        draw/draws/drew/drawn/drawing drive/drives/drove/driven/driving eat/eats/ate/eaten/eating \
        fall/falls/fell/fallen/falling fight/fights/fought/fought/fighting fly/flies/flew/flown/flying \
        get/gets/got/got/getting give/gives/gave/given/giving go/goes/went/gone/going grow/grows/grew/grown/growing \
        hear/hears/heard/heard/hearing hit/hits/hit/hit/hitting keep/keeps/kept/kept/keeping \
        lead/leads/led/led/leading leave/leaves/left/left/leaving lose/loses/lost/lost/losing \
        make/makes/made/made/making meet/meets/met/met/meeting pay/pays/paid/paid/paying put/puts/put/put/putting \
        rise/rises/rose/risen/rising run/runs/ran/run/running see/sees/saw/seen/seeing sell/sells/sold/sold/selling \
        send/sends/sent/sent/sending set/sets/set/set/setting shoot/shoots/shot/shot/shooting \
        sit/sits/sat/sat/sitting speak/speaks/spoke/spoken/speaking spend/spends/spent/spent/spending \
        stand/stands/stood/stood/standing steal/steals/stole/stolen/stealing take/takes/took/taken/taking \
        throw/throws/threw/thrown/throwing wear/wears/wore/worn/wearing win/wins/won/won/winning \
        seek/seeks/sought/sought/seeking strike/strikes/struck/struck/striking hold/holds/held/held/holding \
        lie/lies/lay/lain/lying sink/sinks/sank/sunk/sinking shake/shakes/shook/shaken/shaking \
        need want like happen appear seem remain live die kill work play help allow include provide continue \
        cause affect create increase decrease reduce receive serve start stop+ open close move turn follow lead \
        change stay wait carry contain involve join pass reach return produce lack depend exist belong matter \
        deserve enjoy love hate suffer face act exceed drop+ plan+ agree try use mean/means/meant/meant/meaning \
        look end visit arrive spread/spreads/spread/spread/spreading \
        drink/drinks/drank/drunk/drinking shut/shuts/shut/shut/shutting bear/bears/bore/borne/bearing \
        bend/bends/bent/bent/bending bite/bites/bit/bitten/biting bleed/bleeds/bled/bled/bleeding \
        blow/blows/blew/blown/blowing burn breed/breeds/bred/bred/breeding dig/digs/dug/dug/digging \
        feed/feeds/fed/fed/feeding flee/flees/fled/fled/fleeing hang/hangs/hung/hung/hanging \
        hide/hides/hid/hidden/hiding hurt/hurts/hurt/hurt/hurting lay/lays/laid/laid/laying \
        lend/lends/lent/lent/lending ride/rides/rode/ridden/riding ring/rings/rang/rung/ringing \
        seize shrink/shrinks/shrank/shrunk/shrinking slide/slides/slid/slid/sliding sleep/sleeps/slept/slept/sleeping \
        split/splits/split/split/splitting swim/swims/swam/swum/swimming swing/swings/swung/swung/swinging \
        teach/teaches/taught/taught/teaching tear/tears/tore/torn/tearing wake/wakes/woke/woken/waking \
        withdraw/withdraws/withdrew/withdrawn/withdrawing arise/arises/arose/arisen/arising \
        overcome/overcomes/overcame/overcome/overcoming undergo/undergoes/underwent/undergone/undergoing \
        undermine violate identify pose ensure enable prevent protect reflect represent threaten destroy \
        obtain achieve acquire adopt attract avoid belong benefit cease combine compare compete comprise \
        conduct consist constitute contribute cover defeat define deliver demonstrate destroy develop \
        differ disappear earn eliminate emerge employ encourage enhance enter escape establish evolve \
        expand expire explode express extend fail feature fit+ focus fulfil+ gain generate govern harm \
        ignore improve incorporate influence inspire introduce kill lack last maintain manage merge \
        migrate neglect occur offer operate oppose originate outweigh overlap+ owe participate perform \
        persist pertain possess precede prefer+ prepare preserve prevail proceed prohibit prosper pursue \
        qualify recover refer+ reinforce relate rely remove replace resemble respect restore retain \
        reveal satisfy separate settle shape solve stem+ strengthen succeed sustain tend tackle transform \
        treat understand/understands/understood/understood/understanding vary violate weigh worsen",
    words: &[
        (
            any(&[Class::AUX, Class::BE]),
            "is are was were am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t",
        ),
        (any(&[Class::BE]), "be been being"),
        (
            any(&[Class::AUX, Class::HAVE]),
            "has have had hasn't haven't hadn't hasn’t haven’t hadn’t",
        ),
        (Class::HAVE, "having"),
        (
            any(&[Class::AUX, Class::MODAL]),
            "will would can could may might must should shall cannot can't won't \
            wouldn't couldn't shouldn't mustn't can’t won’t wouldn’t couldn’t shouldn’t 'd ’d 'll ’ll",
        ),
        (
            any(&[Class::AUX, Class::DO]),
            "do does did don't doesn't didn't don’t doesn’t didn’t",
        ),
        (
            any(&[Class::AUX, Class::BE]),
            "i'm you're we're they're he's she's it's that's there's what's i’m you’re we’re \
            they’re he’s she’s it’s that’s there’s what’s",
        ),
        (
            any(&[Class::AUX, Class::HAVE]),
            "i've you've we've they've i’ve you’ve we’ve they’ve",
        ),
        (
            any(&[Class::AUX, Class::MODAL]),
            "i'll you'll we'll they'll he'll she'll it'll i'd we'd they'd he'd she'd \
            i’ll you’ll we’ll they’ll he’ll she’ll it’ll i’d we’d they’d he’d she’d",
        ),
        (
            any(&[Class::FIRST_PERSON, Class::PRONOUN]),
            "i we i'm we're i've we've i'll we'll i'd we'd i’m we’re i’ve we’ve i’ll \
            we’ll i’d we’d",
        ),
        (
            Class::DET,
            "the a an this these those some any no every each all both another many several most few more fewer \
            half two three four five six seven eight nine ten one dozens hundreds thousands either neither other such much",
        ),
        (
            any(&[Class::POSSESSIVE, Class::DET]),
            "his her their its my our your whose",
        ),
        (
            Class::PREPOSITION,
            "in on at by for with from of to into onto over under about after before during through \
            between among amid amidst against across along around behind beside besides beyond despite down \
            except inside near off outside past per regarding since throughout toward towards until upon \
            via within without amongst like unlike alongside concerning following including",
        ),
        (Class::AND, "and or & as_well_as"),
        (Class::BUT, "but yet though although while whereas"),
        (
            Class::SUBORDINATOR,
            "because although though while when whenever after before if unless until since whereas once \
            wherever lest as even",
        ),
        (Class::RELATIVE, "who whom which whose"),
        (Class::THAT, "that"),
        (Class::QUESTION, "how what why where when whether who which"),
        (
            any(&[Class::PRONOUN, Class::MASCULINE]),
            "he he's he’s he'd he’d he'll he’ll",
        ),
        (
            any(&[Class::PRONOUN, Class::FEMININE]),
            "she she's she’s she'd she’d she'll she’ll",
        ),
        (
            any(&[Class::PRONOUN, Class::PLURAL]),
            "they they're they’re they've they’ve they'd they’d they'll they’ll",
        ),
        (
            any(&[Class::PRONOUN]),
            "you you're you’re you've you’ve everyone everybody someone somebody nobody no-one anyone \
            anybody others many some most both one",
        ),
        (any(&[Class::PRONOUN, Class::IT]), "it it's it’s"),
        (
            Class::MASCULINE,
            "mr sir lord king prince father son brother husband spokesman chairman congressman businessman \
            man boy himself grandfather uncle fireman policeman actor sheikh him his",
        ),
        (
            Class::FEMININE,
            "mrs ms miss dame lady queen princess mother daughter sister wife spokeswoman chairwoman \
            congresswoman businesswoman woman girl herself grandmother aunt policewoman actress her",
        ),
        (
            Class::OBJECT,
            "him her them me us it you himself herself themselves",
        ),
        (
            any(&[Class::OBJECT, Class::HEARER]),
            "reporters journalists lawmakers mps congress parliament supporters \
            viewers listeners readers investors delegates councillors senators voters colleagues fans \
            reporters' shareholders diplomats",
        ),
        (
            Class::NOT,
            "not never n't n’t hardly rarely isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't \
            wouldn't can't cannot couldn't isn’t aren’t wasn’t weren’t don’t doesn’t didn’t hasn’t haven’t hadn’t won’t wouldn’t can’t couldn’t",
        ),
        (
            Class::ADVERB,
            "also then now later earlier again already even still just only often always once twice ever too \
            however meanwhile instead thus therefore moreover furthermore nevertheless nonetheless otherwise \
            perhaps maybe soon afterwards afterward here there today tonight first further rather quite so \
            almost nearly indeed simply merely ago long anyway elsewhere since never not once best well \
            additionally out afterwards similarly likewise yes no well finally for_example",
        ),
        (
            Class::TIME,
            "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight \
            january february march april june july august september october november december jan feb mar \
            apr aug sept sep oct nov dec morning afternoon evening night week weeks month months year years day days \
            weekend hour hours midnight noon last",
        ),
        (
            Class::TITLE,
            "president vice-president minister premier chancellor secretary senator sen rep representative governor gov \
            mayor mr mrs ms miss dr prof professor general gen colonel col lieutenant lt sergeant sgt captain capt \
            major admiral commander chief director chairman chairwoman chairperson chair ceo cfo king queen prince \
            princess pope bishop archbishop cardinal rabbi imam reverend rev father sister judge justice attorney \
            prosecutor ambassador envoy commissioner councillor councilman councilwoman congressman congresswoman \
            mp mep leader head spokesman spokeswoman spokesperson spokespersons founder co-founder cofounder owner \
            manager coach captain author actor actress director producer singer artist analyst economist scientist \
            researcher historian biologist lawyer solicitor barrister sheriff inspector detective officer constable \
            superintendent candidate treasurer editor journalist reporter correspondent columnist critic adviser advisor \
            aide deputy lord lady sir dame baroness baron sheikh ayatollah marshal curator coauthor co-author \
            secretary-general vice chairman-elect president-elect coordinator organiser organizer activist \
            student teacher principal dean lecturer fellow instructor engineer astronaut pilot ombudsman \
            geologist physicist chemist psychologist psychiatrist sociologist anthropologist archaeologist archeologist \
            astronomer epidemiologist virologist ecologist climatologist meteorologist seismologist volcanologist zoologist \
            botanist oceanographer mathematician statistician philosopher novelist poet painter sculptor architect designer \
            photographer filmmaker comedian musician composer conductor rapper striker goalkeeper midfielder defender \
            skipper quarterback champion veteran farmer nurse dentist surgeon paramedic firefighter pastor priest monk nun \
            preacher banker broker entrepreneur consultant strategist pollster lobbyist blogger broadcaster presenter \
            host anchor publisher librarian campaigner whistleblower businessman businesswoman billionaire dissident \
            academic psychotherapist programmer developer veterinarian conservationist environmentalist",
        ),
        (
            Class::PEOPLE,
            "official officials authorities police critics experts expert analysts economists scientists researchers sources \
            source spokesman spokeswoman spokesperson spokesmen witnesses witness residents resident protesters \
            protestors campaigners activists opponents supporters lawyers lawyer prosecutors investigators doctors \
            doctor parents parent people women men families family neighbours neighbors employees workers staff \
            students teachers diplomats diplomat observers lawmakers senators democrats republicans conservatives \
            liberals leaders leader ministers politicians historians engineers astronomers biologists economist \
            scientist researcher analyst critic organisers organizers commentators commentator academics readers \
            passengers survivors victims farmers fans users members member nurses detectives firefighters soldiers \
            troops commanders rebels militants representatives representative man woman boy girl friend friends \
            person couple boss bosses executives executive teacher student nurse author authors publisher \
            mother father brother sister wife husband son daughter insiders aides aide respondents voters \
            environmentalists physicians pilots traders investors skeptics sceptics advocates coach players \
            governments nations countries states companies regulators",
        ),
        (
            Class::DOCUMENT,
            "report reports survey surveys study studies research poll polls document documents article \
            articles paper papers data figures statistics results result findings evidence analysis estimates \
            estimate letter email emails memo law bill resolution constitution website site book audit \
            indictment complaint lawsuit court ruling map records photos images footage video tests test \
            experiment experiments investigation inquiry review statement statements projections forecasts rumours \
            rumors models model press media newspaper newspapers documentary theory",
        ),
        (
            Class::MEDIUM,
            "statement interview tweet letter report post speech briefing conference email e-mail message \
            hearing press release article blog memo column debate address remarks broadcast editorial note paper \
            announcement call twitter facebook instagram telegram x television tv radio response reply reference \
            tweets posts video lecture filing testimony court affidavit op-ed book",
        ),
        (Class::TO, "to"),
        (
            Class::NOUN_CUE,
            "claim claims allegation allegations assertion assertions accusation accusations belief beliefs fear fears \
             concern concerns worry worries hope hopes warning warnings suggestion suggestions announcement \
             argument arguments statement statements comment comments view conclusion prediction predictions promise \
             promises pledge pledges threat threats admission denial denials insistence assurance assurances \
             speculation rumours rumors complaint complaints doubt doubts suspicion suspicions confirmation \
             contention opinion declaration acknowledgement acknowledgment demand estimate estimates \
             finding findings charge charges reports revelation revelations assessment recommendation proposal theory \
             idea notion confidence expectation expectations indication indications conviction criticism \
             consensus assumption vow reminder guarantee remarks remark prospect message",
        ),
        (
            Class::ADJECTIVE_CUE,
            "convinced confident certain sure afraid worried concerned hopeful optimistic pessimistic aware adamant \
             doubtful skeptical sceptical fearful satisfied unaware proud sorry glad disappointed surprised angry \
             clear grateful unsure uncertain positive insistent outraged upset pleased shocked hesitant",
        ),
        (
            Class::NAMING,
            "called titled entitled named nicknamed dubbed known title headlined so-called labelled labeled \
            song album film movie book novel play show slogan word words phrase term terms hashtag banner exhibition reading",
        ),
        (
            Class::BODY,
            "company group government ministry department council commission committee union party agency firm bank \
            court university school hospital club team trust board organisation organization association airline military \
            army navy church charity corporation institute institution parliament senate congress administration \
            coalition federation foundation police campaign league network newspaper magazine channel city town state \
            country nation bureau office embassy authority co-operative cooperative society manufacturer maker retailer",
        ),
        (
            Class::ORGANISATION,
            "inc ltd corp corporation company group government ministry department council commission committee \
            union party agency bank court university college school hospital club trust board organisation \
            organization association airlines army navy church institute parliament senate congress \
            administration coalition federation foundation league news times post guardian herald tribune \
            journal press bureau office authority society house nations council's states kingdom center centre museum \
            service services force district office network international global media institute party fund \
            friends union gazette mercury telegraph independent bbc cnn afp reuters abc un u.n nato eu nasa fbi cia who nhs police",
        ),
        (Class::WITH, "with"),
        (Class::BY, "by"),
        (Class::OF, "of"),
        (
            Class::SPOKESPERSON,
            "spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople",
        ),
        (Class::ON, "on upon"),
        (Class::AS, "as"),
        (
            Class::NOTHING,
            "nothing little much something anything more so this it goodbye hello no yes prayers mass",
        ),
        (Class::NEVER_SUBJECT, "there to from of at into than then"),
        (
            Class::PARTICLE,
            "von van de der den del della di da dos du la le el al bin ibn ben abu ter ten zu zur mac st",
        ),
        (
            Class::ABBREVIATION,
            "mr mrs ms dr prof gen lt col sgt sen rep gov st jr sr no vs etc inc ltd co corp jan feb mar apr aug sept sep oct nov \
            dec approx rev hon capt cmdr maj adm messrs mt ft e.g i.e a.m p.m cf al fig",
        ),
        (
            Class::MODIFIER,
            "former senior new top chief deputy acting local federal national foreign prime vice assistant associate \
            leading state american british french german russian ukrainian chinese european old young first second \
            official unnamed anonymous independent interim political white black own international public many",
        ),
    ],
    according: &[
        "according to",
        "as per",
        "in the words of",
        "in the view of",
        "in the opinion of",
        "as confirmed by",
        "as reported by",
        "as stated by",
        "as described by",
        "as quoted by",
        "citing",
    ],
    according_after: &[],
    past_endings: &["ed"],
    adverb_endings: &["ly"],
    ing_endings: &["ing"],
    comma_before_clause: false,
    cases: false,
    telling: "the said that and of with says according was were has have told their which would",
};
