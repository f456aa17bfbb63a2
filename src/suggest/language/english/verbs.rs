//! English verbs: of saying, by class, with what may follow; and others, to know a clause by.

/// See [`Tables::verbs`](crate::suggest::lexicon::Tables).
pub(super) const VERBS: &[(&str, &str)] = &[
    // Speech: a bare clause, an inverted subject, the end of a sentence.
    ("sqtbwx", "say/says/said/said/saying"),
    ("sqtbwh", "tell/tells/told/told/telling"),
    (
        "sqtb",
        "add state announce comment confirm remark reply assert insist claim declare explain argue \
             conclude note observe warn acknowledge admit+ allege report tweet retweet post maintain stress \
             emphasise emphasize repeat recall continue concede predict reveal write/writes/wrote/written/writing \
             respond suggest caution aver+ confess contend counter disclose reiterate reason relate retort \
             signal signal+ testify theorise theorize pledge vow",
    ),
    // Speech: a clause with "that".
    (
        "sqt",
        "accentuate advertise affirm agree articulate attest avow bemoan blog+ boast brag+ \
             clarify complain concur+ confide corroborate declaim decree demur+ depose detail/-/detailed/detailed/detailing divulge \
             elaborate enunciate estimate expound forewarn hint imply inform intimate joke lament lecture \
             moralise moralize muse narrate object opine philosophise philosophize pontificate point posit \
             postulate preach proclaim profess prophesy protest plead preface pronounce prophesise propound quip+ reaffirm reassert \
             recite reckon recollect recount rejoice rejoin restate \
             sermonise sermonize specify speculate stipulate submit+ summarise summarize surmise underline \
             underscore venture verify volunteer vouch witness swear/swears/swore/sworn/swearing",
    ),
    // The manner of speaking.
    (
        "sqt",
        "babble bark bawl bellow bleat bluster blurt boom bray cackle carp chant chatter chide chime chirp \
             chortle chuckle clamor clamour cluck coo croak croon crow cry deadpan+ drawl drone echo \
             enthuse exclaim fulminate fume gasp gloat gripe groan grouse growl grumble grunt gush harp hiss \
             holler howl huff interject intone jeer jest josh marvel moan mumble murmur mutter natter \
             prattle purr quaver quibble rage rail rant rasp rave remonstrate roar scoff scream shout shriek shrug+ \
             sigh sing/sings/sang/sung/singing slur+ snap+ snarl sneer snicker sniff sniffle snigger snipe snort \
             sob+ splutter sputter squawk squeak squeal stammer storm stutter tease thunder trill \
             trumpet tut+ twitter vent wail warble wheedle wheeze whimper whine whisper whoop wisecrack \
             yammer yap+ yell yelp yowl",
    ),
    // By what means something is said.
    (
        "sqt",
        "broadcast/-/broadcast/broadcast/broadcasting cable/-/cabled/cabled/cabling caption/-/captioned/captioned/captioning \
             e-mail/-/e-mailed/e-mailed/e-mailing email/-/emailed/emailed/emailing fax/-/faxed/faxed/faxing \
             message/-/messaged/messaged/messaging phone/-/phoned/phoned/phoning radio/-/radioed/radioed/radioing repost \
             text/-/texted/texted/texting telephone/-/telephoned/telephoned/telephoning wire/-/wired/wired/wiring",
    ),
    ("sqtw", "ask inquire enquire wonder query question ponder"),
    ("sqtbmx", "think/thinks/thought/thought/thinking believe"),
    (
        "bx",
        "argue claim insist allege reckon hope guess suppose contend swear/swears/swore/sworn/swearing",
    ),
    // Quotations only, or clauses with "that" only.
    (
        "q",
        "begin/begins/began/begun/beginning laugh smile go/goes/went/gone/going read/reads/read/read/reading \
             conclude open finish offer interrupt intervene implore beg+ cheer \
             taunt threaten demand urge sum+ close/-/closed/closed/closing start/-/started/started/starting grin+ frown wink nod+ beam/-/beamed/beamed/beaming gesture/-/gestured/gestured/gesturing appeal apologise apologize \
             admonish agonise agonize answer banter beseech cajole celebrate chastise command coax correct exhort \
             explode erupt exult fret+ greet heckle hesitate instruct joke mimic mock mouth nag+ pray prod+ \
             prompt reassure rebuke rebut+ recommend sermonise spit/spits/spat/spat/spitting",
    ),
    ("qs", "quote"),
    ("t", "hear/hears/heard/heard/hearing"),
    ("st", "answer"),
    // Thought.
    (
        "tbm",
        "feel/feels/felt/felt/feeling know/knows/knew/known/knowing hope fear guess assume suspect \
             expect doubt imagine suppose reckon figure realise realize understand/understands/understood/understood/understanding \
             wish pray consider presume conjecture trust sense",
    ),
    (
        "tm",
        "recognise recognize remember forget/forgets/forgot/forgotten/forgetting learn decide determine \
             calculate reflect speculate worry fret+ envisage envision foresee/foresees/foresaw/foreseen/foreseeing \
             anticipate perceive infer+ deduce discern appreciate dream judge hypothesise hypothesize \
             resolve reconsider intuit discover care conceive fancy bet/bets/bet/bet/betting wager \
             agree disagree accept rule hold/holds/held/held/holding regret+ find/finds/found/found/finding \
             apprehend ascertain assess comprehend deem disbelieve divine dread fantasise fantasize forget \
             gather grant grasp judge misremember notice/-/noticed/noticed/noticing presuppose pretend prefer+ resent surmise visualise visualize \
             theorise theorize dislike forecast/forecasts/forecast/forecast/forecasting foretell/foretells/foretold/foretold/foretelling",
    ),
    (
        "w",
        "know/knows/knew/known/knowing explain describe discuss recall wonder understand/understands/understood/understood/understanding \
               detail outline clarify reveal ask learn demonstrate show/shows/showed/shown/showing disclose specify \
               recount relate remember illustrate ponder debate speculate predict",
    ),
    // Findings.
    (
        "tbd",
        "show/shows/showed/shown/showing find/finds/found/found/finding indicate estimate suggest reveal \
             report predict project forecast/forecasts/forecast/forecast/forecasting imply conclude",
    ),
    (
        "td",
        "demonstrate prove/proves/proved/proven/proving establish document illustrate signal signal+ confirm \
             detect posit hint highlight intimate convey attest tout verify certify \
             diagnose substantiate specify mention mean/means/meant/meant/meaning corroborate denote betray expose notice/-/noticed/noticed/noticing",
    ),
    // Demands, promises, decisions.
    (
        "tq",
        "demand propose recommend request require advocate deny refute dispute \
             advise instruct reject+ vow promise pledge guarantee \
             threaten warrant prescribe mandate decree order beg+ urge ask dictate direct ordain stipulate rebut+ counsel counsel+",
    ),
    (
        "i",
        "vow promise pledge threaten swear/swears/swore/sworn/swearing propose offer demand refuse \
               profess decline undertake/undertakes/undertook/undertaken/undertaking agree volunteer consent",
    ),
    // Wishes and intentions.
    ("im", "hope want wish intend aspire expect"),
    (
        "o",
        "urge ask order tell/tells/told/told/telling advise warn instruct beg+ implore beseech entreat \
             command request exhort caution demand pressure lobby challenge counsel counsel+ \
             direct enjoin admonish remind",
    ),
    // What is thought of somebody: expect them to.
    ("om", "expect want consider deem presume"),
    ("c", "call appeal"),
    (
        "th",
        "warn assure inform+ notify remind convince persuade advise brief+ reassure caution alert \
             promise teach/teaches/taught/taught/teaching show/shows/showed/shown/showing acquaint apprise forewarn",
    ),
    // What is thought of something, as its object.
    (
        "a",
        "accuse describe dismiss characterise characterize denounce condemn criticise criticize praise hail \
             label label+ brand portray slam+ blast decry blame deride depict cast/casts/cast/cast/casting \
             view regard paint deem call dub+ term attack castigate denigrate interpret lambast lambaste perceive \
             ridicule rubbish trash vilify acknowledge",
    ),
    (
        "n",
        "condemn criticise criticize praise denounce reject welcome oppose deny dispute \
             endorse defend support slam+ blast decry hail applaud deplore demand \
             rebuke rebut+ refute mock lambast lambaste lament commend favour favor \
             admonish bemoan berate blame castigate censure chastise chide champion contradict deride \
             disavow disown downplay excoriate extol+ fault lampoon laud mourn pan+ pillory pooh-pooh rebuff reprimand repudiate \
             resent ridicule rubbish salute savage scold scorn spurn trash vilify",
    ),
];

/// Verbs that say something with another word: “shot back”.
pub(super) const PHRASAL: &[(&str, &str, &str)] = &[
    (
        "sqt",
        "shoot/shoots/shot/shot/shooting fire hit/hits/hit/hit/hitting snap+ write/writes/wrote/written/writing",
        "back",
    ),
    ("sqt", "chip+ chime jump butt", "in"),
    ("sqt", "go/goes/went/gone/going carry", "on"),
    (
        "sqt",
        "let/lets/let/let/letting",
        "slip|it be known|it slip",
    ),
    (
        "sqtw",
        "make/makes/made/made/making",
        "clear|plain|it clear|it plain|it known|known|the point|the case|the claim|the argument|clear in a statement",
    ),
    (
        "t",
        "take/takes/took/taken/taking",
        "the view|the position|the line|issue with the claim|comfort in the fact",
    ),
    ("sqt", "put/puts/put/put/putting", "it"),
];

pub(super) const OTHER_VERBS: &str = "become/becomes/became/become/becoming begin/begins/began/begun/beginning break/breaks/broke/broken/breaking \
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
        need want like happen appear thank congratulate invite fire stab+ arrest award kick vote seem remain live die kill work play help allow include provide continue \
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
        treat understand/understands/understood/understood/understanding vary violate weigh worsen \
        allocate analyse analyze appoint approve arrange assist await behave borrow celebrate collapse collect \
        communicate compensate concentrate confront confuse connect construct consume cooperate coordinate cope \
        decorate dedicate deepen deploy deprive devote diminish dismantle disrupt dissolve distinguish distribute \
        divide donate drown educate elect embrace endanger enforce engage enlarge entail entitle erode evaluate \
        exaggerate examine exclude exploit explore facilitate flourish forbid/forbids/forbade/forbidden/forbidding \
        forgive/forgives/forgave/forgiven/forgiving freeze/freezes/froze/frozen/freezing frighten frustrate handle \
        hasten heal hesitate impose imprison induce infect inhabit inherit initiate injure innovate inspect install \
        intensify interact interfere invade invent invest investigate isolate jeopardise jeopardize justify lengthen \
        liberate lighten locate maximise maximize minimise minimize mislead/misleads/misled/misled/misleading modify \
        motivate multiply negotiate nominate nurture obey oblige obstruct outnumber overlook \
        oversee/oversees/oversaw/overseen/overseeing overturn penalise penalize permit+ pollute postpone preside \
        prioritise prioritize privatise privatize prolong prosecute provoke publish punish ratify \
        rebuild/rebuilds/rebuilt/rebuilt/rebuilding reconcile recruit refrain regain regulate rehabilitate reinstate \
        renew renovate repay/repays/repaid/repaid/repaying repeal repel+ reproduce resign resist retire reunite revise \
        revive safeguard scatter secure select simplify specialise specialize stabilise stabilize stimulate subsidise \
        subsidize substitute supervise suppress survive suspend swallow tempt terminate terrify tighten tolerate unify \
        uphold/upholds/upheld/upheld/upholding utilise utilize vanish weaken widen wipe discourage abandon abolish \
        absorb accelerate accompany accumulate adapt adjust admire afford aggravate alter amend annoy apply assemble \
        assign attain attend betray bind/binds/bound/bound/binding bury bypass cancel+ climb \
        cling/clings/clung/clung/clinging collaborate collide comply conceal condone confirm confiscate conserve \
        conspire contradict cripple decline defer+ defy depart derail detain deteriorate devastate dictate discriminate \
        distract distort dominate ease elevate embarrass emphasise enrich erect evade evacuate evict exert fulfil \
        hamper impair impede inflict inform infringe intend intervene intimidate linger loom lower melt omit+ oust \
        outlaw outpace overwhelm plunge pour presume prey promote quit/quits/quit/quit/quitting raise rebel+ rectify \
        reform relieve relocate repair replenish reshape restrict resume reverse rid/rids/rid/rid/ridding rob+ sabotage \
        sacrifice sap+ sever slow soar squeeze starve steer submit+ surpass sweep/sweeps/swept/swept/sweeping thrive \
        topple undo/undoes/undid/undone/undoing unite unleash unveil weep/weeps/wept/wept/weeping";
