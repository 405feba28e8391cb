/**
 * The page put together: which screen is shown, what text is open, and who tells whom.
 *
 * One way round: what the reader does goes to the session (text, corrections), and what comes out of
 * it, annotations, is drawn by the reading screen and, while editing, under the editor.
 *
 * ```text
 * paste, drop, file → paste.js ─┐                       ┌→ reader.js → article-view.js ← layers.js
 *            samples, kept ─────┼→ session.js ──────────┤      └→ cast.js, strip.js, card.js, forms.js
 *            editor.js ─────────┘   │ corrections.js     └→ editor.js
 *                                   │ own-names.js          take-along.js
 *                                   │ store.js
 *                                   └ client.js ⇄ worker.js ⇄ the core
 * ```
 */

import * as client from "./core/client.js";
import { button, byId, el } from "./ui/dom.js";
import { createEditor } from "./editing/editor.js";
import { createEmbed } from "./ui/embed.js";
import { keyDialog, listenToKeys } from "./ui/keys.js";
import { createNamesDialog } from "./ui/names-dialog.js";
import { apply as applyOwn, countOwn, forget as forgetOwn, watchOwn } from "./keeping/own-names.js";
import { NotText, cleanText, readFile, textOf } from "./opening/paste.js";
import { showPrivacy } from "./ui/privacy.js";
import { createReader } from "./reading/reader.js";
import { listSamples } from "./opening/samples.js";
import { createSession } from "./keeping/session.js";
import * as store from "./keeping/store.js";
import { createTakeAlong } from "./keeping/take-along.js";
import { watchForUpdates } from "./ui/update.js";
import { counted } from "./reading/words.js";

/** @import { Change } from "./keeping/own-names.js" */
/** @import { Kept } from "./keeping/store.js" */

const screens = { start: byId("start", HTMLElement), reader: byId("reader", HTMLElement) };
const tools = {
  undo: byId("undo", HTMLButtonElement),
  redo: byId("redo", HTMLButtonElement),
  fresh: byId("new", HTMLButtonElement),
  edit: byId("edit", HTMLButtonElement),
  take: byId("take", HTMLButtonElement),
  help: byId("help", HTMLButtonElement),
};
const notice = byId("notice", HTMLElement);
const pasteBox = byId("paste", HTMLTextAreaElement);
const file = byId("file", HTMLInputElement);
const progress = byId("progress", HTMLElement);
const editorPart = byId("editor-part", HTMLElement);

const session = createSession({
  view(text, annotations) {
    reader.show(text, annotations);
    if (!editing) byId("status", HTMLElement).textContent = reader.summary();
    if (editing) edit.show(reader.view());
  },
  history(now) {
    history = now;
    drawHistory();
  },
  busy: showProgress,
  trouble: tell,
});
let history = { undo: false, redo: false, kept: false };
const reader = createReader(session.add);
const edit = createEditor(byId("editor", HTMLTextAreaElement), byId("backdrop", HTMLElement), session.edit);
let editing = false;

/** @param {"start" | "reader"} screen */
function showScreen(screen) {
  document.body.dataset.screen = screen;
  for (const [name, element] of Object.entries(screens)) element.hidden = name !== screen;
  tools.fresh.hidden = tools.edit.hidden = tools.take.hidden = screen === "start";
}

function drawHistory() {
  const { undo, redo, kept } = history;
  // While the text is edited, undo is the browser's own.
  tools.undo.hidden = editing || (!undo && !redo);
  tools.redo.hidden = editing || !redo;
  tools.undo.disabled = !undo;
  byId("forget-part", HTMLElement).hidden = !kept && countOwn() === 0 && store.allKept().length === 0;
}

/** @param {string | null} message @param {HTMLButtonElement} [action] */
function tell(message, action) {
  notice.replaceChildren(message ?? "", ...(action ? [" ", action] : []));
  notice.hidden = !message;
}

/**
 * Opens a text: shows it at once, and its quotations as soon as they are known.
 * @param {string} text
 * @param {{ key: string, kept: Kept }} [from]
 */
async function open(text, from) {
  if (!text.trim()) {
    tell("There are no words in that. Paste the article’s text, or open a text file.");
    return;
  }
  const last = session.left();
  turnTo(text);
  if (last.text) tell("This is the new article.", button("Back to the one before", () => void open(last.text, last.from), { class: "quiet" }));
  await session.open(text, from);
}

/** A Whosaid document, as it was taken along. @param {string} json */
async function openDocument(json) {
  const { text, annotations } = await client.openDocument(json);
  turnTo(text);
  session.openDocument(text, annotations);
}

/** The reading screen, from the top, with a text whose quotations aren't known yet. @param {string} text */
function turnTo(text) {
  tell(null);
  setEditing(false);
  showScreen("reader");
  reader.open(text);
  scrollTo({ top: 0, behavior: "instant" });
  byId("main", HTMLElement).focus({ preventScroll: true });
}

let progressTimer = 0;

/** @param {string | null} text  what is being read, if it takes long @param {number | null} [milliseconds]  how long, if that is known */
function showProgress(text, milliseconds = null) {
  clearInterval(progressTimer);
  progress.hidden = text === null;
  if (text === null) return;
  const size = text.length < 20_000 ? "" : ` ${(text.length / 1e6).toLocaleString("en", { maximumFractionDigits: 2 })} million characters`;
  const seconds = Math.max(1, Math.round((milliseconds ?? 0) / 1000));
  const bar = byId("progress-bar", HTMLProgressElement);
  // Said once: a countdown would chatter.
  byId("progress-text", HTMLElement).textContent = milliseconds === null ? `Reading${size}…` : `Reading${size}; it takes about ${counted(seconds, "second")}. The beginning is here already.`;
  if (milliseconds === null) return bar.removeAttribute("value");
  const since = performance.now();
  bar.value = 0;
  progressTimer = window.setInterval(() => (bar.value = Math.min(0.97, (performance.now() - since) / milliseconds)), 250);
}

/** @param {File} chosen */
async function openFile(chosen) {
  try {
    const { text, document } = await readFile(chosen);
    if (document === null) await open(text);
    else await openDocument(document);
  } catch (error) {
    tell(error instanceof NotText || error instanceof client.Trouble ? error.message : `“${chosen.name}” could not be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {boolean} on */
function setEditing(on) {
  if (on === editing) return;
  editing = on;
  tools.edit.textContent = on ? "Done editing" : "Edit text";
  if (on) {
    const place = reader.placeAtTop();
    session.setEditing(true);
    reader.setEditing(true);
    editorPart.hidden = false;
    byId("editor-hint", HTMLElement).hidden = !edit.open(reader.view(), place.offset);
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

function startAgain() {
  setEditing(false);
  session.close();
  reader.close();
  tell(null);
  pasteBox.value = "";
  listKept();
  showScreen("start");
  pasteBox.focus();
  updates.tryNow();
}

/** The articles that this browser keeps, on the first screen. */
function listKept() {
  const all = store.allKept();
  byId("kept", HTMLElement).replaceChildren(
    ...all.slice(0, 20).map(({ key, kept }) => {
      const title = kept.text.trim().split("\n")[0].slice(0, 120);
      const about = `${counted(kept.corrections.filter(({ op }) => op !== "text").length, "correction")}, ${new Date(kept.saved).toLocaleDateString()}`;
      const item = button("", () => void open(kept.text, { key, kept }));
      item.append(el("span", { class: "sample-title", dir: "auto" }, title), el("span", { class: "sample-about" }, about));
      return el("li", {}, item);
    }),
  );
  byId("kept-part", HTMLElement).hidden = all.length === 0;
  drawHistory();
}

const forgetDialog = byId("forget-dialog", HTMLDialogElement);
forgetDialog.addEventListener("close", async () => {
  if (forgetDialog.returnValue !== "forget") return;
  await session.forget();
  forgetOwn();
  listKept();
});

/** @param {Change} change */
function changeOwn(change) {
  // With an article open it is a step like any other, to be undone.
  if (session.text()) session.add({ op: "own-names", always: change });
  else applyOwn(change);
}
const names = createNamesDialog(changeOwn);
function drawOwn() {
  const count = countOwn();
  for (const opener of document.querySelectorAll(".own-open")) opener.textContent = count > 0 ? `Your own names (${count.toLocaleString("en")})` : "Your own names…";
  byId("own-start", HTMLElement).hidden = count === 0;
  drawHistory();
}
for (const opener of document.querySelectorAll(".own-open")) opener.addEventListener("click", () => names.open());
watchOwn(() => {
  session.readAgain();
  names.refresh();
  drawOwn();
});
drawOwn();
byId("check-privacy", HTMLButtonElement).addEventListener("click", () => void showPrivacy());

const isField = (/** @type {EventTarget | null} */ target) => target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

document.addEventListener("paste", (event) => {
  if (!event.clipboardData || document.querySelector("dialog[open]") || (isField(event.target) && event.target !== pasteBox)) return;
  const chosen = event.clipboardData.files[0];
  const text = textOf(event.clipboardData);
  if (!text && !chosen) return;
  // Pasting over or into words already typed stays an edit.
  if (event.target === pasteBox && pasteBox.value.trim()) return;
  event.preventDefault();
  void (text ? open(text) : openFile(chosen));
});

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer) return;
  event.preventDefault();
  const dropped = event.dataTransfer.files[0];
  if (dropped) void openFile(dropped);
  else void open(textOf(event.dataTransfer));
});

byId("read", HTMLButtonElement).addEventListener("click", () => void open(cleanText(pasteBox.value)));
byId("open", HTMLButtonElement).addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  if (file.files?.[0]) void openFile(file.files[0]);
  file.value = "";
});
byId("cancel", HTMLButtonElement).addEventListener("click", () => {
  client.cancel();
  progress.hidden = true;
  const begun = session.annotations().quotations.length > 0;
  tell(`Stopped. The text is here, ${begun ? "but only its beginning has been read" : "without its quotations"}; “Edit text” lets you shorten it.`);
});
byId("home", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  startAgain();
});
tools.undo.addEventListener("click", session.undo);
tools.redo.addEventListener("click", session.redo);
byId("forget", HTMLButtonElement).addEventListener("click", () => {
  forgetDialog.returnValue = "";
  forgetDialog.showModal();
});
tools.fresh.addEventListener("click", startAgain);
tools.edit.addEventListener("click", () => setEditing(!editing));
tools.help.addEventListener("click", () => keyDialog());

listenToKeys({
  next: () => reader.step(1),
  previous: () => reader.step(-1),
  escape: () => (editing ? setEditing(false) : reader.escape()),
  edit: () => screens.reader.hidden || setEditing(!editing),
  select: () => screens.reader.hidden || reader.selectWords(),
  undo: session.undo,
  redo: session.redo,
  everyone: () => reader.pick(undefined),
  thoughts: () => reader.toggleThoughts(),
});

void listSamples(byId("samples", HTMLElement), byId("samples-part", HTMLElement), open);
createTakeAlong(byId("take-menu", HTMLElement), () => ({ text: session.text(), annotations: session.annotations() }), tell);
createEmbed(byId("embed", HTMLElement));
client.warmUp();
listKept();
const openKey = store.openKey();
const kept = openKey && store.kept(openKey);
if (openKey && kept) void open(kept.text, { key: openKey, kept });

const isTyped = () => !screens.start.hidden && pasteBox.value.trim() !== "";
const updates = watchForUpdates({
  isIdle: () => !screens.start.hidden && !isTyped() && !document.querySelector("dialog[open]"),
  onReady: (ready) => (byId("update-part", HTMLElement).hidden = !ready),
});
addEventListener("beforeunload", (event) => {
  if (isTyped() || session.unkept()) event.preventDefault();
});
