fn main() -> anyhow::Result<()> {
    sayso::gui::run(std::env::args_os().skip(1).map(Into::into).collect())
}
