//! The bundled faces: Literata to read in, Inter for the interface.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

pub(super) fn definitions() -> FontDefinitions {
    // egui's own faces stay behind ours, for its icons and for what ours lack; after them the
    // system's are asked.
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, &'static [u8]); 4] = [
        (
            "inter",
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            "inter-strong",
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
        ),
        (
            "literata",
            include_bytes!("../../../assets/fonts/Literata-Regular.ttf"),
        ),
        (
            "literata-bold",
            include_bytes!("../../../assets/fonts/Literata-Bold.ttf"),
        ),
    ];
    for (name, bytes) in faces {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let behind = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let families = [
        (FontFamily::Proportional, ["inter", "literata"]),
        (
            FontFamily::Name("ui-strong".into()),
            ["inter-strong", "literata-bold"],
        ),
        (FontFamily::Name("reading".into()), ["literata", "inter"]),
        (
            FontFamily::Name("reading-bold".into()),
            ["literata-bold", "inter-strong"],
        ),
    ];
    for (family, ours) in families {
        let names = ours.into_iter().map(str::to_owned);
        fonts
            .families
            .insert(family, names.chain(behind.iter().cloned()).collect());
    }
    fonts
}
