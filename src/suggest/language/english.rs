//! English, as news writes it.

mod verbs;

use self::verbs::{OTHER_VERBS, PHRASAL, VERBS};
use crate::suggest::lexicon::{Class, Inflection, Tables, any};

pub(in crate::suggest) const ENGLISH: Tables = Tables {
    code: "en",
    name: "English",
    inflection: Inflection::English,
    verbs: VERBS,
    phrasal: PHRASAL,
    other_verbs: OTHER_VERBS,
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
            man boy himself grandfather uncle fireman policeman actor sheikh him his \
             nephew grandson stepfather stepson landlord fisherman frontman monk priest headmaster waiter alderman \
             assemblyman statesman lad boyfriend fiancé widower dad gentleman guy duke emperor sultan emir barman \
             postman salesman anchorman ombudsman batsman \
             james john robert michael william david richard joseph thomas charles christopher daniel matthew \
             anthony donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason \
             jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin brandon benjamin samuel gregory \
             alexander patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle \
             ethan walter jeremy harold keith roger noah gerald terry sean arthur albert jesse bryan bruce gabriel \
             joe alan juan louis wayne ralph roy eugene randy vincent russell bobby philip johnny tom tim jim mike \
             steve dave bob dan matt greg nick ben sam ed fred harry simon ian colin nigel graham stuart neil \
             gordon martin hugh owen liam luke oliver oscar leo carlos luis pedro pablo miguel jorge antonio \
             francisco marco luca giovanni pierre luc hans klaus jürgen stefan wolfgang ivan vladimir sergei \
             dmitry mikhail nikolai oleg igor boris viktor mohammed muhammad ahmed ali hassan hussein omar ibrahim \
             yusuf khalid raj arjun rahul vikram hiroshi kenji takeshi lars erik sven nils karl barack mitt \
             ted marcus dwayne jamal",
        ),
        (
            Class::FEMININE,
            "mrs ms miss dame lady queen princess mother daughter sister wife spokeswoman chairwoman \
            congresswoman businesswoman woman girl herself grandmother aunt policewoman actress her \
             niece granddaughter stepmother stepdaughter landlady fisherwoman nun headmistress waitress alderwoman \
             assemblywoman stateswoman girlfriend fiancée widow mum mom duchess empress countess baroness \
             saleswoman anchorwoman songstress heiress councilwoman \
             mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret \
             sandra ashley kimberly emily donna michelle amanda dorothy melissa deborah stephanie rebecca sharon \
             laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine \
             catherine christine debra rachel carolyn janet maria heather diane ruth julie olivia joyce lauren \
             christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann anne sara \
             frances kathryn janice abigail alice julia judy sophia denise amber doris marilyn danielle beverly \
             isabella theresa diana natalie brittany marie kayla alexis lori hillary hilary nikki kate katie jane \
             susie sue liz beth meg peggy wendy fiona moira claire clare louise sophie lucy chloe zoe isabel elena \
             carmen lucia ana rosa carla francesca giulia ingrid astrid greta heidi ursula olga natalia svetlana \
             irina oksana yulia tatiana fatima aisha leila layla priya anjali meera yuki mei ling carly ellen ines \
             nadia nina tara gina tina rita kamala melania ivanka nicola joanne joanna gemma tracey tracy",
        ),
        (
            Class::OBJECT,
            "him her them me us it you himself herself themselves",
        ),
        (
            any(&[Class::OBJECT, Class::HEARER]),
            "reporters journalists lawmakers mps congress parliament supporters \
            viewers listeners readers investors delegates councillors senators voters colleagues fans \
            reporters' shareholders diplomats \
             newsmen newspersons press crowd crowds audience audiences court jury jurors meeting conference \
             committee panel inquest tribunal hearing staff police officers detectives investigators parents \
             pupils students members allies aides friends workers employees guests rally attendees \
             parliamentarians peers ministers commons radio television tv newspapers broadcasters correspondents \
             judges officials prosecutors families residents customers clients donors patients authorities",
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
            additionally out afterwards similarly likewise yes no well finally for_example aloud outright anew instead altogether overnight online straight flat-out",
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
            academic psychotherapist programmer developer veterinarian conservationist environmentalist \
             cllr councilor alderman alderwoman assemblyman assemblywoman lawmaker legislator whip speaker \
             under-secretary undersecretary minister-president vice-chair vice-chairman vice-chancellor \
             vice-principal co-chair co-director co-leader co-owner co-star headteacher headmaster headmistress \
             provost registrar bursar midwife pharmacist therapist physiotherapist supt insp sgt-major det pc dci \
             dsi wpc cpl cpt brig brigadier corporal private commodore vice-admiral rear-admiral warden ranger \
             trooper lt-gen maj-gen magistrate coroner qc kc clerk notary recorder bailiff sheriff's msp mla td \
             tds mk peer viscount earl duke duchess countess marquess emperor empress sultan emir crown chef cook \
             baker butcher grocer barber hairdresser plumber electrician carpenter builder mechanic driver trucker \
             cabbie fisherman fisherwoman fisher shopkeeper landlord landlady tenant publican bartender barman \
             waitress waiter receptionist cleaner caretaker janitor rancher grower winemaker brewer forester \
             gardener beekeeper vet zookeeper trainer jockey referee umpire boxer sprinter swimmer cyclist golfer \
             footballer cricketer batsman bowler winger forward centre-back full-back wicketkeeper pitcher catcher \
             shortstop outfielder linebacker cornerback receiver lineman guard centre playmaker teammate team-mate \
             rival playwright screenwriter songwriter singer-songwriter drummer guitarist bassist pianist \
             violinist vocalist frontman bandmate dancer choreographer showrunner co-creator creator \
             cinematographer illustrator cartoonist agronomist astrophysicist biochemist cardiologist \
             criminologist dermatologist geneticist geophysicist hydrologist immunologist linguist microbiologist \
             naturalist neurologist neuroscientist neuroethologist nutritionist oncologist ornithologist \
             paleontologist palaeontologist pathologist pediatrician paediatrician pharmacologist toxicologist \
             entomologist ethicist demographer geographer technologist technician coder investor financier trader \
             auditor accountant actuary stockbroker underwriter parliamentarian statesman stateswoman \
             chairman-designate nominee incumbent challenger frontrunner hopeful president-designate \
             spokesperson-designate co-ordinator negotiator mediator emissary consul attaché investigator \
             inspector-general surveyor archivist custodian trustee governor-general premier-elect mayor-elect \
             governor-elect survivor eyewitness passer-by bystander neighbour neighbor resident passenger onlooker \
             commuter shopper holidaymaker tourist mum dad mother-of-two mother-of-three mum-of-two mum-of-three \
             father-of-two father-of-three dad-of-two grandmother-of-two widow widower pensioner retiree homeowner \
             newcomer rookie debutant co-defendant plaintiff claimant defendant informant hostage refugee migrant \
             asylum-seeker pundit commentator co-host youtuber influencer vlogger streamer podcaster newsreader \
             weatherman forecaster philanthropist tycoon mogul magnate heiress oligarch co-president vicar curate \
             chaplain patriarch mufti cleric \
             pm",
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
            governments nations countries states companies regulators \
             officers officer agents agent inspectors engineer pilot judges jurors delegates delegate councillors \
             councilors councilmembers lawmaker legislators legislator parliamentarians peers mps meps \
             backbenchers whips mayors governors chiefs chief heads detective locals villagers townspeople \
             islanders inhabitants homeowners tenants landlords commuters motorists drivers driver cyclists \
             pedestrians onlookers bystanders eyewitnesses eyewitness passers-by spectators shoppers tourists \
             visitors holidaymakers customers consumers clients patients carers caregivers medics paramedics \
             surgeons midwives psychiatrists psychologists therapists pharmacists clinicians epidemiologists \
             virologists geologists seismologists volcanologists meteorologists forecasters climatologists \
             ecologists zoologists archaeologists anthropologists sociologists physicists chemists mathematicians \
             statisticians pollsters strategists negotiators mediators envoys ambassadors emissaries peacekeepers \
             generals colonels sailors airmen marines veterans guerrillas insurgents fighters gunmen hijackers \
             kidnappers captors suspects defendants plaintiffs claimants inmates prisoners detainees migrants \
             refugees evacuees asylum-seekers immigrants settlers demonstrators marchers strikers picketers \
             unionists loyalists nationalists separatists secessionists islamists clerics priests bishops imams \
             rabbis pastors monks nuns worshippers parishioners donors backers allies ally rivals rival foes foe \
             detractors proponents defenders hardliners moderates progressives tories labourites lib socialists \
             communists greens populists centrists landowners growers ranchers fishermen miners dockers truckers \
             crew firefighter rescuers divers volunteers entrepreneurs bankers brokers dealers buyers sellers \
             retailers manufacturers makers builders developers shareholders creditors lenders insurers auditors \
             accountants consultants contractors suppliers journalists reporters editors correspondents columnists \
             broadcasters bloggers reviewers pundits musicians artists actors singers directors producers \
             designers curators collectors pupils graduates undergraduates professors lecturers educators scholars \
             scholar tutors principals teammates footballers managers coaches referees promoters grandmother \
             grandfather grandparents uncle aunt cousin cousins nephew niece relatives relative sibling siblings \
             twin twins fiance fiancée fiancé girlfriend boyfriend partner partners spouse ex-husband ex-wife \
             widow widower colleague colleagues classmate classmates roommate housemate acquaintance acquaintances \
             insider americans britons canadians australians germans russians ukrainians israelis palestinians \
             iraqis iranians afghans syrians turks greeks italians spaniards poles kurds chinese japanese koreans \
             indians pakistanis africans europeans muslims christians jews catholics hindus protestants \
             evangelicals historian astronomer biologist detractor supporter opponent activist protester \
             campaigner demonstrator adults teenagers teens children youths seniors pensioners individuals \
             participants spokespeople spokespersons",
        ),
        (
            Class::DOCUMENT,
            "report reports survey surveys study studies research poll polls document documents article \
            articles paper papers data figures statistics results result findings evidence analysis estimates \
            estimate letter email emails memo law bill resolution constitution website site book audit \
            indictment complaint lawsuit court ruling map records photos images footage video tests test \
            experiment experiments investigation inquiry review statement statements projections forecasts rumours \
            rumors models model press media newspaper newspapers documentary theory \
             affidavit authors census charter communiqué communique contract decree decision declaration diary \
             dossier edict editorial editorials encyclopedia essay exam executive_order filing filings fossil \
             guidance guideline guidelines headline headlines index judgment judgement legislation licence license \
             leaflet log logs manifesto manual measure measurements memoir memos memorandum minutes note notes \
             notice order ordinance outlook pamphlet petition plan policy post posts posters proclamation \
             prospectus proposal protocol readout reviews rule rules rulings sign signs simulation simulations \
             statute study's summary tabloid tabloids tape tapes testimony text texts transcript transcripts \
             treaty tribunal tweets verdict version warrant websites white_paper writ x-rays scans samples \
             calculations data-set dataset",
        ),
        (
            Class::MEDIUM,
            "statement interview tweet letter report post speech briefing conference email e-mail message \
            hearing press release article blog memo column debate address remarks broadcast editorial note paper \
            announcement call twitter facebook instagram telegram x television tv radio response reply reference \
            tweets posts video lecture filing testimony court affidavit op-ed book \
             comments blogs bulletin circular communique communiqué newsletter podcast programme program show \
             webcast webinar voicemail texts text essay opinion dissent judgment ruling brief presser sermon \
             speeches statements letters interviews conversation discussion chat exchange session rally ceremony \
             meeting summit panel forum telephone phone youtube snapchat reddit linkedin tiktok mastodon bluesky \
             weibo whatsapp truth diary memoir autobiography documentary journal newspaper magazine daily outlet \
             station channel network agency reporters journalists parliament congress",
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
             consensus assumption vow reminder guarantee remarks remark prospect message \
             advice affirmation anger anguish annoyance anticipation anxiety anxieties apprehension assumptions \
             avowal boast boasts calculation caution caveat certainty clarification conclusions condemnation \
             confession conjecture consternation contentions convictions decree dismay determination diagnosis \
             disappointment disclosure disclosures disbelief dread edict evidence explanation explanations feeling \
             feelings forecast forecasts frustration grumbles guess guesses hint hints hunch hypothesis hypotheses \
             illusion illusions impression impressions inference innuendo insinuation insinuations instruction \
             instructions instinct intuition joke judgment judgement knowledge lament misgivings mantra \
             misconception myth narrative news oath objection objections observation observations optimism order \
             orders outrage paranoia perception perceptions pessimism plea pleas position premise presumption \
             pretence pretense principle proclamation projection projections proposition prophecy protest protests \
             realisation realization reasoning recognition recommendations regret regrets request requests \
             reservations retort ruling rumour rumor scepticism skepticism sense sentiment signal signals stance \
             stipulation submission superstition surprise testimony tip understanding verdict views vows whispers \
             wish word gripe",
        ),
        (
            Class::ADJECTIVE_CUE,
            "convinced confident certain sure afraid worried concerned hopeful optimistic pessimistic aware adamant \
             doubtful skeptical sceptical fearful satisfied unaware proud sorry glad disappointed surprised angry \
             clear grateful unsure uncertain positive insistent outraged upset pleased shocked hesitant \
             alarmed amazed annoyed anxious appalled apprehensive ashamed astonished astounded baffled bewildered \
             bitter bullish cautious cognizant conscious content cynical defiant delighted determined disgusted \
             disheartened dismayed distraught disturbed dubious ecstatic elated embarrassed emphatic encouraged \
             enraged excited exasperated firm flattered frightened frustrated furious gratified happy heartbroken \
             heartened honored honoured horrified hurt impressed incensed incredulous indignant infuriated \
             intrigued irate irritated jealous jubilant keen livid mindful miffed mystified nervous overjoyed \
             overwhelmed perplexed persuaded perturbed petrified puzzled reassured relieved resentful resigned \
             resolute sad saddened sanguine scared shaken sickened stunned suspicious terrified thankful thrilled \
             touched troubled unconvinced undecided unequivocal unhappy unimpressed upbeat vocal wary",
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
            country nation bureau office embassy authority co-operative cooperative society manufacturer maker retailer \
             watchdog regulator ombudsman tribunal inquest operator developer startup start-up lender insurer \
             carrier automaker carmaker drugmaker chipmaker planemaker brewer supermarket chain outlet broadcaster \
             publisher station thinktank think-tank ngo taskforce lobby prosecution defence defense plaintiff jury \
             inquiry panel caucus cabinet government's opposition kremlin pentagon kingdom palace vatican treasury \
             legislature assembly congregation diocese archdiocese mosque synagogue monastery municipality borough \
             county province region village island republic emirate utility railway port airport museum gallery \
             theatre theater orchestra brand label studio franchise consortium cartel bloc alliance band duo trio \
             squad side crew unit brigade battalion regiment militia junta regime syndicate subsidiary venture \
             fund hedge platform app giant conglomerate exchange registry commune tribe",
        ),
        (
            Class::ORGANISATION,
            "inc ltd corp corporation company group government ministry department council commission committee \
            union party agency bank court university college school hospital club trust board organisation \
            organization association airlines army navy church institute parliament senate congress \
            administration coalition federation foundation league news times post guardian herald tribune \
            journal press bureau office authority society house nations council's states kingdom center centre museum \
            service services force district office network international global media institute party fund \
            friends union gazette mercury telegraph independent bbc cnn afp reuters abc un u.n nato eu nasa fbi cia nhs police \
             holdings foods motors capital partners securities systems technologies technology software labs \
             laboratories pharmaceuticals pharma therapeutics biotech electronics industries enterprises petroleum \
             insurance investments investment management consulting studios pictures entertainment plc llc llp \
             gmbh railways electric stores supermarkets hotels resorts observatory constabulary brigade academy \
             confederation chamber assembly tribunal united rovers wanderers fc airways bancorp financial \
             healthcare networks robotics semiconductor logistics brothers & sons",
        ),
        (
            Class::ASIDE,
            "citing quoting pointing referring echoing alluding adding noting speaking writing posting tweeting calling describing \
             likening comparing blaming accusing urging invoking dismissing praising thanking gesturing nodding recalling mentioning \
             promising vowing pledging threatening warning stressing insisting joking",
        ),
        (
            Class::LISTENER,
            "court jury inquest tribunal inquiry hearing committee panel jurors",
        ),
        (
            Class::SPEECH_ACT,
            "thank thanks thanked apologise apologises apologised apologize apologizes apologized congratulate congratulates congratulated \
             praise praises praised criticise criticises criticised criticize criticizes criticized condemn condemns condemned \
             denounce denounces denounced urge urges urged accuse accuses accused blame blames blamed challenge challenges challenged \
             dismiss dismisses dismissed reject rejects rejected vow vows vowed pledge pledges pledged promise promises promised \
             refuse refuses refused decline declines declined call calls called appeal appeals appealed demand demands demanded \
             defend defends defended welcome welcomes welcomed hail hails hailed invite invites invited encourage encourages encouraged",
        ),
        (
            Class::VIEW,
            "view opinion words estimation judgment judgement telling account assessment reckoning eyes mind",
        ),
        (
            Class::ALONE,
            "another several few two three four five six seven eight nine ten dozens hundreds thousands neither either each all",
        ),
        (
            Class::SUMMARY,
            "decision move claim step charge accusation assertion allegation development comment remark statement suggestion \
             position view prediction prospect argument criticism notion idea theory",
        ),
        (
            Class::SILENT,
            "elaborate give provide say specify name identify offer disclose release comment explain mention reveal detail add go rule",
        ),
        (
            Class::COMPANY,
            "company firm group agency organisation organization charity union business bank club airline retailer maker manufacturer \
             startup start-up utility operator carrier insurer lender automaker carmaker chipmaker drugmaker corporation institute watchdog",
        ),
        (
            Class::QUANTITY,
            "least most about around nearly almost roughly approximately some over under up between more fewer less",
        ),
        (Class::WITH, "with"),
        (Class::BY, "by"),
        (Class::OF, "of"),
        (
            Class::SPOKESPERSON,
            "spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople \
             ",
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
            "mr mrs ms dr prof gen lt col sgt sen rep gov st jr sr no vs etc inc ltd co corp jan feb mar apr aug \
             sept sep oct nov dec approx rev hon capt cmdr maj adm messrs mt ft e.g i.e a.m p.m cf al fig det supt \
             insp cllr brig cpl pte mme mlle assn bros dept est univ atty asst",
        ),
        (
            Class::STATE,
            "ala ariz ark calif colo conn del fla ga ill ind kan ky mass md mich minn mo mont neb \
             nev n.h n.j n.m n.y n.c n.d okla ore pa r.i s.c s.d tenn tex vt va wash w.va wis wyo",
        ),
        (
            Class::MODIFIER,
            "former senior new top chief deputy acting local federal national foreign prime vice assistant associate \
            leading state american british french german russian ukrainian chinese european old young first second \
            official unnamed anonymous independent interim political white black own international public many \
             veteran retired outgoing incoming longtime long-time fellow lead principal junior \
             general regional provincial municipal royal supreme ruling conservative liberal republican democratic \
             labour labor socialist far-right far-left right-wing left-wing military civil civilian legal medical \
             financial religious economic industrial criminal environmental australian canadian indian israeli \
             iranian iraqi turkish italian spanish japanese korean mexican brazilian polish dutch irish scottish \
             welsh palestinian syrian saudi egyptian pakistani greek swedish norwegian danish finnish swiss \
             austrian belgian hungarian african asian latin western eastern northern southern central global \
             worldwide north south east west grieving bereaved several certain various other self-described \
             self-proclaimed award-winning prominent influential outspoken celebrated renowned famous legendary \
             controversial embattled disgraced head-of-state high-ranking high-level top-ranking low-level \
             mid-level",
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
    nouns_upper: false,
    cases: false,
    telling: "the said that and of with says according was were has have told their which would",
};
