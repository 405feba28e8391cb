//! Checks how the crate's modules depend on each other: each uses only the layers below it, and no files use each other in a circle.
//!
//! The source is parsed by `syn`, and every path that starts in this crate is checked, in code and in the arguments of macros.
//! Test code may use anything.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

mod sources;
use sources::rust_files;

/// The layers, the lowest first. Modules of one layer don't use each other.
const LAYERS: &[&[&str]] = &[
    &["incremental", "lexicon", "rules"],
    &["text"],
    &["learned"],
    &["syntax"],
    &["names"],
    &["quotations"],
    &["coreference"],
    &["annotations"],
    &["pipeline"],
    &[ROOT],
    &["export", "dom", "corpora"],
    &["wasm"],
];

/// The layer of what `lib.rs` itself defines: `annotate`, which runs all stages.
const ROOT: &str = "lib";

#[test]
fn modules_use_only_layers_below_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let library = read(&source.join("lib.rs"));
    let reexports = reexports(&library);
    let mut violations = Vec::new();
    let mut seen = BTreeSet::new();
    for file in rust_files(&source) {
        let path = module_path(file.strip_prefix(&source).unwrap());
        // The programs in `bin` may use everything, and `lib.rs` names every module.
        if path.first().is_none_or(|top| top == "bin") {
            continue;
        }
        seen.insert(path[0].clone());
        violations.extend(violations_in(&read(&file), &path, &reexports));
    }
    assert!(seen.contains("text") && seen.contains("annotations"), "the sources were not found: {seen:?}");
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

/// The public names at the crate's root; `wasm` is there only in WebAssembly, `dom` and `corpora` only with
/// their features. Whatever is added here must stay.
const PUBLIC: &[&str] = &[
    "Act",
    "Annotations",
    "Entity",
    "EntityKind",
    "Form",
    "KnownName",
    "Language",
    "Matcher",
    "Mention",
    "Options",
    "OptionsError",
    "Paragraph",
    "ParagraphRole",
    "Pronoun",
    "Quotation",
    "QuotationKind",
    "Session",
    "Span",
    "annotate",
    "annotate_with",
    "annotate_with_progress",
    "annotations",
    "corpora",
    "dom",
    "export",
    "rules",
    "wasm",
];

#[test]
fn the_public_face_is_small() {
    let library = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let is_public = |visibility: &syn::Visibility| matches!(visibility, syn::Visibility::Public(_));
    let is_internal = |attribute: &Attribute| {
        attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "feature = \"internals\"")
    };
    let mut names: BTreeSet<String> = reexports(&library).into_iter().map(|(name, _)| name).collect();
    for item in &library.items {
        match item {
            Item::Mod(item) if is_public(&item.vis) && !item.attrs.iter().any(is_internal) => {
                names.insert(item.ident.to_string());
            }
            Item::Fn(item) if is_public(&item.vis) => drop(names.insert(item.sig.ident.to_string())),
            Item::Mod(_) | Item::Use(_) => {}
            // Types and constants belong into modules.
            _ => panic!("lib.rs declares something beside modules and functions"),
        }
    }
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), PUBLIC);
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<(Vec<String>, syn::File)> = rust_files(&source)
        .iter()
        .map(|file| (module_path(file.strip_prefix(&source).unwrap()), read(file)))
        .filter(|(path, _)| path.first().is_some_and(|top| top != "bin"))
        .collect();
    let circles = circles(&files);
    assert!(circles.is_empty(), "files use each other in a circle:\n{circles:#?}");
}

#[test]
fn a_circle_is_found_however_long_it_is() {
    let file = |path: &str, text: &str| (path.split('/').map(String::from).collect(), syn::parse_file(text).unwrap());
    let plain = [file("a", "mod b; mod c; use b::X;"), file("a/b", "use super::c::Y;"), file("a/c", "use super::f;")];
    assert_eq!(circles(&plain), [""; 0]);
    for wrong in [
        [file("a", "mod b; mod c;"), file("a/b", "use super::c::Y;"), file("a/c", "use crate::a::b::X;")],
        [file("a", "mod b; mod c; pub use b::X;"), file("a/b", "use super::c::Y;"), file("a/c", "use super::X;")],
    ] {
        assert_eq!(circles(&wrong).len(), 1);
    }
}

/// The circles among files, each as the paths of its files.
fn circles(files: &[(Vec<String>, syn::File)]) -> Vec<String> {
    let at = |path: &[String]| files.iter().position(|(other, _)| *other == path);
    // The file that a path leads to: the one whose module path is the longest beginning of it. For names that a folder's `mod.rs`
    // re-exports from another file, it is that file.
    let file_of = |names: &[String]| {
        let (path, file) =
            files.iter().filter(|(path, _)| names.starts_with(path)).max_by_key(|(path, _)| path.len())?;
        let exported = names.get(path.len()).and_then(|name| {
            let (_, module) = reexports(file).into_iter().find(|(exported, _)| exported == name)?;
            at(&[&path[..], &[module]].concat())
        });
        exported.or_else(|| at(path))
    };
    // A folder's `mod.rs` may hold what its files share, and call them too: a file that uses the `mod.rs` above it makes no circle.
    let is_above = |file: usize, path: &[String]| path.starts_with(&files[file].0);
    let edges: Vec<BTreeSet<usize>> = files
        .iter()
        .map(|(path, file)| {
            let used = uses_of(file, path);
            used.iter().filter_map(|names| file_of(names)).filter(|&other| !is_above(other, path)).collect()
        })
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..files.len())
        .map(|from| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
            while let Some(at) = open.pop() {
                open.extend(edges[at].iter().filter(|&&next| seen.insert(next)));
            }
            seen
        })
        .collect();
    let mut found = BTreeSet::new();
    for from in 0..files.len() {
        let circle: Vec<String> = (0..files.len())
            .filter(|&to| reached[from].contains(&to) && reached[to].contains(&from))
            .map(|file| files[file].0.join("/"))
            .collect();
        if !circle.is_empty() {
            found.insert(circle.join(" "));
        }
    }
    found.into_iter().collect()
}

#[test]
fn a_use_of_a_higher_layer_is_found_however_it_is_written() {
    let reexports = [("Span".into(), "text".into()), ("Mention".into(), "annotations".into())];
    for wrong in [
        "use crate::names::Name;",
        "use crate::{names, text::Span};",
        "use crate::{text::{Span, token::Token}, names::{self, Name}};",
        "use crate::Mention;",
        "use crate::annotations::assemble;",
        "use crate::annotate;",
        "use crate::unheard_of::Thing;",
        "use super::names::Name;",
        "use super::super::names;",
        "use self::super::super::names;",
        "fn f() { crate::names::find() }",
        "fn f(name: &crate::names::Name) {}",
        "fn f() -> Vec<Option<crate::names::Name>> { todo!() }",
        "fn f() { g(|| crate::names::NONE) }",
        "fn f() { assert_eq!(1, crate::names::NONE) }",
        "macro_rules! m { () => { $crate::names::NONE } }",
        "mod inner { use crate::names; }",
        "mod inner { mod most { use super::super::super::super::names; } }",
        "#[cfg(feature = \"train\")] use crate::names;",
        "impl crate::names::Named for u8 {}",
    ] {
        let path = match wrong.contains("super::super") {
            true => ["syntax", "tags"].map(String::from).to_vec(),
            false => vec!["syntax".to_owned()],
        };
        let found = violations_in(&syn::parse_file(wrong).unwrap(), &path, &reexports);
        assert!(!found.is_empty(), "{wrong}");
    }
}

#[test]
fn a_use_of_a_lower_layer_of_itself_or_in_tests_is_right() {
    let reexports = [("Span".into(), "text".into())];
    for right in [
        "use crate::{Span, text::token, learned};",
        "use crate::syntax::tags;",
        "use super::parse;",
        "use std::names::find; use names::find;",
        "//! See [`crate::names`].\n/// And `crate::names`.\nfn f() {}",
        "fn f() { \"crate::names\" }",
        "#[cfg(test)] mod tests { use super::*; use crate::names; fn f() { crate::annotate(\"\") } }",
        "#[test] fn f() { crate::annotate(\"\") }",
        "mod inner { use super::super::tags; }",
    ] {
        let path = ["syntax", "tags"].map(String::from);
        let found = violations_in(&syn::parse_file(right).unwrap(), &path, &reexports);
        assert!(found.is_empty(), "{right}: {found:?}");
    }
}

/// The places where the module at `path` uses a layer that is not below its own.
fn violations_in(file: &syn::File, path: &[String], reexports: &[(String, String)]) -> Vec<String> {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let own = &path[0];
    let mut violations = Vec::new();
    let used: BTreeSet<String> =
        uses_of(file, path).into_iter().map(|names| names[..names.len().min(2)].join("::")).collect();
    for used in used {
        let first = used.split("::").next().unwrap();
        let used = match reexports.iter().find(|(name, _)| name == first) {
            Some((_, module)) => format!("{module}::{used}"),
            None if layer(first).is_some() => used,
            None => format!("{ROOT}::{used}"),
        };
        let module = used.split("::").next().unwrap();
        let right = *own == module || layer(module) < layer(own);
        if !right {
            violations.push(format!("src/{}: {own} uses {used}, which is not below it", path.join("/")));
        }
    }
    violations
}

/// All paths in a file that start in this crate, written from the crate's root.
fn uses_of(file: &syn::File, path: &[String]) -> BTreeSet<Vec<String>> {
    let children = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    });
    let mut uses = Uses { module: path.to_vec(), children: children.collect(), of_crate: BTreeSet::new() };
    uses.visit_file(file);
    uses.of_crate
}

/// Collects all paths that start in this crate, written from the crate's root.
struct Uses {
    /// The module that the visitor is in.
    module: Vec<String>,
    /// The modules that the file declares and that have files of their own.
    children: BTreeSet<String>,
    of_crate: BTreeSet<Vec<String>>,
}

impl Uses {
    /// Adds the path made of `names`, if it starts in this crate (with `crate`, `self` or `super`).
    fn note(&mut self, names: &[String]) {
        let Some(first) = names.first() else { return };
        if !matches!(first.as_str(), "crate" | "self" | "super") && !self.children.contains(first) {
            return;
        }
        let mut path = self.module.clone();
        for name in names {
            match name.as_str() {
                "crate" => path.clear(),
                "self" => {}
                "super" => drop(path.pop()),
                _ => path.push(name.clone()),
            }
        }
        if !path.is_empty() {
            self.of_crate.insert(path);
        }
    }

    fn note_tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.note_tree(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_tree(tree, before)),
            UseTree::Name(syn::UseName { ident }) | UseTree::Rename(syn::UseRename { ident, .. }) => {
                before.push(ident.to_string());
                self.note(before);
                before.pop();
            }
            UseTree::Glob(_) => self.note(before),
        }
    }

    fn note_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.note(&path);
                        path.clear();
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                other => {
                    self.note(&path);
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.note_tokens(group.stream());
                    }
                }
            }
        }
        self.note(&path);
    }
}

impl Visit<'_> for Uses {
    fn visit_item(&mut self, item: &Item) {
        let inner = match item {
            _ if is_test(item) => return,
            Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        };
        let outer = self.module.len();
        self.module.extend(inner);
        visit::visit_item(self, item);
        self.module.truncate(outer);
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.note_tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &syn::Macro) {
        self.note_tokens(called.tokens.clone());
    }
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        _ => &[],
    };
    let is_cfg_test = |a: &Attribute| {
        a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    };
    attributes.iter().any(|a| a.path().is_ident("test") || is_cfg_test(a))
}

/// The names that a file re-exports, each with the module that it comes from: (`Span`, `text`).
fn reexports(library: &syn::File) -> Vec<(String, String)> {
    fn leaves(tree: &UseTree, found: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => leaves(&path.tree, found),
            UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, found)),
            UseTree::Name(name) => found.push(name.ident.to_string()),
            UseTree::Rename(renamed) => found.push(renamed.rename.to_string()),
            UseTree::Glob(_) => {}
        }
    }
    let mut found = Vec::new();
    for item in &library.items {
        if let Item::Use(syn::ItemUse { tree: UseTree::Path(path), vis: syn::Visibility::Public(_), .. }) = item {
            let mut names = Vec::new();
            leaves(&path.tree, &mut names);
            found.extend(names.into_iter().map(|name| (name, path.ident.to_string())));
        }
    }
    found
}

/// The module path of a file: `names/kinds.rs` → `names`, `kinds`; `names/mod.rs` → `names`; `lib.rs` → nothing.
fn module_path(file: &Path) -> Vec<String> {
    let mut path: Vec<String> = file.with_extension("").iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    path.pop_if(|last| *last == "mod" || *last == "lib");
    path
}

fn read(path: &Path) -> syn::File {
    syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap()
}
