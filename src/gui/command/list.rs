//! The list itself: by menu and by section of a menu, in the order of the menus.

use egui::Key;

use super::{Needs, Spec, alt, ctrl, ctrl_shift, key, shift};

/// Makes the commands out of one table. An entry is a name, what the command needs to do
/// anything, its keys, and what it does, said without a full stop.
macro_rules! commands {
    ($($menu:ident { $([ $($command:ident: $name:literal, $needs:ident, [$($key:expr),*],
                           $help:literal;)* ])* })*) => {
        /// An act with a name. What needs more than that (which stance, which file) is an
        /// [`Intent`](crate::gui::intent::Intent).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command { $($($($command,)*)*)* }

        /// A menu of the menu bar.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Menu { $($menu,)* }

        impl Command {
            pub const ALL: &'static [Self] = &[$($($(Self::$command,)*)*)*];

            pub fn spec(self) -> Spec {
                match self {
                    $($($(Self::$command => Spec {
                        name: $name,
                        menu: Menu::$menu,
                        help: $help,
                        needs: Needs::$needs,
                        keys: const { &[$($key),*] },
                    },)*)*)*
                }
            }
        }

        impl Menu {
            pub const ALL: &'static [Self] = &[$(Self::$menu,)*];

            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$menu => stringify!($menu),)*
                }
            }

            /// Its commands, in sections.
            pub fn sections(self) -> &'static [&'static [Command]] {
                match self {
                    $(Self::$menu => &[$(&[$(Command::$command,)*],)*],)*
                }
            }
        }
    };
}

commands! {
    Project {
        [
            NewProject: "New project", Nothing, [ctrl(Key::N)],
                "Starts an empty project with the shipped stances";
            OpenProject: "Open…", Nothing, [ctrl(Key::O)],
                "Opens a project, or an article in a new one";
        ]
        [
            SampleFirstSteps: "Sample: first steps", Nothing, [],
                "Opens a copy of one short article with its coding, to try things on";
            SampleHarbour: "Sample: harbour dispute", Nothing, [],
                "Opens a copy of three articles that two annotators coded and reviewed";
            SampleScripts: "Sample: many scripts", Nothing, [],
                "Opens a copy of short articles in six languages";
        ]
        [
            AddArticles: "Add articles…", Project, [ctrl_shift(Key::O)],
                "Adds text files to the project as articles";
            ReplaceText: "Replace article text…", Article, [],
                "Takes the text from a file; statements go where their words stand now";
            RemoveArticle: "Remove article", Article, [],
                "Takes the article and its statements out of the project; undo brings them back";
        ]
        [
            Save: "Save", Project, [ctrl(Key::S)],
                "Writes the project to its file";
            SaveAs: "Save as…", Project, [ctrl_shift(Key::S)],
                "Writes the project to another file";
        ]
        [
            CopyForCoder: "Copy for a coder…", Project, [],
                "Writes one coder's articles to a file, without what others coded";
            BringBack: "Bring back a copy…", Project, [],
                "Shows what coders' copies bring, and puts it into the project";
        ]
        [
            ShowBackups: "Backups…", Project, [],
                "Shows the versions that are kept with each save, and saves copies of them";
        ]
        [
            Export: "Export…", Project, [ctrl(Key::E)],
                "Writes articles and statements for other programs: tables, networks, pages, labels";
            Import: "Import…", Nothing, [ctrl_shift(Key::E)],
                "Shows what files of other programs would bring, labels or articles, and takes it";
            ImportReport: "Report of the last import", Nothing, [],
                "What came in last, and what was left out and why";
        ]
        [
            TellColleagues: "Tell colleagues who has it open", Nothing, [],
                "Keeps a hidden note beside the file with your name, or none from the next project on";
            WhoAmI: "Coding as…", Project, [],
                "Your name or initials, as they stand beside your statements";
        ]
        [
            Quit: "Quit", Nothing, [ctrl(Key::Q)],
                "Saves and closes; asks where to, when it has no file yet";
        ]
    }
    Edit {
        [
            Undo: "Undo", Project, [ctrl(Key::Z)],
                "Takes back the last change, in whichever article it was";
            Redo: "Redo", Project, [ctrl_shift(Key::Z), ctrl(Key::Y)],
                "Makes the change again that was taken back";
        ]
        [
            Copy: "Copy", Words, [ctrl(Key::C)],
                "Copies the selected words";
            CopyTable: "Copy table", Article, [],
                "Copies the rows of the statement table for a spreadsheet";
            Deselect: "Deselect", Project, [key(Key::Escape)],
                "Lets go of the selected words, then of the statement";
        ]
        [
            FindInArticle: "Find in article", Article, [ctrl(Key::F)],
                "Finds words in this article as you type";
            SearchProject: "Search all articles", Project, [ctrl_shift(Key::F)],
                "Searches texts, titles, codes, notes and comments of the project";
            NextHit: "Next hit", Hits, [key(Key::F3)],
                "Goes to the next place that was found";
            PreviousHit: "Previous hit", Hits, [shift(Key::F3)],
                "Goes to the place before that was found";
        ]
        [
            IgnoreCase: "Ignore case", Project, [alt(Key::C)],
                "Capital and small letters are the same when searching";
            IgnoreAccents: "Ignore accents", Project, [alt(Key::A)],
                "é is found as e, ё as е when searching; й and ї stay letters of their own";
            WholeWord: "Whole words", Project, [alt(Key::W)],
                "Finds words that begin and end where the searched ones do";
            Expression: "Regular expression", Project, [alt(Key::X)],
                "The searched words are a pattern: .* anything, \\d a digit, a|b either, ^ start of a line";
        ]
        [
            Reanchor: "Re-anchor quotes", Project, [],
                "Puts detached quotes back where their words stand";
        ]
    }
    View {
        [
            Palette: "Search or run a command", Nothing, [ctrl(Key::K)],
                "Finds commands, articles and codes by a few letters";
        ]
        [
            GoToPlace: "Go to", Project, [ctrl(Key::P)],
                "Finds an article, a speaker, a topic or a statement by a few letters";
        ]
        [
            ShowCodebook: "Codebook", Project, [ctrl(Key::B)],
                "Speakers, stances, topics: names, definitions, colours, merging";
            ShowDetails: "Article details", Article, [ctrl(Key::I)],
                "Title, outlet, author, date and address of the article";
        ]
        [
            ToggleMore: "More of the statement", Project, [key(Key::V)],
                "Shows or hides form, naming, on behalf of, target and marked words";
        ]
        [
            NextArticle: "Next article", Project, [ctrl(Key::PageDown)],
                "Opens the next article of the list";
            PreviousArticle: "Previous article", Project, [ctrl(Key::PageUp)],
                "Opens the article before in the list";
            FindArticle: "Find an article", Article, [ctrl(Key::L)],
                "Goes to the search field of the article list";
        ]
        [
            ToggleTable: "Statement table", Article, [ctrl(Key::T)],
                "Opens or closes the table of statements";
            TableScope: "Statements of all articles", Article, [ctrl_shift(Key::T)],
                "Shows the statements of the whole project in the table, or of this article";
            FilterTable: "Filter statements", Article, [ctrl_shift(Key::L)],
                "Goes to the filter of the statement table";
        ]
        [
            ShowWorklists: "Worklists", Project, [key(Key::F9)],
                "Lists what is left to do, and what is worth a second look";
            NextEntry: "Next of the worklist", Project, [key(Key::F4)],
                "Goes to the next entry of the worklist";
            PreviousEntry: "Previous of the worklist", Project, [shift(Key::F4)],
                "Goes to the entry of the worklist before";
            DismissEntry: "Dismiss the entry…", Entry, [],
                "Takes it off the worklist, with a reason, until what it is about changes";
            BringBackEntry: "Bring the entry back", Entry, [],
                "Puts what was dismissed on the worklist again";
            ShowDismissed: "Show dismissed entries", Project, [],
                "Lists also what was dismissed, with the reasons; again: not any more";
        ]
        [
            ThemeSystem: "Theme of the system", Nothing, [],
                "Light or dark, as the system is";
            ThemeLight: "Light theme", Nothing, [],
                "Ink on paper";
            ThemeDark: "Dark theme", Nothing, [],
                "Light words on a dark ground";
            ThemeContrast: "High contrast theme", Nothing, [],
                "Black and white with strong lines";
        ]
        [
            NextPane: "Next pane", Project, [key(Key::F6)],
                "Goes round the window: articles, text, statement, table";
            PreviousPane: "Previous pane", Project, [shift(Key::F6)],
                "Goes round the window the other way";
        ]
        [
            ZoomIn: "Larger", Nothing, [ctrl(Key::Plus), ctrl(Key::Equals)],
                "Makes everything larger";
            ZoomOut: "Smaller", Nothing, [ctrl(Key::Minus)],
                "Makes everything smaller";
            ZoomReset: "Normal size", Nothing, [ctrl(Key::Num0)],
                "Back to 100 %";
        ]
        [
            TextLarger: "Larger text", Article, [ctrl_shift(Key::Period)],
                "Sets the article in a larger size, and nothing else";
            TextSmaller: "Smaller text", Article, [ctrl_shift(Key::Comma)],
                "Sets the article in a smaller size, and nothing else";
            ColumnWider: "Wider column", Article, [ctrl(Key::CloseBracket)],
                "Puts more characters in a row, where the window has room";
            ColumnNarrower: "Narrower column", Article, [ctrl(Key::OpenBracket)],
                "Puts fewer characters in a row";
            NumberParagraphs: "Number paragraphs", Article, [],
                "Shows or hides the numbers of paragraphs beside the text";
            NumberLines: "Number lines", Article, [],
                "Shows or hides the numbers of lines, blank ones counted, as in the file";
            OnlyText: "Only the text", Article, [key(Key::F11)],
                "Hides lists and tables; the statement is shown while one types in it";
        ]
    }
    Select {
        [
            CycleUnit: "Quotation, clause, sentence", Article, [key(Key::Q)],
                "Selects the quotation at the caret, then the clause, then the sentence";
        ]
        [
            NextQuotation: "Next quotation", Article, [key(Key::F)],
                "Selects the next quotation";
            PreviousQuotation: "Previous quotation", Article, [shift(Key::F)],
                "Selects the quotation before";
        ]
        [
            NextSentence: "Next sentence", Article, [key(Key::W)],
                "Goes to the start of the next sentence";
            PreviousSentence: "Previous sentence", Article, [shift(Key::W)],
                "Goes to the start of the sentence, then of the one before";
        ]
        [
            ExtendToEnd: "To the end of the sentence", Article, [key(Key::E)],
                "Extends the selection to the end of the sentence";
            ExtendToStart: "From the start of the sentence", Article, [shift(Key::E)],
                "Extends the selection to the start of the sentence";
        ]
        [
            StartLater: "Start a word later", WordsOrStatement, [shift(Key::H)],
                "Takes the first word off the selection, or off the statement";
            StartEarlier: "Start a word earlier", WordsOrStatement, [shift(Key::G)],
                "Adds the word before to the selection, or to the statement";
            EndLater: "End a word later", WordsOrStatement, [key(Key::H)],
                "Adds the word after to the selection, or to the statement";
            EndEarlier: "End a word earlier", WordsOrStatement, [key(Key::G)],
                "Takes the last word off the selection, or off the statement";
        ]
    }
    Code {
        [
            MakeStatement: "Make statement", Words, [key(Key::Enter)],
                "Makes a statement of the selected words";
            AddSpan: "Add to statement", WordsAndStatement, [key(Key::Plus), shift(Key::Enter)],
                "Adds the selected words to the statement as another span";
            MarkSource: "Mark source", WordsAndStatement, [key(Key::O)],
                "Marks the selected words as those that name the speaker";
            MarkCue: "Mark cue", WordsAndStatement, [key(Key::C)],
                "Marks the selected words as the verb or phrase of saying";
        ]
        [
            StatementOfHit: "Statement of this hit", Hits, [ctrl(Key::Enter)],
                "Makes a statement of the words that the search is at";
            StatementsOfHits: "Statements of all hits", Hits, [ctrl_shift(Key::Enter)],
                "Makes a statement of every place in the texts that the search found";
        ]
        [
            NextProposal: "Next proposal", Article, [key(Key::P)],
                "Goes to the next words that may be a statement";
            PreviousProposal: "Previous proposal", Article, [shift(Key::P)],
                "Goes to the words before that may be a statement";
            AcceptProposal: "Accept the proposal", Proposal, [],
                "Makes it a statement and goes on to the next (Enter)";
            EditProposal: "Edit the proposal", Proposal, [],
                "Makes it a statement and stays there, to change its borders and coding (E)";
            RejectProposal: "Reject the proposal", Proposal, [],
                "Takes it away for good and goes on to the next (X); undo brings it back";
            AcceptSure: "Accept all proposals of 90 %", Article, [],
                "Makes statements of all proposals of this article that are 90 % sure or more";
            AcceptLikely: "Accept all proposals of 75 %", Article, [],
                "Makes statements of all proposals of this article that are 75 % sure or more";
            ShowProposals: "Show proposals", Project, [],
                "Shows or hides what may be a statement; what you accept remembers that it was proposed";
            RankChoices: "Rank choices by what was coded", Project, [],
                "Offers first the speakers and topics that were coded like this before, and tells a likely stance; fills nothing in";
        ]
        [
            SameSpeaker: "Same speaker as before", WordsOrStatement, [key(Key::R)],
                "Gives the statement the speakers of the one made before";
            Again: "Again", WordsOrStatement, [key(Key::A)],
                "Gives the statement the speakers, stance and topics of the one made before";
            AnotherHere: "Another on the same words", Statement, [key(Key::X)],
                "Makes a second statement of the same words and speaker, for another topic";
            Duplicate: "Duplicate statement", Statement, [ctrl(Key::D)],
                "Makes a second statement with the same words and coding";
        ]
        [
            SameWords: "Same words elsewhere…", Statement, [shift(Key::F9)],
                "Lists where the words of the statement stand in other articles, exactly or nearly";
            CodeAlike: "Code alike", Project, [],
                "Makes a statement of the words elsewhere, coded as this one";
            LinkRepeat: "Link as a repeat", Project, [],
                "Codes them alike as a reprint, which counts may leave out; links what is coded";
            CodeAllAlike: "Code all alike", Project, [],
                "Makes statements of all places that are not coded, in one step";
            LinkAllRepeats: "Link all as repeats", Project, [],
                "Makes all places repeats of the statement, in one step";
        ]
        [
            EditSpeaker: "Speaker", WordsOrStatement, [key(Key::S)],
                "Goes to the speaker of the statement";
            EditTopic: "Topic", WordsOrStatement, [key(Key::T)],
                "Goes to the topic of the statement";
            EditNote: "Note", WordsOrStatement, [key(Key::N)],
                "Goes to the note on the statement";
            EditOnBehalf: "On behalf of", WordsOrStatement, [key(Key::B)],
                "Goes to the organisation that the speaker speaks for";
            EditTarget: "Stance toward", WordsOrStatement, [key(Key::Y)],
                "Goes to what the stance is read toward: the topic, a speaker, or free words";
        ]
        [
            CycleForm: "Next form", WordsOrStatement, [key(Key::M)],
                "Direct, mixed, indirect, reported, free indirect";
            CycleNaming: "Next naming", WordsOrStatement, [key(Key::U)],
                "Named, unnamed, none given, not coded; the other way round while nobody speaks";
            CodeLine: "Code in one line", WordsOrStatement, [key(Key::Semicolon)],
                "Takes speaker, stance and topic in a row: syb 3 nato, Enter";
            ToggleFlag: "Look at again", WordsOrStatement, [key(Key::L)],
                "Marks the statement to be looked at again, or takes the mark off";
        ]
        [
            CycleOverlaps: "Next at the caret", Article, [key(Key::I)],
                "Goes through the statements that overlap here";
            NextStatement: "Next statement", Article, [key(Key::J)],
                "Goes to the next statement of the article";
            PreviousStatement: "Previous statement", Article, [key(Key::K)],
                "Goes to the statement before";
            NextIncomplete: "Next incomplete statement", Project, [shift(Key::J)],
                "Goes to the next statement of yours without speaker, stance or topic";
        ]
        [
            DeleteStatement: "Delete statement", Statement, [key(Key::Delete)],
                "Deletes the statement; undo brings it back";
        ]
        [
            ToggleDone: "Article done", Article, [key(Key::D)],
                "Marks the article as done, also when nothing was found in it";
        ]
    }
    Review {
        [
            ShowQueue: "Review queue", Project, [key(Key::F8)],
                "Lists what waits for you: the work of others, and what comes back of yours";
            NextWaiting: "Next that waits", Project, [],
                "Goes to the next row of the queue that still waits";
            PreviousWaiting: "Previous that waits", Project, [],
                "Goes to the row of the queue before that still waits";
        ]
        [
            ShowCompare: "Compare…", Project, [key(Key::F7)],
                "Puts two annotators side by side, and decides what differs";
            ShowAgreement: "Agreement…", Project, [],
                "Says how far annotators agree, in figures";
        ]
        [
            JoinCodes: "Codes that may be the same…", Project, [],
                "Asks of each two codes with one name or alias whether they are one";
            PolicyOpen: "Codebook open", Project, [],
                "Codes are added and changed freely";
            PolicyPropose: "Codebook: propose only", Project, [],
                "New codes are marked as proposed; the others stay as they are";
            PolicyLocked: "Codebook locked", Project, [],
                "No code is added or changed";
        ]
        [
            Accept: "Accept", Review, [],
                "Says that the statement is right, and goes on to the next that waits";
            Reject: "Reject…", Review, [],
                "Says that it is not right, and why: a digit, then words if you like";
            Ask: "Ask about it…", Review, [],
                "Asks the annotator something about the statement";
            CommentOnStatement: "Comment on it…", Review, [],
                "Says something about the statement without judging it";
            Suggest: "Suggest a change", Review, [],
                "What you code then is not changed but suggested; Enter sends it, Esc drops it";
            SendSuggestion: "Send the suggestion", Review, [],
                "Sends what you suggest to the annotator (Enter)";
        ]
        [
            TakeSuggestion: "Take the suggestion", Review, [],
                "Changes your statement as a colleague suggests";
            AnswerReview: "Answer…", Review, [],
                "Answers what was said of the statement";
            Resolve: "Mark as answered", Review, [],
                "Says that nothing is left to answer about the statement";
        ]
        [
            AcceptUnanimous: "Accept all that are unanimous", Review, [],
                "Accepts every statement of others in which all who coded the article agree entirely";
        ]
        [
            ProposeMissing: "Propose a missing statement", Review, [],
                "Suggests a statement of the selected words to the annotators";
            CommentOnText: "Comment on this text…", Review, [],
                "Says something about the selected words, without a statement";
        ]
        [
            MakeExample: "Make it a codebook example", Review, [],
                "Adds the words of the statement to the examples of its topic; its thread is answered";
            MakeRule: "Make it a codebook rule", Review, [],
                "Adds what was said last to the definition of its topic; its thread is answered";
        ]
        [
            ShowAllCodings: "Show all codings", Project, [],
                "Shows the statements of all annotators, but for those that are hidden until both are done";
            ShowMyCoding: "Show only my coding", Project, [],
                "Shows only your own statements in text and table";
            ShowOtherCoding: "Show only one other coding", Project, [],
                "Shows only the statements of one colleague; again: of the next";
        ]
    }
    Help {
        [
            ShowShortcuts: "Keys and commands", Nothing, [key(Key::F1)],
                "Lists every command with its key";
        ]
        [
            About: "About Sayso", Nothing, [],
                "Version, licences and where settings are kept";
        ]
    }
}
