//! The one place that carries out what the user wants.

mod adding;
mod codebook;
mod coding;
mod comparing;
mod copies;
mod elsewhere;
mod exchanging;
mod files;
mod keeping;
mod lines;
mod lists;
mod outside;
mod proposing;
mod reviewing;
mod searching;
mod selecting;
mod worklists;

use egui::Context;

pub(super) use self::copies::copy_words;
pub(super) use self::outside::Halt;
use super::app::{App, Then};
use super::article_view::{self, Numbers};
use super::command::{Command, pressed_digit};
use super::dialogs::Request;
use super::intent::Intent;
use super::jobs::{Jobs, Outcome};
use super::layers::{self, Shown};
use super::overlay::Overlay;
use super::session::{Page, Session};
use super::theme::{self, Choice};
use super::toast::Notice;
use super::{palette, queue, statement_panel};
use crate::edit::Edit;
use crate::model::{Policy, Project, StatementChange, fresh_id};

/// The projects that come with the program.
const FIRST_STEPS: &str = include_str!("../../sample_projects/first-steps.sayso.ron");
const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");
const SCRIPTS: &str = include_str!("../../sample_projects/many-scripts.sayso.ron");

impl App {
    /// Turns the keys of this frame into intents.
    pub(super) fn read_keys(&mut self, ctx: &Context) {
        self.list_keys(ctx);
        let reading = (self.session.as_ref()).is_none_or(|s| s.page == Page::Article);
        for command in Command::pressed(ctx, reading) {
            self.intents.push(Intent::Run(command));
        }
        if !reading {
            return;
        }
        // A digit that chooses a reason codes nothing.
        let coding = (self.session.as_ref()).filter(|session| !queue::wants_reason(session));
        if let (Some(digit), Some(session)) = (pressed_digit(ctx), coding) {
            let stances = session.project.codebook().stances();
            let stance = stances.iter().find(|stance| stance.key == Some(digit));
            let id = stance.map(|stance| stance.id.clone());
            self.intents.extend(id.map(Intent::CodeStance));
        }
    }

    /// Carries out one intent.
    pub(super) fn perform(&mut self, ctx: &Context, intent: Intent) {
        // Whatever comes next, what was typed in a note is an edit first.
        if !matches!(intent, Intent::SetNote(..)) {
            self.keep_note();
        }
        self.keep_fields();
        match intent {
            Intent::Run(command) => self.run(ctx, command),
            // What a field of the panel changes may be somebody else's.
            Intent::Apply(Edit::ChangeStatement { id, change }) => {
                self.recode(&id.clone(), Edit::ChangeStatement { id, change });
            }
            Intent::Apply(edit) => self.apply(edit),
            Intent::Ask(request) => self.pick(&request),
            Intent::Decide(side) => self.decide(side),
            Intent::Adjudicate(take, edits) => self.adjudicate(take, edits),
            Intent::AdjudicateAll(kind, take) => self.adjudicate_all(kind, take),
            Intent::ShowCase => self.show_case(),
            Intent::StopComparing => {
                if let Some(session) = &mut self.session {
                    session.compare.stop();
                }
            }
            Intent::ListCases(wanted) => {
                if let Some(session) = &mut self.session {
                    session.compare.want(*wanted);
                }
                self.show(Page::Compare);
            }
            Intent::AskCopy => self.ask_copy_file(),
            Intent::AskExport => self.ask_export_place(),
            Intent::Import => self.import(),
            Intent::BringBack => self.bring_back(),
            Intent::Join(joining) => self.join(joining),
            Intent::GoOn(reply) => self.go_on_with(reply),
            Intent::Recover(decision) => self.recover(decision),
            Intent::OpenArticle(id) => {
                if let Some(session) = &mut self.session {
                    session.open_article(&id);
                }
            }
            Intent::ToggleDone(ids) => self.toggle_done(&ids),
            Intent::RemoveArticles(ids) => self.remove_articles(&ids),
            Intent::ReplaceText => self.replace_text(),
            Intent::Choose(id) => {
                if let Some(session) = &mut self.session {
                    session.choose(id);
                }
            }
            Intent::GoTo(id) => {
                if let Some(session) = &mut self.session {
                    session.go_to(&id);
                }
            }
            Intent::GoToProposal(proposed) => self.go_to_proposal(proposed),
            Intent::TakeLine => self.take_line(),
            Intent::CloseLine => self.close_line(),
            Intent::GoToHit(row) => self.go_to_hit(row),
            Intent::CloseFind => self.close_find(),
            Intent::CloseSearch => self.close_search(),
            Intent::Front(tab) => self.front(tab),
            Intent::CloseQueue => self.close_queue(),
            Intent::GoToWaiting(row) => self.go_to_waiting(row),
            Intent::ListKind(kind) => self.list_kind(kind),
            Intent::GoToEntry(row) => self.go_to_entry(row),
            Intent::OpenEntry => self.open_entry_of_worklist(),
            Intent::Dismiss => self.dismiss_entry(),
            Intent::KeepEntry => self.keep_entry(),
            Intent::CloseWorklists => self.close_worklists(),
            Intent::GoToOccurrence(row) => self.go_to_occurrence(row),
            Intent::CloseElsewhere => self.close_elsewhere(),
            Intent::ReadReview(id) => self.read_review(&id),
            Intent::Reason(at) => self.reject_for(at),
            Intent::Say => self.say(),
            Intent::Unsay => self.unsay(),
            Intent::DeleteStatement(id) => self.delete(&id),
            Intent::ShowCodings(shown) => self.show_codings(shown),
            Intent::CodeStance(stance) => self.code_stance(stance),
            Intent::SetStance(stance) => self.set_stance(stance),
            Intent::AddSpeaker(pick) => self.add_speaker(pick),
            Intent::AddTopic(pick) => self.add_topic(pick),
            Intent::RemoveSpeaker(id) => self.change(|statement| {
                let left = statement.speakers.iter().filter(|s| **s != id);
                StatementChange::Speakers(left.cloned().collect())
            }),
            Intent::RemoveTopic(id) => self.remove_topic(&id),
            Intent::AddOnBehalf(pick) => self.add_on_behalf(pick),
            Intent::MoveSpan(id, part, at, to) => self.move_span(&id, part, at, to),
            Intent::Focus(field) => self.focus = Some(field),
            Intent::SetNote(id, note) => {
                if let Some(session) = &mut self.session {
                    session.drafts.note = None;
                }
                let change = StatementChange::Note(note);
                self.recode(&id.clone(), Edit::ChangeStatement { id, change });
            }
            Intent::NameMe(name) => {
                self.settings.name.clone_from(&name);
                self.name_me(name);
            }
            Intent::BeMe(id) => {
                if let Some(session) = &mut self.session {
                    session.me = Some(id);
                }
            }
            Intent::Add(onto, name) => self.add_to_codebook(onto, &name),
            Intent::ChangeRoles(speaker, change) => self.change_roles(&speaker, change),
            Intent::KeepFields => {}
            Intent::Show(page) => self.show(page),
            Intent::ShowCode(item) => {
                if let Some(session) = &mut self.session {
                    session.codebook.choose(item);
                    self.show(Page::Codebook);
                }
            }
            Intent::Close => self.close(),
            Intent::Home => {
                let page = self.session.as_ref().map(|session| session.page);
                self.show(page.unwrap_or_default());
            }
            Intent::Read => self.show(Page::Article),
            Intent::Open(paths) => self.open(paths),
            Intent::Picked(request, answer) => self.picked(request, answer),
            Intent::Answer(reply) => self.answered(ctx, reply),
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        if !command.enabled(self.session.as_ref()) {
            if let Some(why) = command.obstacle(self.session.as_ref()) {
                self.tell(why);
            }
            return;
        }
        // Who asks for what lies beside the text wants to see it.
        let is_beside = matches!(
            command,
            Command::ToggleTable
                | Command::TableScope
                | Command::FilterTable
                | Command::ShowQueue
                | Command::NextWaiting
                | Command::PreviousWaiting
                | Command::ShowWorklists
                | Command::NextEntry
                | Command::PreviousEntry
                | Command::ShowDismissed
                | Command::SameWords
                | Command::SearchProject
                | Command::FindArticle
                | Command::NextPane
                | Command::PreviousPane
        );
        if let (true, Some(session)) = (is_beside, &mut self.session) {
            session.only_text = false;
        }
        match command {
            Command::NewProject => self.leave(ctx, Then::New),
            Command::OpenProject => self.leave(ctx, Then::AskOpen),
            Command::SampleFirstSteps => self.leave(ctx, Then::Sample(FIRST_STEPS)),
            Command::SampleHarbour => self.leave(ctx, Then::Sample(HARBOUR)),
            Command::SampleScripts => self.leave(ctx, Then::Sample(SCRIPTS)),
            Command::AddArticles => self.pick(&Request::AddArticles),
            Command::Save => self.save(),
            Command::SaveAs => self.save_as(),
            Command::Export => self.ask_for_export(),
            Command::Import => self.ask_for_import(),
            Command::ImportReport => self.show_import_report(),
            Command::Quit => self.quit(ctx),
            Command::Undo | Command::Redo => self.step(command == Command::Redo),
            Command::Copy => self.copy(ctx),
            Command::Deselect => self.deselect(),
            Command::FindInArticle => self.find_in_article(),
            Command::SearchProject => self.search_project(),
            Command::NextHit | Command::PreviousHit => self.step_hit(command == Command::NextHit),
            Command::IgnoreCase
            | Command::IgnoreAccents
            | Command::WholeWord
            | Command::Expression => self.compare(command),
            Command::StatementOfHit => self.statement_of_hit(),
            Command::StatementsOfHits => self.statements_of_hits(),
            Command::Reanchor => self.reanchor(),
            Command::MakeStatement => self.make_statement(),
            Command::AddSpan => self.add_span(),
            Command::MarkSource => self.mark(StatementChange::Source, |s| &s.source),
            Command::MarkCue => self.mark(StatementChange::Cue, |s| &s.cue),
            Command::CycleUnit
            | Command::NextQuotation
            | Command::PreviousQuotation
            | Command::NextSentence
            | Command::PreviousSentence
            | Command::ExtendToEnd
            | Command::ExtendToStart => self.select(command),
            Command::StartLater
            | Command::StartEarlier
            | Command::EndLater
            | Command::EndEarlier => self.move_edge(command),
            Command::SameSpeaker | Command::Again => self.again(command == Command::Again),
            Command::AnotherHere => self.another_here(),
            Command::Duplicate => self.duplicate(),
            Command::CycleForm => self.cycle_form(),
            Command::CycleNaming => self.cycle_naming(),
            Command::CycleOverlaps => self.cycle_overlaps(),
            Command::ToggleFlag => self.toggle_flag(),
            Command::EditSpeaker => self.edit_field(statement_panel::speaker_field()),
            Command::EditTopic => self.edit_field(statement_panel::topic_field()),
            Command::EditNote => self.edit_field(statement_panel::note_field()),
            Command::EditOnBehalf | Command::EditTarget => {
                self.edit_field(if command == Command::EditTarget {
                    statement_panel::target_field()
                } else {
                    statement_panel::on_behalf_field()
                });
                self.open_more(true);
            }
            Command::ToggleMore => self.open_more(!self.is_more_open()),
            Command::CodeLine => self.open_line(),
            Command::NextIncomplete => self.next_incomplete(),
            Command::RankChoices => self.rank_choices(),
            Command::ShowProposals => self.show_proposals(),
            Command::NextProposal | Command::PreviousProposal => {
                self.step_proposal(command == Command::NextProposal);
            }
            Command::AcceptProposal => self.accept_proposal(),
            Command::EditProposal => self.edit_proposal(),
            Command::RejectProposal => self.reject_proposal(),
            Command::AcceptSure => self.accept_proposals(90),
            Command::AcceptLikely => self.accept_proposals(75),
            Command::DeleteStatement => self.delete_statement(),
            Command::NextStatement | Command::PreviousStatement => {
                if let Some(session) = &mut self.session
                    && let Some(id) = session.beside(command == Command::NextStatement)
                {
                    session.go_to(&id);
                }
            }
            Command::NextArticle | Command::PreviousArticle => {
                if let Some(session) = &mut self.session {
                    session.open_beside(command == Command::NextArticle);
                }
            }
            Command::ToggleDone => self.toggle_done(&self.open_article()),
            Command::ReplaceText => self.ask_text(),
            Command::RemoveArticle => self.remove_articles(&self.chosen_articles()),
            Command::FindArticle => self.find_article(),
            Command::NextPane | Command::PreviousPane => {
                self.go_round(ctx, command == Command::NextPane);
            }
            Command::ToggleTable => self.toggle_table(),
            Command::TableScope => self.table_scope(),
            Command::FilterTable => self.filter_table(),
            Command::CopyTable => self.copy_table(ctx),
            Command::ShowCodebook => self.turn_to(Page::Codebook),
            Command::ShowDetails => self.turn_to(Page::Details),
            Command::ShowCompare => self.turn_to(Page::Compare),
            Command::ShowAgreement => self.turn_to(Page::Agreement),
            Command::WhoAmI => self.ask_who(),
            Command::ShowQueue => self.show_queue(ctx),
            Command::NextWaiting | Command::PreviousWaiting => {
                self.step_waiting(command == Command::NextWaiting);
            }
            Command::SameWords => self.show_same_words(),
            Command::CodeAlike | Command::CodeAllAlike => {
                self.code_elsewhere(command == Command::CodeAllAlike, false);
            }
            Command::LinkRepeat | Command::LinkAllRepeats => {
                self.code_elsewhere(command == Command::LinkAllRepeats, true);
            }
            Command::ShowWorklists => self.show_worklists(),
            Command::NextEntry | Command::PreviousEntry => {
                self.step_entry(command == Command::NextEntry);
            }
            Command::DismissEntry => self.ask_to_dismiss(),
            Command::BringBackEntry => self.bring_back_entry(),
            Command::ShowDismissed => self.show_dismissed(),
            Command::Accept => self.accept(),
            Command::Reject | Command::Ask | Command::CommentOnStatement => {
                self.begin_to_say(command);
            }
            Command::Suggest => self.suggest(),
            Command::SendSuggestion => self.send_suggestion(),
            Command::TakeSuggestion => self.take_suggestion(),
            Command::AnswerReview => self.begin_to_say(command),
            Command::Resolve => self.resolve(),
            Command::AcceptUnanimous => self.accept_unanimous(),
            Command::ProposeMissing => self.propose_missing(),
            Command::CommentOnText => self.comment_on_text(),
            Command::MakeExample | Command::MakeRule => {
                self.teach(command == Command::MakeRule);
            }
            Command::ShowAllCodings => self.show_codings(Shown::All),
            Command::ShowMyCoding => self.show_codings(Shown::Mine),
            Command::ShowOtherCoding => {
                let next = self.session.as_ref().and_then(layers::next_other);
                self.show_codings(next.unwrap_or_default());
            }
            Command::Palette | Command::GoToPlace => {
                let state = palette::State::new(command == Command::GoToPlace);
                self.overlay = Some(Overlay::Palette(state));
            }
            Command::ShowShortcuts => self.overlay = Some(Overlay::Keys(String::new())),
            Command::TellColleagues => {
                let tell = !self.settings.tell_colleagues;
                self.settings.tell_colleagues = tell;
                self.tell(if tell {
                    "A note beside the file tells colleagues who has it open".to_owned()
                } else {
                    "No note is left beside the file, from the next project on".to_owned()
                });
            }
            Command::CopyForCoder => self.ask_for_copy(),
            Command::BringBack => self.pick(&Request::BringBack),
            Command::JoinCodes => self.look_for_joins(),
            Command::PolicyOpen => self.set_policy(Policy::Open),
            Command::PolicyPropose => self.set_policy(Policy::ProposeOnly),
            Command::PolicyLocked => self.set_policy(Policy::Locked),
            Command::ShowBackups => self.show_backups(),
            Command::About => self.overlay = Some(Overlay::About),
            Command::ThemeSystem => self.wear(ctx, Choice::System),
            Command::ThemeLight => self.wear(ctx, Choice::Light),
            Command::ThemeDark => self.wear(ctx, Choice::Dark),
            Command::ThemeContrast => self.wear(ctx, Choice::Contrast),
            Command::ZoomIn => zoom(ctx, 1.1),
            Command::ZoomOut => zoom(ctx, 1.0 / 1.1),
            Command::ZoomReset => ctx.set_zoom_factor(1.0),
            Command::TextLarger | Command::TextSmaller => {
                self.settings.reading.resize(command == Command::TextLarger);
            }
            Command::ColumnWider | Command::ColumnNarrower => {
                self.settings.reading.widen(command == Command::ColumnWider);
            }
            Command::NumberParagraphs => self.settings.reading.number(Numbers::Paragraphs),
            Command::NumberLines => self.settings.reading.number(Numbers::Lines),
            Command::OnlyText => {
                let Some(session) = &mut self.session else {
                    return;
                };
                session.only_text = !session.only_text;
                if session.only_text {
                    self.tell("Only the text: F11 or Esc shows the rest again".to_owned());
                }
                self.show(Page::Article);
            }
        }
    }

    /// Whether what stands under More is shown.
    fn is_more_open(&self) -> bool {
        self.session.as_ref().is_some_and(|s| s.more_open)
    }

    fn open_more(&mut self, open: bool) {
        if let Some(session) = &mut self.session {
            session.more_open = open;
        }
    }

    /// Turns to a page, or back to the article when it is there already.
    fn turn_to(&mut self, page: Page) {
        let there = self.session.as_ref().is_some_and(|s| s.page == page);
        self.show(if there { Page::Article } else { page });
    }

    fn show(&mut self, page: Page) {
        if let Some(session) = &mut self.session {
            session.page = page;
            if page != Page::Replace {
                session.replacing = None;
            }
        }
        self.focus = Some(page_id(page));
    }

    fn wear(&mut self, ctx: &Context, choice: Choice) {
        self.settings.theme = choice;
        theme::choose(ctx, choice);
    }

    /// Opens the field in the status line that says who one is.
    fn ask_who(&mut self) {
        if let Some(session) = &mut self.session {
            let name = session.my_name().unwrap_or_default().to_owned();
            session.drafts.my_name = Some(name);
            self.focus = Some(super::status::name_field());
        }
    }

    /// Closes what lies over the desk; the desk has the keyboard again.
    fn close(&mut self) {
        let was_deciding = matches!(self.overlay.take(), Some(Overlay::Conflicts(_)));
        if was_deciding {
            self.save_again();
            self.ask_joins();
        }
        if let Some(session) = &self.session {
            self.show(session.page);
        }
    }

    /// Takes what came of work on the disk or of a dialog.
    pub(super) fn take(&mut self, ctx: &Context, outcome: Outcome) {
        match outcome {
            Outcome::Loaded(opening) => self.opened(*opening),
            Outcome::Read(articles, reading) => self.add_articles(articles, reading),
            Outcome::NewText(article, path, text) => self.preview(article, &path, text),
            Outcome::Keeper(number, report) => self.hear(ctx, number, report),
            Outcome::Backups(found) => {
                if let Some(Overlay::Backups(state)) = &mut self.overlay {
                    *state = found;
                }
            }
            Outcome::Together(theirs, state, result) => self.together(theirs, state, result),
            Outcome::Dropped { copies, others } => self.dropped(copies, others),
            Outcome::Brought(paths, state, result) => self.brought(paths, state, result),
            Outcome::BackedUp(path, result) => {
                if let Err(error) = result {
                    self.fail(format!("“{}”: no backup was made: {error}", path.display()));
                }
            }
            Outcome::SetAside(result) => self.set_aside(result),
            Outcome::Untitled(pending) => self.offer(pending),
            Outcome::Exported(path, result) => match result {
                Ok(words) => self.tell(format!("Exported {words} to “{}”", path.display())),
                Err(error) => self.fail(format!("“{}” was not written: {error}", path.display())),
            },
            Outcome::Written(path, result) => self.written(&path, result),
            Outcome::LookedInto { labels, articles } => self.looked_into(labels, articles),
            Outcome::Kept(file, result) => {
                if let Err(error) = result {
                    self.fail(format!(
                        "The settings were not kept in “{}”: {error}. Your work is not in them",
                        file.display()
                    ));
                }
            }
            Outcome::Picked(request, answer) => self.picked(request, answer),
        }
    }

    pub(super) fn tell(&mut self, words: String) {
        self.notice = Some(Notice::new(words, false, false));
    }

    /// Says what was done, with a button that takes it back.
    pub(super) fn tell_done(&mut self, words: String) {
        self.notice = Some(Notice::new(words, false, true));
    }

    pub(super) fn fail(&mut self, words: String) {
        self.notice = Some(Notice::new(words, true, false));
    }

    fn open_session(&mut self, mut session: Session) {
        self.remember(&mut session);
        self.close_session();
        self.session = Some(session);
        self.focus = Some(article_view::id());
    }

    fn close_session(&mut self) {
        self.keep_place();
        if let Some(keeper) = &mut self.keeper {
            self.ended.extend(keeper.let_go());
        }
        self.keeper = None;
        self.lock = None;
        self.from = None;
        self.held_up = 0;
        if let Some(session) = self.session.take() {
            Jobs::discard(session);
        }
    }

    /// Keeps where one is, for the next time that the project is opened.
    pub(super) fn keep_place(&mut self) {
        let Some(session) = &self.session else { return };
        if let (Some(path), Some(reading)) = (&session.path, &session.reading) {
            self.settings.was_at(path, reading.place());
        }
    }

    fn untitled(&mut self) -> Session {
        let project = Project::new(fresh_id(self.fresh.as_mut()), "");
        let mut session = Session::untitled(project);
        self.remember(&mut session);
        session
    }

    /// Who one is and what was open in the project before stay so in the next.
    fn remember(&self, session: &mut Session) {
        session.introduce(&self.settings.name);
        session.table.look.clone_from(&self.settings.table);
        session.more_open = self.settings.more;
        session.proposals.on = self.settings.proposals;
        session.ranking.on = self.settings.ranking;
        session.search.options = self.settings.search;
    }
}

/// What has the keyboard on a page.
fn page_id(page: Page) -> egui::Id {
    match page {
        Page::Article => article_view::id(),
        Page::Codebook => super::codebook_page::id(),
        Page::Details => super::details_page::id(),
        Page::Replace => super::replace_page::id(),
        Page::Compare => super::compare_page::id(),
        Page::Agreement => super::agreement_page::id(),
    }
}

fn zoom(ctx: &Context, by: f32) {
    let factor = (ctx.zoom_factor() * by).clamp(0.5, 3.0);
    ctx.set_zoom_factor((factor * 20.0).round() / 20.0);
}
