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
            "zeigt/zeigte/zeigten/zeigen|gezeigt ergibt/ergab/ergaben|ergeben heißt/hieß|geheißen",
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
            dürfe gebe gehe stehe komme wäre wären bleibe lasse",
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
            generalsekretär generalsekretärin kommissar kommissarin richter richterin abgeordnete abgeordneter autor autorin",
        ),
        (
            any(&[Class::PEOPLE]),
            "experten expertin kritiker sprecher sprecherin polizei forscher wissenschaftler behörden zeugen anwohner beobachter \
            opposition gewerkschaften ermittler diplomaten",
        ),
        (
            any(&[Class::BODY]),
            "regierung ministerium gemeinde stadt rat partei gewerkschaft firma unternehmen konzern bank gericht universität verein verband \
            behörde kommission agentur zeitung bundesregierung polizei fraktion",
        ),
        (
            Class::DOCUMENT,
            "bericht studie umfrage gutachten brief zahlen ergebnisse untersuchung artikel",
        ),
        (
            Class::MEDIUM,
            "mitteilung erklärung interview gespräch rede brief bericht",
        ),
        (
            Class::NOUN_CUE,
            "behauptung vorwurf hoffnung befürchtung sorge warnung ansicht meinung überzeugung auffassung these ankündigung versprechen aussage angst",
        ),
        (
            Class::ADJECTIVE_CUE,
            "überzeugt sicher besorgt zuversichtlich",
        ),
        (
            Class::FEMININE,
            "frau präsidentin ministerin kanzlerin bundeskanzlerin bürgermeisterin oberbürgermeisterin chefin sprecherin ministerpräsidentin \
            direktorin leiterin geschäftsführerin außenministerin professorin trainerin",
        ),
        (
            Class::MASCULINE,
            "herr präsident minister kanzler bundeskanzler bürgermeister oberbürgermeister chef sprecher ministerpräsident direktor leiter \
            geschäftsführer außenminister professor trainer",
        ),
        (Class::AS, "als"),
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
            csu fdp grüne eu nato un",
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
    ],
    according_after: &["zufolge"],
    past_endings: &[],
    adverb_endings: &[],
    ing_endings: &[],
    comma_before_clause: true,
    cases: false,
    telling: "der die das und ist nicht mit sagte dass von den auf eine wurde werden auch sich",
};
