//! Labels, fields, lists and tooltips with words that go from right to left. egui lays them out as
//! they are typed; at the end of a frame they are drawn in the order in which they are read. All
//! that has no such words, where things stand, and what they are called is left as it is.

use std::ops::Range;
use std::sync::Arc;

use egui::emath::GuiRounding as _;
use egui::epaint::text::{ByteIndex, LayoutJob, LayoutSection, PlacedRow, TextWrapping};
use egui::epaint::{ClippedShape, TextShape};
use egui::layers::{PaintList, ShapeIdx};
use egui::{Align, Context, Galley, LayerId, Plugin, Rect, Shape, Ui, pos2};

use super::bidi::{Typesetter, Word, broken};
use super::run::Run;
use crate::text::{Directions, has_rtl, is_rtl_word, without_controls};

/// What two layouts of the same words may differ by, in points.
const SLACK: f32 = 1.0;

/// Looks after all that was drawn in a frame.
#[derive(Debug)]
pub(in crate::gui) struct Labels;

impl Plugin for Labels {
    fn debug_name(&self) -> &'static str {
        "words from right to left"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx();
        for (layer, at, mut text) in found(ctx) {
            text.galley = Arc::new(set(ctx, &text.galley));
            ctx.graphics_mut(|graphics| {
                let list = graphics.entry(layer);
                list.mutate_shape(at, |drawn| drawn.shape = Shape::Text(text));
            });
        }
    }
}

/// Whether a line of the window is read from right to left.
pub(in crate::gui) fn is_rtl_label(line: &str) -> bool {
    has_rtl(line) && Directions::of_label(&without_controls(line), &[]).is_rtl()
}

/// The texts of a frame that are to be set anew. In the field that one types in a letter stands
/// where the caret of egui expects it.
fn found(ctx: &Context) -> Vec<(LayerId, ShapeIdx, TextShape)> {
    let typed = ctx.memory(egui::Memory::focused);
    let typed = typed.filter(|_| ctx.text_edit_focused());
    let field = typed.and_then(|id| ctx.viewport(|v| v.this_pass.widgets.get(id).copied()));
    let layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    ctx.graphics(|graphics| {
        let lists = layers.into_iter().filter_map(|layer| {
            let field = field.filter(|field| field.layer_id == layer);
            let field = field.map(|field| field.rect);
            graphics.get(layer).map(|list| (layer, field, list))
        });
        lists
            .flat_map(|(layer, field, list)| {
                let texts = texts(list);
                let ours = texts.filter(move |(_, text)| {
                    let place = text.visual_bounding_rect();
                    let is_typed = field.is_some_and(|rect| rect.intersects(place));
                    !is_typed && has_words_to_order(&text.galley.job.text)
                });
                ours.map(move |(at, text)| (layer, at, text.clone()))
            })
            .collect()
    })
}

fn texts(list: &PaintList) -> impl Iterator<Item = (ShapeIdx, &TextShape)> {
    let all = list.all_entries().enumerate();
    all.filter_map(|(at, ClippedShape { shape, .. })| match shape {
        Shape::Text(text) => Some((ShapeIdx(at), text)),
        _ => None,
    })
}

/// An article is set word by word, and egui does a word rightly.
fn has_words_to_order(text: &str) -> bool {
    has_rtl(text) && text.chars().nth(1).is_some() && !is_rtl_word(text)
}

/// The same words in the same rows, in the order in which they are read.
fn set(ctx: &Context, old: &Galley) -> Galley {
    let job = &*old.job;
    let lines = lines(job, end_of_shown(old));
    let width = if old.elided {
        job.wrap.max_width
    } else if old.rows.len() > lines.len() {
        job.wrap.max_width + SLACK
    } else {
        f32::INFINITY
    };
    let mut page = Page {
        old,
        words: Vec::new(),
        rows: 0,
    };
    for line in lines {
        let words = job.text.get(line.clone()).unwrap_or_default();
        let plain = without_controls(words);
        let looks = looks(job, &line);
        let with_room = looks.iter().filter(|(_, room)| *room > 0.0);
        let starts: Vec<usize> = with_room.map(|(at, _)| *at).collect();
        let directions = Directions::of_label(&plain, &starts);
        let typesetter = Typesetter {
            ctx,
            text: words,
            directions: &directions,
            looks: &looks,
            job: &|bytes, shown| {
                let bytes = bytes.start + line.start..bytes.end + line.start;
                looking_like(job, &bytes, shown)
            },
        };
        let words = typesetter.words(width);
        let counts = broken(typesetter.text, &words, width);
        let mut words = words.into_iter();
        for count in counts {
            if page.is_at_the_dots() {
                page.elide(&typesetter, words.collect(), width);
                return page.galley();
            }
            let (runs, wide) = typesetter.ordered(words.by_ref().take(count).collect());
            page.add(&runs, wide, directions.is_rtl());
        }
    }
    page.galley()
}

/// The byte where that ends which may be shown: a label has at least one glyph for each character
/// that it has room for, and what is cut may be long.
fn end_of_shown(galley: &Galley) -> usize {
    let text = &galley.job.text;
    if !galley.elided {
        return text.len();
    }
    let glyphs = galley.rows.iter().map(|row| row.glyphs.len()).sum();
    let end = text.char_indices().nth(glyphs);
    end.map_or(text.len(), |(at, _)| at)
}

/// The lines of a job up to a byte, without their ends.
fn lines(job: &LayoutJob, end: usize) -> Vec<Range<usize>> {
    if !job.break_on_newline {
        return vec![Range { start: 0, end }];
    }
    let mut start = 0;
    let shown = job.text.get(..end).unwrap_or_default();
    let lines = shown.split('\n').map(|line| {
        let here = start..start + line.len();
        start = here.end + 1;
        here
    });
    lines.collect()
}

/// Where words of a line begin to look different, and the room before them.
fn looks(job: &LayoutJob, line: &Range<usize>) -> Vec<(usize, f32)> {
    let here = |section: &&LayoutSection| line.contains(&section.byte_range.start.0);
    let sections = job.sections.iter().filter(here);
    sections
        .map(|section| {
            (
                section.byte_range.start.0 - line.start,
                section.leading_space,
            )
        })
        .collect()
}

/// A row of words that look as a range of bytes does. Where they are turned round they look like
/// most of it.
fn looking_like(job: &LayoutJob, bytes: &Range<usize>, words: &str) -> LayoutJob {
    let here = |section: &LayoutSection| {
        let Range { start, end } = section.byte_range;
        let (start, end) = (start.0.max(bytes.start), end.0.min(bytes.end));
        (start < end).then(|| start - bytes.start..end - bytes.start)
    };
    let mut sections: Vec<LayoutSection> = job
        .sections
        .iter()
        .filter_map(|section| {
            Some(LayoutSection {
                byte_range: bytes_of(here(section)?),
                leading_space: 0.0,
                format: section.format.clone(),
            })
        })
        .collect();
    if has_rtl(words) || sections.len() == 1 {
        let longest = sections.into_iter().max_by_key(|section| {
            let Range { start, end } = section.byte_range;
            end.0 - start.0
        });
        sections = longest.into_iter().collect();
        for section in &mut sections {
            section.byte_range = bytes_of(0..words.len());
        }
    }
    LayoutJob {
        text: words.to_owned(),
        sections,
        wrap: TextWrapping::no_max_width(),
        break_on_newline: false,
        ..LayoutJob::default()
    }
}

fn bytes_of(range: Range<usize>) -> Range<ByteIndex> {
    ByteIndex(range.start)..ByteIndex(range.end)
}

/// What takes the place of a galley: as many rows, as high, in the same rectangle.
struct Page<'a> {
    old: &'a Galley,
    /// Each word is a row of its own to egui.
    words: Vec<PlacedRow>,
    /// How many rows are set.
    rows: usize,
}

impl Page<'_> {
    fn is_at_the_dots(&self) -> bool {
        self.old.elided && self.rows + 1 >= self.old.rows.len()
    }

    fn add(&mut self, runs: &[Run], width: f32, is_rtl: bool) {
        let row = self.row();
        let along = match self.old.job.halign {
            Align::Min => f32::from(u8::from(is_rtl)),
            Align::Center => 0.5,
            Align::Max => 1.0,
        };
        let left = row.left() + (row.width() - width) * along;
        self.words.extend(runs.iter().filter_map(|run| {
            let word = run.galley.rows.first()?.row.clone();
            let section = run.galley.job.sections.first();
            let down = section.map_or(0.0, |s| s.format.valign.to_factor());
            let top = row.top() + (row.height() - word.size.y) * down;
            Some(PlacedRow {
                pos: pos2(left + run.left, top).round_to_pixels(self.old.pixels_per_point),
                row: word,
                ends_with_newline: false,
            })
        }));
        self.rows += 1;
    }

    /// Sets the last row, with dots where it ends to be read.
    fn elide(&mut self, typesetter: &Typesetter<'_>, words: Vec<Word>, width: f32) {
        let is_rtl = typesetter.directions.is_rtl();
        let first = words.first().map_or(0, |word| word.run.bytes.start);
        let mut dots = dots(typesetter, first);
        let (mut runs, all) = typesetter.ordered(cut(typesetter, words, width - dots.width()));
        if is_rtl {
            for run in &mut runs {
                run.left += dots.width();
            }
        } else {
            dots.left = all;
        }
        let all = all + dots.width();
        runs.push(dots);
        self.add(&runs, all, is_rtl);
    }

    /// Where the next row stands.
    fn row(&self) -> Rect {
        let rows = &self.old.rows;
        let row = rows.get(self.rows).or_else(|| rows.last());
        let row = row.map_or(Rect::ZERO, PlacedRow::rect);
        let mut across = self.old.rect.x_range();
        if self.old.elided && self.old.job.halign == Align::Min {
            // What is cut fills its column.
            across.max = across.min + self.old.job.wrap.max_width;
        }
        Rect::from_x_y_ranges(across, row.y_range())
    }

    fn galley(self) -> Galley {
        let mut galley = self.old.clone();
        let visuals = || self.words.iter().map(|word| &word.row.visuals);
        galley.num_vertices = visuals().map(|v| v.mesh.vertices.len()).sum();
        galley.num_indices = visuals().map(|v| v.mesh.indices.len()).sum();
        galley.mesh_bounds = self.words.iter().fold(Rect::NOTHING, |all, word| {
            all.union(word.row.visuals.mesh_bounds.translate(word.pos.to_vec2()))
        });
        galley.rows = self.words;
        galley
    }
}

/// Three dots that look like the word at a byte.
fn dots(typesetter: &Typesetter<'_>, byte: usize) -> Run {
    let job = (typesetter.job)(byte..byte + 1, "…");
    let galley = typesetter.ctx.fonts_mut(|fonts| fonts.layout_job(job));
    Run::new(byte..byte, 0.0, false, galley, 0)
}

/// As much of the words as a width has room for.
fn cut(typesetter: &Typesetter<'_>, words: Vec<Word>, width: f32) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::new();
    let mut room = width;
    for word in words {
        let before = typesetter.room_before(word.run.bytes.start);
        let start = word.run.bytes.start;
        if let Some((_, before)) = before.filter(|(at, _)| *at == start) {
            room -= before;
        }
        if word.width <= room {
            room -= word.width;
            kept.push(word);
            continue;
        }
        let run = typesetter.run(start..word.run.fits(typesetter.text, room));
        if run.width() <= room || kept.is_empty() {
            kept.push(Word {
                width: run.width(),
                is_blank: word.is_blank,
                run,
            });
        }
        break;
    }
    while kept.last().is_some_and(|word| word.is_blank) {
        kept.pop();
    }
    kept
}

#[cfg(test)]
mod tests;
