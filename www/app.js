/**
 * The page put together: which screen is shown, what text is open, and who tells whom.
 *
 * One way round: what the reader does changes `state`; `show…` draws from it. The work is in the
 * modules: client (the core in its worker), article-view, cast, strip, card, paste, keys.
 */

import * as client from "./client.js";
import { byId } from "./dom.js";
import { keyDialog, listenToKeys } from "./keys.js";
import { NotText, cleanText, readFile, textOf } from "./paste.js";
import { createReader } from "./reader.js";
import { listSamples } from "./samples.js";

const screens = { start: byId("start", HTMLElement), reader: byId("reader", HTMLElement) };
const tools = { fresh: byId("new", HTMLButtonElement), edit: byId("edit", HTMLButtonElement), help: byId("help", HTMLButtonElement) };
const notice = byId("notice", HTMLElement);
const pasteBox = byId("paste", HTMLTextAreaElement);
const file = byId("file", HTMLInputElement);
const progress = byId("progress", HTMLElement);
const article = byId("article", HTMLElement);
const editorPart = byId("editor-part", HTMLElement);
const editor = byId("editor", HTMLTextAreaElement);

const reader = createReader();
const state = { text: "", editing: false };

/** Reading that takes longer than this is told about, in milliseconds. */
const PATIENCE = 300;

/** @param {"start" | "reader"} screen */
function showScreen(screen) {
  document.body.dataset.screen = screen;
  for (const [name, element] of Object.entries(screens)) element.hidden = name !== screen;
  tools.fresh.hidden = tools.edit.hidden = screen === "start";
}

/** @param {string | null} message */
function tell(message) {
  notice.textContent = message ?? "";
  notice.hidden = !message;
}

/**
 * Opens a text: shows it at once, and its quotations as soon as they are known.
 * @param {string} text
 */
async function open(text) {
  if (!text.trim()) {
    tell("There are no words in that. Paste the article’s text, or open a text file.");
    return;
  }
  tell(null);
  setEditing(false);
  state.text = text;
  showScreen("reader");
  reader.open(text);
  scrollTo({ top: 0 });
  byId("main", HTMLElement).focus({ preventScroll: true });
  await read(text);
}

/** @param {string} text */
async function read(text) {
  const timer = setTimeout(() => showProgress(text), PATIENCE);
  try {
    const { annotations } = await client.annotate(text);
    if (state.text === text) reader.show(text, annotations);
  } catch (error) {
    if (error instanceof client.Superseded) return;
    tell(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
    if (state.text === text) progress.hidden = true;
  }
}

/** @param {string} text */
function showProgress(text) {
  const size = text.length < 20_000 ? "" : ` ${(text.length / 1e6).toLocaleString("en", { maximumFractionDigits: 2 })} million characters`;
  byId("progress-text", HTMLElement).textContent = `Reading${size}…`;
  progress.hidden = false;
}

/** @param {File} chosen */
async function openFile(chosen) {
  try {
    await open(await readFile(chosen));
  } catch (error) {
    tell(error instanceof NotText ? error.message : `“${chosen.name}” could not be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {boolean} editing */
function setEditing(editing) {
  if (editing === state.editing) return;
  state.editing = editing;
  tools.edit.setAttribute("aria-pressed", String(editing));
  tools.edit.textContent = editing ? "Done" : "Edit text";
  article.hidden = editing;
  editorPart.hidden = !editing;
  reader.closeCard();
  if (editing) {
    editor.value = state.text;
    editor.focus();
    editor.setSelectionRange(0, 0);
  } else {
    const text = cleanText(editor.value);
    if (text !== state.text && text.trim()) {
      state.text = text;
      reader.open(text);
      void read(text);
    }
  }
}

function startAgain() {
  setEditing(false);
  client.cancel();
  client.warmUp();
  reader.close();
  tell(null);
  state.text = "";
  pasteBox.value = "";
  showScreen("start");
  pasteBox.focus();
}

const isField = (/** @type {EventTarget | null} */ target) => target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

document.addEventListener("paste", (event) => {
  if (!event.clipboardData || (isField(event.target) && event.target !== pasteBox)) return;
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
  tell("Stopped. The text is here, without its quotations; “Edit text” lets you shorten it.");
});
byId("home", HTMLAnchorElement).addEventListener("click", (event) => {
  event.preventDefault();
  startAgain();
});
tools.fresh.addEventListener("click", startAgain);
tools.edit.addEventListener("click", () => setEditing(!state.editing));
tools.help.addEventListener("click", () => keyDialog());

listenToKeys({
  next: () => reader.step(1),
  previous: () => reader.step(-1),
  escape: () => reader.escape(),
  edit: () => screens.reader.hidden || setEditing(!state.editing),
  everyone: () => reader.pick(undefined),
  thoughts: () => reader.toggleThoughts(),
});

void listSamples(byId("samples", HTMLElement), byId("samples-part", HTMLElement), open);
client.warmUp();
