/**
 * The page's main script. It connects the parts of the page: which screen is shown, which text is open, and what each click or key does.
 *
 * Data flows in one direction. What the reader does (opening a text, correcting) goes to the session. The session gives
 * back annotations, which the reading screen draws and, while the text is being edited, the editor.
 *
 * ```text
 * paste, drop, file → opening/ ─────┐                               ┌→ reading/: article, card, lists
 *          samples, kept, link ─────┼→ keeping/session.js ──────────┤
 *     editing/: text, forms ────────┘   │ corrections, own names    └→ editing/editor.js
 *                                       │ keeping/: store, tab         keeping/export-menu.js
 *                                       └ core/client.js ⇄ core/worker.js ⇄ the core
 * ```
 */

import * as client from "./core/client.js";
import { createEditor } from "./editing/editor.js";
import { headlineOf, soundAbout } from "./keeping/about.js";
import { createExportMenu } from "./keeping/export-menu.js";
import { apply as applyOwn, countOwn, forget as forgetOwn, watchOwn } from "./keeping/own-names.js";
import { Session } from "./keeping/session.js";
import * as store from "./keeping/store.js";
import { heldArticle, hold, newId } from "./keeping/tab.js";
import { listenToArrivals } from "./opening/arrivals.js";
import { listSamples, openSample } from "./opening/samples.js";
import { fromText } from "./opening/incoming.js";
import { Reader } from "./reading/reader.js";
import { counted } from "./reading/words.js";
import { button, byId } from "./ui/dom.js";
import { createEmbed } from "./ui/embed.js";
import { closeCallouts, isFirstVisit, showCallouts } from "./ui/first-visit.js";
import { keyDialog, listenToKeys } from "./ui/keys.js";
import { say, tell, tellToo, toast } from "./ui/notices.js";
import { listArticles } from "./ui/start.js";
import { watchForUpdates } from "./ui/update.js";

/** @import { Change } from "./keeping/own-names.js" */
/** @import { Left } from "./keeping/session.js" */
/** @import { Incoming } from "./opening/incoming.js" */

const TITLE = document.title;
const screens = { start: byId("start", HTMLElement), reader: byId("reader", HTMLElement) };
const tools = {
  undo: byId("undo", HTMLButtonElement),
  redo: byId("redo", HTMLButtonElement),
  fresh: byId("new", HTMLButtonElement),
  edit: byId("edit", HTMLButtonElement),
  take: byId("take", HTMLButtonElement),
  help: byId("help", HTMLButtonElement),
};
const pasteBox = byId("paste", HTMLTextAreaElement);
const progress = byId("progress", HTMLElement);
const editorPart = byId("editor-part", HTMLElement);

const session = new Session({
  view(text, annotations) {
    reader.show(text, annotations);
    if (!editing) say(reader.summary());
    if (editing) edit.show(reader.view);
  },
  history(now) {
    history_ = now;
    drawHistory();
  },
  busy: showProgress,
  trouble: tellToo,
});
let history_ = { undo: false, redo: false, kept: false };
const reader = new Reader({
  onCorrection: (correction) => session.add(correction),
  onCopy: (indices) => void copyQuotations(indices),
  onCopySpan: (span) => void copyOut((quote) => quote.passage(session.text, span, session.about), "Copied, with where it is from."),
  onTrouble: tell,
});
const edit = createEditor(byId("editor", HTMLTextAreaElement), byId("backdrop", HTMLElement), (text) => session.edit(text));
let editing = false;

/** @param {"start" | "reader"} screen */
function showScreen(screen) {
  document.body.dataset.screen = screen;
  for (const [name, element] of Object.entries(screens)) element.hidden = name !== screen;
  tools.fresh.hidden = tools.edit.hidden = tools.take.hidden = screen === "start";
  document.title = screen === "start" ? TITLE : `${headlineOf(session.text, session.about).slice(0, 80)} – Whosaid`;
}

function drawHistory() {
  const { undo, redo, kept } = history_;
  // While the text is being edited, the browser's own undo works in the text area.
  tools.undo.hidden = editing || (!undo && !redo);
  tools.redo.hidden = editing || !redo;
  tools.undo.disabled = !undo;
  byId("forget-part", HTMLElement).hidden = !kept && countOwn() === 0 && store.allKept().length === 0;
}

/**
 * Opens a text: shows it at once, and its quotations as soon as they are found. A button leads back to the article that was open before.
 * @param {string} text
 * @param {Partial<Left>} [from]
 */
async function open(text, from = {}) {
  if (!text.trim()) {
    tell("There are no words in that. Paste the article’s text, or open a file.");
    return false;
  }
  const before = session.text ? session.left() : null;
  const id = from.id ?? newId();
  const reading = session.open(text, { ...from, id });
  turnTo(id);
  if (before && before.id !== id) tell("This is the new article.", button("Back to the previous article", () => void open(before.text, before), { class: "quiet" }));
  await reading;
  return true;
}

/** Opens an article that was pasted, dropped or chosen as a file, and tells the reader what was left out or joined. @param {Incoming} incoming */
async function openIncoming({ text, about, whole, wrapped }) {
  const reading = open(text, { about });
  if (whole) {
    tellToo(
      `${counted(whole.left.length, "line")} around the article ${whole.left.length === 1 ? "was" : "were"} left out.`,
      button("Show what was left out", () => showLeftOut(whole), { class: "quiet" }),
    );
  }
  if (wrapped !== undefined) tellToo("Broken lines were joined into paragraphs.", button("Show the lines as they were", () => void open(wrapped, { about }), { class: "quiet" }));
  await reading;
}

/** Opens a sample article with the first-visit callouts above it. They are there from the start, so that nothing moves once its quotations are found. @param {Incoming} sample */
function introduce(sample) {
  const reading = openIncoming(sample);
  showCallouts();
  return reading;
}

const leftOut = byId("left-out", HTMLDialogElement);

/** @param {NonNullable<Incoming["whole"]>} whole */
function showLeftOut({ text, left }) {
  byId("left-lines", HTMLElement).replaceChildren(...left.map((line) => Object.assign(document.createElement("p"), { textContent: line, dir: "auto" })));
  leftOut.returnValue = "";
  leftOut.onclose = () => {
    if (leftOut.returnValue === "whole") void open(text, { about: session.about });
  };
  leftOut.showModal();
}

/** Opens a Whosaid document that was exported as JSON. @param {string} json */
async function openDocument(json) {
  const { text, annotations } = await client.openDocument(json);
  session.openDocument(text, annotations, soundAbout(JSON.parse(json.replace(/^\uFEFF/, "")).about));
  turnTo(session.id);
  session.show();
}

/** Shows the reading screen from its top, with the article that the session has open. @param {string} id */
function turnTo(id) {
  tell(null);
  setEditing(false);
  reader.open(session.text, new Set(session.about.captions));
  showScreen("reader");
  if (history.state?.id !== id) history.pushState({ id }, "", location.pathname + location.search);
  scrollTo({ top: 0, behavior: "instant" });
  byId("main", HTMLElement).focus({ preventScroll: true });
}

/** @param {string | null} text  the text that takes long to read, or null when reading is over @param {boolean} [begun]  the quotations of its beginning are shown already */
function showProgress(text, begun = false) {
  progress.hidden = text === null;
  if (text === null) return;
  const size = text.length < 20_000 ? "" : ` ${(text.length / 1e6).toLocaleString("en", { maximumFractionDigits: 2 })} million characters`;
  byId("progress-text", HTMLElement).textContent = `Reading${size}…${begun ? " The beginning is here already." : ""}`;
}

/** @param {boolean} on */
function setEditing(on) {
  if (on === editing) return;
  editing = on;
  tools.edit.textContent = on ? "Done editing" : "Edit text";
  if (on) {
    const place = reader.article.stretches.placeAtTop();
    session.setEditing(true);
    reader.setEditing(true);
    editorPart.hidden = false;
    byId("editor-hint", HTMLElement).hidden = !edit.open(reader.view, place.offset);
    edit.focusAt(place.offset, place.top);
  } else {
    const place = edit.placeAtTop();
    edit.close();
    editorPart.hidden = true;
    session.setEditing(false);
    reader.setEditing(false, place, edit.view());
  }
  drawHistory();
}

/** Goes to the first screen. The article that was open stays in the tab's list. @param {boolean} [step]  whether the browser's Back button can undo this */
function startAgain(step = true) {
  if (screens.reader.hidden) return updates.tryNow();
  setEditing(false);
  session.close();
  reader.close();
  tell(null);
  closeCallouts();
  listAll();
  showScreen("start");
  if (step) history.pushState({}, "", location.pathname + location.search);
  pasteBox.focus();
  updates.tryNow();
}

/** @param {Left} article */
function reopen({ text, ...from }) {
  // Another tab may have kept a newer version of this article.
  const kept = from.key ? store.kept(from.key) : null;
  return kept ? open(kept.text, { ...kept, id: from.id, key: from.key }) : open(text, from);
}

function listAll() {
  listArticles({ onTab: (article) => void reopen(article), onKept: (key, { text, ...kept }) => void open(text, { ...kept, key }) });
  drawHistory();
}

addEventListener("popstate", ({ state }) => {
  for (const dialog of document.querySelectorAll("dialog[open]")) /** @type {HTMLDialogElement} */ (dialog).close();
  const article = state?.id ? heldArticle(state.id) : null;
  if (article && article.id === session.id) return;
  if (article) void reopen(article);
  else if (!state?.id) startAgain(false);
  if (location.hash) void openFromLink();
});

/** @param {(quote: typeof import("./keeping/quote.js")) => string} make @param {string} done */
async function copyOut(make, done) {
  try {
    await navigator.clipboard.writeText(make(await import("./keeping/quote.js")));
    toast(done);
  } catch {
    tell("Your browser doesn’t let this page copy. Select the words, and copy them yourself.");
  }
}

/** @param {number[]} indices */
function copyQuotations(indices) {
  const { text, annotations } = reader.view;
  const quotations = indices.map((index) => annotations.quotations[index]);
  return copyOut(
    (quote) => (quotations.length === 1 ? quote.citation(text, annotations, quotations[0], session.about) : quote.citations(text, annotations, quotations, session.about)),
    quotations.length === 1 ? "Copied, with who said it and where." : `Copied: ${counted(quotations.length, "quotation")}.`,
  );
}

const forgetDialog = byId("forget-dialog", HTMLDialogElement);
forgetDialog.addEventListener("close", async () => {
  if (forgetDialog.returnValue !== "forget") return;
  await session.forget();
  forgetOwn();
  listAll();
});

/** @param {Change} change */
function changeOwn(change) {
  // With an article open, a change of the list is a step that Undo takes back.
  if (session.text) session.add({ op: "own-names", always: change });
  else applyOwn(change);
}
/** @type {ReturnType<typeof import("./ui/names-dialog.js").createNamesDialog> | null} */
let names = null;
async function openNames() {
  names ??= (await import("./ui/names-dialog.js")).createNamesDialog(changeOwn, client.problemOf);
  names.open();
}
function drawOwn() {
  const count = countOwn();
  for (const opener of document.querySelectorAll(".own-open")) opener.textContent = count > 0 ? `Your own names (${count.toLocaleString("en")})` : "Your own names…";
  byId("own-start", HTMLElement).hidden = count === 0;
  drawHistory();
}
for (const opener of document.querySelectorAll(".own-open")) opener.addEventListener("click", () => void openNames());
watchOwn(() => {
  session.readAgain();
  names?.refresh();
  drawOwn();
});
drawOwn();
byId("check-privacy", HTMLButtonElement).addEventListener("click", async () => (await import("./ui/privacy.js")).showPrivacy());

listenToArrivals({
  pasteBox,
  onIncoming: openIncoming,
  onDocument: openDocument,
  onMore: (incoming) => hold({ id: newId(), key: null, text: incoming.text, corrections: [], about: incoming.about, saved: Date.now() - 1000 }),
  onListed: () => {
    if (!screens.start.hidden) listAll();
  },
});
byId("read", HTMLButtonElement).addEventListener("click", async () => {
  const typed = pasteBox.value;
  if (typed.trim()) pasteBox.value = "";
  await openIncoming(fromText(typed));
});
byId("cancel", HTMLButtonElement).addEventListener("click", () => {
  client.cancel();
  progress.hidden = true;
  const begun = reader.view.annotations.quotations.length > 0;
  tell(`Stopped. The text is here, ${begun ? "but only its beginning has been read" : "without its quotations"}; “Edit text” lets you shorten it.`);
});
byId("home", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  startAgain();
});
tools.undo.addEventListener("click", () => session.undo());
tools.redo.addEventListener("click", () => session.redo());
byId("forget", HTMLButtonElement).addEventListener("click", () => {
  forgetDialog.returnValue = "";
  forgetDialog.showModal();
});
tools.fresh.addEventListener("click", () => startAgain());
tools.edit.addEventListener("click", () => setEditing(!editing));
tools.help.addEventListener("click", () => keyDialog());
byId("again-callouts", HTMLButtonElement).addEventListener("click", async () => {
  byId("keys", HTMLDialogElement).close();
  if (screens.reader.hidden) await openSample(introduce);
  else showCallouts();
});

/** Makes a command that does something to the current quotation, if there is one and no form is open. @param {(index: number) => void} what */
const toCurrent = (what) => () => {
  if (!screens.reader.hidden && !editing && reader.current !== null && !reader.desk.isBusy()) what(reader.current);
};
listenToKeys({
  next: () => reader.step(1),
  previous: () => reader.step(-1),
  right: toCurrent((index) => reader.answer(index, "right")),
  none: toCurrent((index) => reader.answer(index, "none")),
  else: toCurrent((index) => void reader.desk.askElse(index)),
  change: toCurrent((index) => void reader.desk.change(index)),
  quote: toCurrent((index) => void copyQuotations([index])),
  escape: () => (editing ? setEditing(false) : reader.escape()),
  edit: () => screens.reader.hidden || setEditing(!editing),
  select: () => screens.reader.hidden || reader.selectWords(),
  undo: () => session.undo(),
  redo: () => session.redo(),
  everyone: () => reader.pick(undefined),
  thoughts: () => byId("thoughts", HTMLInputElement).click(),
});

createExportMenu(byId("take-menu", HTMLElement), {
  article: () => ({ text: session.text, annotations: session.annotations(), about: session.about, numbers: reader.view.numbers, thoughts: reader.view.thoughts }),
  corrections: () => [...(session.left().given ?? []), ...session.left().corrections],
  onAbout: (about) => session.setAbout(about),
  onCopyList: () => void copyQuotations(reader.inTurn()),
  tell,
});
createEmbed(byId("embed", HTMLElement));

const isTyped = () => !screens.start.hidden && pasteBox.value.trim() !== "";
const updates = watchForUpdates({
  isIdle: () => !screens.start.hidden && !isTyped() && !document.querySelector("dialog[open]"),
  onReady: (ready) => (byId("update-part", HTMLElement).hidden = !ready),
});
addEventListener("beforeunload", (event) => {
  if (isTyped() || session.unkept()) event.preventDefault();
});

/** Opens the article that is held in the page's own address, after the `#`. */
async function openFromLink() {
  const { MARK, openLink } = await import("./keeping/share-link.js");
  if (!location.hash.startsWith(MARK)) return;
  const shared = await openLink(location.hash);
  history.replaceState({}, "", location.pathname + location.search);
  if (!shared) return tell("The article in this link is damaged: the end may have been cut off on the way. Ask the sender for the Whosaid document instead.");
  await open(shared.text, { corrections: shared.corrections, about: shared.about });
  tell("This article was inside the link itself. Only this page has unpacked and read it: nothing was downloaded, and nothing was sent.");
}

/** Decides what the page shows first: the article from before a reload or crash, the one in the address, a sample on the first visit, or else the first screen. */
function begin() {
  const article = history.state?.id ? heldArticle(history.state.id) : null;
  if (article) return void reopen(article);
  if (location.hash.length > 1) return void openFromLink();
  if (isFirstVisit()) void openSample(introduce);
}

client.warmUp();
listAll();
begin();
void listSamples(byId("samples", HTMLElement), byId("samples-part", HTMLElement), openIncoming);
