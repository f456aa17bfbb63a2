//! German.

use crate::suggest::lexicon::{Class, Inflection, Tables, any};

pub(in crate::suggest) const GERMAN: Tables = Tables {
    code: "de",
    name: "German",
    inflection: Inflection::Listed,
    verbs: &[
        (
            "sqtbwx",
            "sagt/sagte/sagten/sagen|gesagt erklärt/erklärte/erklärten/erklären|erklärt \
             meint/meinte/meinten/meinen|gemeint betont/betonte/betonten/betonen|betont \
             behauptet/behauptete/behaupteten/behaupten|behauptet",
        ),
        (
            "sqtbw",
            "berichtet/berichtete/berichteten/berichten|berichtet teilt/teilte/teilten/teilen|mitgeteilt \
             erläutert/erläuterte/erläuterten|erläutert ergänzt/ergänzte/ergänzten|ergänzt \
             bestätigt/bestätigte/bestätigten|bestätigt versichert/versicherte/versicherten|versichert \
             warnt/warnte/warnten/warnen|gewarnt antwortet/antwortete/antworteten|geantwortet \
             schreibt/schrieb/schrieben/schreiben|geschrieben fügt/fügte/fügten|hinzugefügt kritisiert/kritisierte/kritisierten|kritisiert \
             kommentiert/kommentierte|kommentiert entgegnet/entgegnete|entgegnet erwidert/erwiderte|erwidert \
             argumentiert/argumentierte/argumentierten|argumentiert äußert/äußerte/äußerten|geäußert \
             räumt/räumte/räumten|eingeräumt gibt/gab/gaben|angegeben kündigt/kündigte/kündigten|angekündigt \
             fordert/forderte/forderten/fordern|gefordert verlangt/verlangte/verlangten|verlangt beklagt/beklagte|beklagt \
             bemerkt/bemerkte|bemerkt unterstreicht/unterstrich|unterstrichen bekräftigt/bekräftigte|bekräftigt \
             verspricht/versprach/versprachen|versprochen prophezeit/prophezeite|prophezeit urteilt/urteilte|geurteilt \
             verkündet/verkündete/verkündeten|verkündet weist/wies/wiesen|hingewiesen spricht/sprach/sprachen|gesprochen \
             erzählt/erzählte/erzählten|erzählt ruft/rief/riefen|gerufen lobt/lobte|gelobt twittert/twitterte|getwittert \
             mahnt/mahnte|gemahnt droht/drohte|gedroht beteuert/beteuerte|beteuert schildert/schilderte|geschildert \
             widerspricht/widersprach|widersprochen dementiert/dementierte|dementiert stellt/stellte|klargestellt zitiert/zitierte|zitiert",
        ),
        (
            "sqtbw",
            "berichtigt/berichtigte/berichtigten/berichtigen|berichtigt bilanziert/bilanzierte/bilanzierten/bilanziern|bilanziert erinnert/erinnerte/erinnerten/erinnern|erinnert konstatiert/konstatierte/konstatierten/konstatiern|konstatiert \
             kontert/konterte/konterten/kontern|gekontert kündigt/kündigte/kündigten/kündigen|angekündigt notiert/notierte/notierten/notiern|notiert offenbart/offenbarte/offenbarten/offenbaren|offenbart \
             präzisiert/präzisierte/präzisierten/präzisiern|präzisiert prognostiziert/prognostizierte/prognostizierten/prognostiziern|prognostiziert protestiert/protestierte/protestierten/protestiern|protestiert resümiert/resümierte/resümierten/resümiern|resümiert \
             scherzt/scherzte/scherzten/scherzen|gescherzt signalisiert/signalisierte/signalisierten/signalisiern|signalisiert spekuliert/spekulierte/spekulierten/spekuliern|spekuliert spottet/spottete/spotteten/spotten|gespottet \
             stichelt/stichelte/stichelten/sticheln|gestichelt unterstellt/unterstellte/unterstellten/unterstellen|unterstellt verlautbart/verlautbarte/verlautbarten/verlautbaren|verlautbart vermeldet/vermeldete/vermeldeten/vermelden|vermeldet \
             verratet/verratete/verrateten/verraten|verraten versprecht/versprechte/versprechten/versprechen|versprochen verteidigt/verteidigte/verteidigten/verteidigen|verteidigt wettet/wettete/wetteten/wetten|gewettet \
             wiederholt/wiederholte/wiederholten/wiederholen|wiederholt witzelt/witzelte/witzelten/witzeln|gewitzelt zürnt/zürnte/zürnten/zürnen|gezürnt jubelt/jubelte/jubelten/jubeln|gejubelt \
             klagt/klagte/klagten/klagen|geklagt schimpft/schimpfte/schimpften/schimpfen|geschimpft schwärmt/schwärmte/schwärmten/schwärmen|geschwärmt seufzt/seufzte/seufzten/seufzen|geseufzt \
             stöhnt/stöhnte/stöhnten/stöhnen|gestöhnt flüstert/flüsterte/flüsterten/flüstern|geflüstert pocht/pochte/pochten/pochen|gepocht poltert/polterte/polterten/poltern|gepoltert \
             frohlockt/frohlockte/frohlockten/frohlocken|frohlockt moniert/monierte/monierten/moniern|moniert bemängelt/bemängelte/bemängelten/bemängeln|bemängelt bedauert/bedauerte/bedauerten/bedauern|bedauert \
             versichert/versicherte/versicherten/versichern|versichert garantiert/garantierte/garantierten/garantiern|garantiert insistiert/insistierte/insistierten/insistiern|insistiert plädiert/plädierte/plädierten/plädiern|plädiert \
             analysiert/analysierte/analysierten/analysiern|analysiert begründet/begründete/begründeten/begründen|begründet bekennt/bekennte/bekennten/bekennen|bekannt beteuert/beteuerte/beteuerten/beteuern|beteuert \
             betont/betonte/betonten/betonen|betont deutet/deutete/deuteten/deuten|angedeutet drängt/drängte/drängten/drängen|gedrängt ermahnt/ermahnte/ermahnten/ermahnen|ermahnt \
             führt/führte/führten/führen|ausgeführt hobt/hobte/hobten/hoben|hervorgehoben informiert/informierte/informierten/informiern|informiert erwähnt/erwähnte/erwähnten/erwähnen|erwähnt \
             korrigiert/korrigierte/korrigierten/korrigiern|korrigiert feiert/feierte/feierten/feiern|gefeiert postet/postete/posteten/posten|gepostet berichtet/berichtete/berichteten/berichten|berichtet \
             meldet/meldete/meldeten/melden|gemeldet appelliert/appellierte/appellierten/appelliern|appelliert folgert/folgerte/folgerten/folgern|gefolgert prahlt/prahlte/prahlten/prahlen|geprahlt \
             raunt/raunte/raunten/raunen|geraunt beschwichtigt/beschwichtigte/beschwichtigten/beschwichtigen|beschwichtigt bestreitet/bestritt/bestritten/bestreiten|bestritten gesteht/gestand/gestanden/gestehen|gestanden \
             verweist/verwies/verwiesen/verweisen|verwiesen beschreibt/beschrieb/beschrieben/beschreiben|beschrieben hebt/hob/hoben|hervorgehoben schließt/schloss/schlossen|ausgeschlossen \
             wirft/warf/warfen/werfen|vorgeworfen/geworfen gibt/gab/gaben/geben|bekanntgegeben/zugegeben/angegeben verrät/verriet/verrieten|verraten verschweigt/verschwieg|verschwiegen \
             lügt/log|gelogen",
        ),
        (
            "stbm",
            "ahnt/ahnte/ahnten/ahnen|geahnt begreift/begriff/begriffen|begriffen erkennt/erkannte/erkannten/erkennen|erkannt erfährt/erfuhr/erfuhren|erfahren \
             meint/meinte/meinten/meinen|gemeint merkt/merkte|gemerkt versteht/verstand/verstanden/verstehen|verstanden vergisst/vergaß|vergessen \
             spürt/spürte|gespürt fühlt/fühlte|gefühlt wünscht/wünschte/wünschen|gewünscht zweifelt/zweifelte/zweifeln|gezweifelt \
             sorgt/sorgte|gesorgt ärgert/ärgerte|geärgert freut/freute|gefreut wundert/wunderte|gewundert \
             erinnert/erinnerte|erinnert \
             glaubt/glaubte/glaubten/glauben|geglaubt hofft/hoffte/hofften/hoffen|gehofft vermutet/vermutete/vermuteten/vermuten|vermutet \
             fürchtet/fürchtete/fürchteten/fürchten|gefürchtet befürchtet/befürchtete/befürchten|befürchtet findet/fand/finden|gefunden",
        ),
        (
            "tbd",
            "belegt/belegte/belegten/belegen|belegt beweist/bewies/bewiesen/beweisen|bewiesen bestätigt/bestätigen|bestätigt deutet/deuten|angedeutet \
             ermittelt/ermittelte|ermittelt entdeckt/entdeckte/entdeckten|entdeckt legt/legte/legen|nahegelegt herausgefunden/nachgewiesen/festgestellt|herausgefunden/nachgewiesen/festgestellt \
             offenbart/offenbarte|offenbart stellt/stellte/stellten|festgestellt",
        ),
        ("sq", "heißt/hieß/hießen|geheißen lautet/lautete|gelautet"),
        ("sqw", "fragt/fragte/fragten/fragen|gefragt"),
        (
            "tbm",
            "glaubt/glaubte/glaubten/glauben|geglaubt denkt/dachte/dachten/denken|gedacht hofft/hoffte/hofften/hoffen|gehofft \
             befürchtet/befürchtete/befürchteten|befürchtet fürchtet/fürchtete|gefürchtet vermutet/vermutete|vermutet erwartet/erwartete/erwarten|erwartet \
             findet/fand/fanden|gefunden weiß/wusste/wussten/wissen|gewusst hält/hielt|gehalten rechnet/rechnete|gerechnet \
             bezweifelt/bezweifelte|bezweifelt schätzt/schätzte/schätzen|geschätzt beschließt/beschloss|beschlossen entscheidet/entschied|entschieden",
        ),
        (
            "tbd",
            "zeigt/zeigte/zeigten/zeigen|gezeigt ergibt/ergab/ergaben|ergeben",
        ),
    ],
    phrasal: &[],
    other_verbs: "ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können konnte konnten muss müssen musste mussten \
        soll sollen sollte sollten will wollen wollte wollten darf dürfen durfte mag geht ging gingen kommt kam kamen steht stand standen \
        gibt gab liegt lag bleibt blieb nimmt nahm macht machte machten bringt brachte führt führte lässt ließ sieht sah",
    words: &[
        (
            any(&[Class::AUX, Class::BE]),
            "ist sind war waren bin wird wurde wurden werden",
        ),
        (
            any(&[Class::AUX, Class::HAVE]),
            "hat haben hatte hatten habe",
        ),
        (
            any(&[Class::AUX, Class::MODAL]),
            "kann können konnte konnten muss müssen musste mussten soll sollen sollte sollten will wollen wollte \
            wollten darf dürfen durfte würde würden",
        ),
        (
            any(&[Class::AUX, Class::REPORTED_MOOD]),
            "sei seien habe hätten hätte werde würden würde könne könnten könnte müsse müssten solle wolle \
            dürfe gebe gehe stehe komme wäre wären bleibe lasse wisse liege nehme bringe mache sehe \
            brauche fehle",
        ),
        (
            Class::INDIRECT,
            "sei seien habe werde könne müsse solle wolle dürfe gebe gehe stehe komme bleibe lasse wisse liege nehme bringe mache sehe \
             brauche fehle finde halte führe",
        ),
        (
            Class::DET,
            "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jeder jede kein keine alle viele mehrere einige zwei drei vier fünf",
        ),
        (
            any(&[Class::POSSESSIVE, Class::DET]),
            "sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere mein meine",
        ),
        (
            Class::PREPOSITION,
            "in im an am auf bei beim mit von vom zu zum zur nach vor für aus um durch gegen ohne über unter zwischen seit während \
            wegen trotz bis gegenüber laut",
        ),
        (Class::OF, "von vom der des"),
        (Class::AND, "und oder sowie"),
        (Class::BUT, "aber doch sondern"),
        (
            Class::SUBORDINATOR,
            "weil obwohl während wenn als nachdem bevor da falls",
        ),
        (Class::THAT, "dass daß"),
        (Class::QUESTION, "wie was warum wo wann ob wer weshalb"),
        (any(&[Class::PRONOUN, Class::MASCULINE]), "er"),
        (
            any(&[Class::PRONOUN, Class::FEMININE, Class::PLURAL]),
            "sie",
        ),
        (any(&[Class::PRONOUN, Class::FIRST_PERSON]), "ich wir"),
        (any(&[Class::PRONOUN, Class::IT]), "es"),
        (any(&[Class::PRONOUN]), "man"),
        (Class::OBJECT, "ihn ihm uns mich mir sich ihnen"),
        (Class::NOT, "nicht nie kein keine"),
        (
            Class::ADVERB,
            "auch dann nun jetzt später bereits schon noch nur zudem außerdem jedoch allerdings weiter ferner zuvor erneut deshalb daher \
            heute gestern morgen dabei dazu damit hinzu mit aus ein an hin klar",
        ),
        (
            Class::TIME,
            "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september oktober \
            november dezember gestern heute morgen abend",
        ),
        (
            Class::TITLE,
            "präsident präsidentin minister ministerin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerpräsident ministerpräsidentin \
            bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin chef chefin sprecher sprecherin professor professorin dr herr frau \
            direktor direktorin leiter leiterin vorsitzende vorsitzender geschäftsführer geschäftsführerin außenminister außenministerin \
            innenminister innenministerin finanzminister finanzministerin bundespräsident staatssekretär general trainer trainerin senator senatorin \
            generalsekretär generalsekretärin kommissar kommissarin richter richterin abgeordnete abgeordneter autor autorin \
             ökonom ökonomin analyst analystin historiker historikerin politologe politologin soziologe soziologin \
             forscher forscherin wissenschaftler wissenschaftlerin physiker physikerin biologe biologin chemiker \
             chemikerin arzt ärztin psychologe psychologin jurist juristin anwalt anwältin verteidiger \
             verteidigerin staatsanwalt staatsanwältin oberstaatsanwalt oberstaatsanwältin landrat landrätin \
             stadtrat stadtratin innensenator innensenatorin regierungssprecher regierungssprecherin \
             pressesprecher pressesprecherin vorstandssprecher vorstandssprecherin polizeisprecher \
             polizeisprecherin unternehmenssprecher unternehmenssprecherin konzernsprecher konzernsprecherin \
             finanzexperte finanzexpertin experte expertin gutachter gutachterin berater beraterin koordinator \
             koordinatorin botschafter botschafterin diplomat diplomatin kapitän kapitänin stürmer stürmerin \
             torwart torwartin manager managerin sportdirektor sportdirektorin regisseur regisseurin schauspieler \
             schauspielerin schriftsteller schriftstellerin journalist journalistin redakteur redakteurin \
             unternehmer unternehmerin gründer gründerin bauer bäuerin landwirt landwirtin lehrer lehrerin schüler \
             schülerin student studentin einsatzleiter einsatzleiterin feuerwehrsprecher feuerwehrsprecherin \
             gewerkschafter gewerkschafterin fraktionschef fraktionschefin parteichef parteichefin \
             landesvorsitzende landesvorsitzendein wirtschaftsminister wirtschaftsministerin gesundheitsminister \
             gesundheitsministerin verteidigungsminister verteidigungsministerin umweltminister umweltministerin \
             verkehrsminister verkehrsministerin landwirtschaftsminister landwirtschaftsministerin justizminister \
             justizministerin arbeitsminister arbeitsministerin bundesfinanzminister bundesfinanzministerin \
             bundesinnenminister bundesinnenministerin bundesaußenminister bundesaußenministerin premierminister \
             premierministerin premier premierin vizekanzler vizekanzlerin vizepräsident vizepräsidentin \
             staatschef staatschefin regierungschef regierungschefin bundestagspräsident bundestagspräsidentin \
             kanzleramtschef kanzleramtschefin politiker politikerin abgeordneterin einwohner einwohnerin anwohner \
             anwohnerin augenzeuge augenzeugin nachbar nachbarin bischof bischöfin pfarrer pfarrerin papst könig \
             königin",
        ),
        (
            any(&[Class::PEOPLE]),
            "experten expertin kritiker sprecher sprecherin polizei forscher wissenschaftler behörden zeugen anwohner beobachter \
            opposition gewerkschaften ermittler diplomaten \
             analysten ökonomen beamte beamter angehörige nachbarn verteidiger anwälte staatsanwälte ärzte lehrer \
             eltern schüler studierende händler bauern landwirte arbeitgeber arbeitnehmer politiker abgeordnete \
             minister grüne sozialdemokraten liberale konservative demokraten republikaner diplomat insider kreise \
             medien umweltschützer aktivisten verbände veranstalter organisatoren augenzeugen retter soldaten \
             historiker juristen teilnehmer befragte",
        ),
        (
            any(&[Class::BODY]),
            "regierung ministerium gemeinde stadt rat partei gewerkschaft firma unternehmen konzern bank gericht universität verein verband \
            behörde kommission agentur zeitung bundesregierung polizei fraktion \
             landesregierung staatsanwaltschaft feuerwehr klinik krankenhaus hochschule institut amt bundesamt \
             landgericht amtsgericht opposition koalition senat bundestag bundesrat landtag parlament armee \
             militär ministerin innenministerium außenministerium verteidigungsministerium gesundheitsministerium \
             finanzministerium kirche bistum stiftung organisation sender magazin blatt verlag airline betreiber \
             hersteller club klub verwaltung stadtverwaltung polizeipräsidium",
        ),
        (
            Class::DOCUMENT,
            "bericht studie umfrage gutachten brief zahlen ergebnisse untersuchung artikel \
             statistik statistiken dokument dokumente unterlagen urteil gesetz entwurf analyse auswertung daten \
             schreiben papier protokoll anklage anklageschrift",
        ),
        (
            Class::MEDIUM,
            "mitteilung erklärung interview gespräch rede brief bericht \
             pressemitteilung stellungnahme statement tweet post beitrag podcast sendung pressekonferenz schreiben \
             aussendung sitzung debatte facebook twitter instagram video",
        ),
        (
            Class::NOUN_CUE,
            "behauptung vorwurf hoffnung befürchtung sorge warnung ansicht meinung überzeugung auffassung these ankündigung versprechen aussage angst \
             behauptungen vorwürfe hoffnungen befürchtungen sorgen einschätzung vermutung verdacht gerücht \
             gerüchte forderung eindruck gefühl erkenntnis zusage zweifel hinweis hinweise prognose erwartung \
             argument kritik klage drohung einwand glaube wunsch nachricht feststellung schluss",
        ),
        (
            Class::ADJECTIVE_CUE,
            "überzeugt sicher besorgt zuversichtlich \
             gewiss optimistisch skeptisch pessimistisch enttäuscht erfreut froh erleichtert verärgert entsetzt \
             schockiert stolz traurig bewusst erstaunt überrascht zufrieden dankbar beunruhigt gespannt",
        ),
        (
            Class::FEMININE,
            "frau präsidentin ministerin kanzlerin bundeskanzlerin bürgermeisterin oberbürgermeisterin chefin sprecherin ministerpräsidentin \
            direktorin leiterin geschäftsführerin außenministerin professorin trainerin \
             ökonomin analystin historikerin politologin soziologin forscherin wissenschaftlerin physikerin \
             biologin chemikerin ärztin psychologin juristin anwältin verteidigerin staatsanwältin \
             oberstaatsanwältin landrätin stadtratin innensenatorin regierungssprecherin pressesprecherin \
             vorstandssprecherin polizeisprecherin unternehmenssprecherin konzernsprecherin finanzexpertin \
             expertin gutachterin beraterin koordinatorin botschafterin diplomatin kapitänin stürmerin torwartin \
             managerin sportdirektorin regisseurin schauspielerin schriftstellerin journalistin redakteurin \
             unternehmerin gründerin bäuerin landwirtin lehrerin schülerin studentin einsatzleiterin \
             feuerwehrsprecherin gewerkschafterin fraktionschefin parteichefin generalsekretärin \
             landesvorsitzendein wirtschaftsministerin gesundheitsministerin verteidigungsministerin \
             umweltministerin verkehrsministerin landwirtschaftsministerin justizministerin arbeitsministerin \
             bundesfinanzministerin bundesinnenministerin bundesaußenministerin premierministerin premierin \
             vizekanzlerin vizepräsidentin staatschefin regierungschefin bundestagspräsidentin kanzleramtschefin \
             politikerin abgeordneterin einwohnerin anwohnerin augenzeugin nachbarin bischöfin pfarrerin königin",
        ),
        (
            Class::MASCULINE,
            "herr präsident minister kanzler bundeskanzler bürgermeister oberbürgermeister chef sprecher ministerpräsident direktor leiter \
            geschäftsführer außenminister professor trainer",
        ),
        (Class::AS, "als wie"),
        (
            Class::VIEW,
            "ansicht meinung auffassung einschätzung überzeugung worten aussage erkenntnis darstellung",
        ),
        (Class::SPOKESPERSON, "sprecher sprecherin"),
        (Class::ON, "am"),
        (
            Class::ABBREVIATION,
            "dr prof hr fr bzw ca usw nr st z.b u.a d.h",
        ),
        (Class::PARTICLE, "von van de zu"),
        (
            Class::ORGANISATION,
            "regierung ministerium rat partei gewerkschaft bank gericht universität verein verband kommission agentur zeitung ag gmbh spd cdu \
            csu fdp grüne eu nato un \
             staatsanwaltschaft bundesregierung bundesamt bundestag bundesrat landtag feuerwehr polizei klinik \
             institut afd bsw ezb ifo diw bka bnd ard zdf dpa afp reuters faz",
        ),
        (
            Class::MODIFIER,
            "ehemalige ehemaliger neue neuer stellvertretende stellvertretender",
        ),
    ],
    according: &[
        "laut",
        "nach angaben von",
        "nach angaben der",
        "nach angaben des",
        "nach ansicht von",
        "nach ansicht der",
        "nach ansicht des",
        "nach einschätzung von",
        "nach einschätzung der",
        "nach einschätzung des",
        "nach aussage von",
        "nach worten von",
        "nach auffassung von",
        "nach meinung von",
        "so",
        "nach den worten von",
        "nach den worten des",
        "nach den worten der",
        "nach worten des",
        "nach worten der",
        "nach aussage des",
        "nach aussage der",
        "nach aussagen von",
        "nach aussagen des",
        "nach aussagen der",
        "nach auffassung des",
        "nach auffassung der",
        "nach meinung des",
        "nach meinung der",
        "nach überzeugung von",
        "nach überzeugung des",
        "nach überzeugung der",
        "nach darstellung von",
        "nach darstellung des",
        "nach darstellung der",
        "nach informationen von",
        "nach informationen des",
        "nach informationen der",
        "nach erkenntnissen von",
        "nach erkenntnissen des",
        "nach erkenntnissen der",
        "nach schätzungen von",
        "nach schätzungen des",
        "nach schätzungen der",
        "nach berechnungen von",
        "nach berechnungen des",
        "nach berechnungen der",
        "nach angaben aus",
        "unter berufung auf",
        "aus sicht von",
        "aus sicht des",
        "aus sicht der",
        "in den augen von",
        "in den augen des",
        "in den augen der",
    ],
    according_after: &["zufolge", "nach"],
    past_endings: &[],
    adverb_endings: &[],
    ing_endings: &[],
    comma_before_clause: true,
    nouns_upper: true,
    cases: false,
    telling: "der die das und ist nicht mit sagte dass von den auf eine wurde werden auch sich",
};
