//! The tables that DNA 3 asks for, and what must stand in them before anything else.

/// Of whoever opens the file, and of all coders: DNA asks for a password even of a file.
pub(super) const PASSWORD: &str = "Admin";

/// The password as DNA keeps it: base64 of 16 bytes of salt and of SHA-256 over salt and password,
/// 100,000 times (Jasypt's `StrongPasswordEncryptor`). The salt is the same every time, so that
/// the same project gives the same bytes; it guards nothing, for the password is no secret.
pub(super) const DIGEST: &str = "U2F5c28sIG5vIHNlY3JldPBeYCLClkDSOEfLF6kygTioEqnY/z51MGbMgMtMB1Ot";

/// Names of flags of a coder, each a whole number.
const FLAGS: [&str; 16] = [
    "AddDocuments",
    "EditDocuments",
    "DeleteDocuments",
    "ImportDocuments",
    "AddStatements",
    "EditStatements",
    "DeleteStatements",
    "EditAttributes",
    "EditRegex",
    "EditStatementTypes",
    "EditCoders",
    "EditCoderRelations",
    "ViewOthersDocuments",
    "EditOthersDocuments",
    "ViewOthersStatements",
    "EditOthersStatements",
];

/// Makes the tables.
pub(super) fn tables() -> String {
    let short = |name: &str, default: &str| {
        format!("{name} TEXT NOT NULL{default} CHECK (LENGTH({name}) < 191)")
    };
    let empty = " DEFAULT ''";
    let byte =
        |name: &str| format!("{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} BETWEEN 0 AND 255)");
    let maybe = |name: &str| format!("{name} INTEGER CHECK ({name} BETWEEN 0 AND 255)");
    let flag = |name: &str, default: u8| {
        format!("{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN 0 AND 1)")
    };
    let of = |column: &str, table: &str| {
        format!("FOREIGN KEY ({column}) REFERENCES {table} (ID) ON DELETE CASCADE")
    };
    let colours = ["Red", "Green", "Blue"].map(byte).join(", ");
    let id = "ID INTEGER NOT NULL PRIMARY KEY";
    let permissions: Vec<String> = FLAGS
        .iter()
        .map(|name| flag(&format!("Permission{name}"), 1))
        .collect();
    let value = |table: &str, value: &str, more: &str| {
        format!(
            "CREATE TABLE {table} ({id}, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, {value}, {}, {}{more}, UNIQUE (StatementId, VariableId))",
            of("StatementId", "STATEMENTS"),
            of("VariableId", "VARIABLES"),
        )
    };
    let entity = format!(", {}", of("Entity", "ENTITIES"));
    let relations = [
        "viewStatements",
        "editStatements",
        "viewDocuments",
        "editDocuments",
    ]
    .map(|name| flag(name, 1))
    .join(", ");
    [
        "CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL)".to_owned(),
        format!(
            "CREATE TABLE CODERS ({id}, {}, {colours}, Refresh INTEGER NOT NULL DEFAULT 0 CHECK (Refresh BETWEEN 0 AND 9999), FontSize INTEGER NOT NULL DEFAULT 14 CHECK (FontSize BETWEEN 1 AND 99), {}, PopupWidth INTEGER DEFAULT 300 CHECK (PopupWidth BETWEEN 100 AND 9999), {}, {}, {}, {})",
            short("Name", ""),
            short("Password", ""),
            flag("ColorByCoder", 0),
            flag("PopupDecoration", 0),
            flag("PopupAutoComplete", 1),
            permissions.join(", "),
        ),
        format!(
            "CREATE TABLE DOCUMENTS ({id}, {}, Text TEXT NOT NULL, Coder INTEGER, {}, {}, {}, Notes TEXT NOT NULL DEFAULT '', {}, Date INTEGER NOT NULL, {})",
            short("Title", ""),
            short("Author", empty),
            short("Source", empty),
            short("Section", empty),
            short("Type", empty),
            of("Coder", "CODERS"),
        ),
        format!("CREATE TABLE STATEMENTTYPES ({id}, {}, {colours})", short("Label", "")),
        format!(
            "CREATE TABLE VARIABLES ({id}, {}, DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER, {}, UNIQUE (Variable, StatementTypeId))",
            short("Variable", ""),
            of("StatementTypeId", "STATEMENTTYPES"),
        ),
        format!(
            "CREATE TABLE VARIABLELINKS ({id}, SourceVariableId INTEGER, TargetVariableId INTEGER, CHECK (TargetVariableId != SourceVariableId), {}, {})",
            of("SourceVariableId", "VARIABLES"),
            of("TargetVariableId", "VARIABLES"),
        ),
        format!(
            "CREATE TABLE REGEXES (Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191), {colours})"
        ),
        format!(
            "CREATE TABLE CODERRELATIONS ({id}, Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0), {relations}, CHECK (Coder != OtherCoder), {}, {})",
            of("Coder", "CODERS"),
            of("OtherCoder", "CODERS"),
        ),
        format!(
            "CREATE TABLE STATEMENTS ({id}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER, CHECK (Start < Stop), {}, {}, {})",
            of("StatementTypeId", "STATEMENTTYPES"),
            of("Coder", "CODERS"),
            of("DocumentId", "DOCUMENTS"),
        ),
        value("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1", ""),
        value("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0", ""),
        format!(
            "CREATE TABLE ENTITIES ({id}, VariableId INTEGER NOT NULL, {}, {}, ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value), {}, {})",
            short("Value", empty),
            ["Red", "Green", "Blue"].map(maybe).join(", "),
            of("ChildOf", "ENTITIES"),
            of("VariableId", "VARIABLES"),
        ),
        value("DATASHORTTEXT", "Entity INTEGER NOT NULL", &entity),
        value("DATALONGTEXT", "Value TEXT DEFAULT ''", ""),
        format!(
            "CREATE TABLE ATTRIBUTEVARIABLES ({id}, VariableId INTEGER NOT NULL, {}, UNIQUE (VariableId, AttributeVariable), {})",
            short("AttributeVariable", ""),
            of("VariableId", "VARIABLES"),
        ),
        format!(
            "CREATE TABLE ATTRIBUTEVALUES ({id}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, {}, UNIQUE (EntityId, AttributeVariableId), {}, {})",
            short("AttributeValue", empty),
            of("EntityId", "ENTITIES"),
            of("AttributeVariableId", "ATTRIBUTEVARIABLES"),
        ),
    ]
    .join(";\n")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn the_digest_is_that_of_the_password() {
        let salt = b"Sayso, no secret";
        assert_eq!(salt.len(), 16);
        let mut digest = Sha256::digest([salt, PASSWORD.as_bytes()].concat());
        for _ in 1..100_000 {
            digest = Sha256::digest(digest);
        }
        let bytes: Vec<u8> = salt.iter().copied().chain(digest).collect();
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let base64: String = (bytes.chunks(3))
            .flat_map(|three| {
                let n = three.iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
                [18, 12, 6, 0].map(|shift| char::from(letters[n >> shift & 63]))
            })
            .collect();
        assert_eq!(base64, DIGEST);
    }
}
