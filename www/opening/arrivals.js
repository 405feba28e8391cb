/** Receives articles: pasted anywhere on the page, dropped on it, or opened as files. */

import { Trouble } from "../core/client.js";
import { withScheme } from "../keeping/about.js";
import { byId, el } from "../ui/dom.js";
import { createBookmarklet } from "../ui/embed.js";
import { tell, tellToo } from "../ui/notices.js";
import { NotText, fromClipboard, fromFile, isLink } from "./incoming.js";

/** @import { Incoming } from "./incoming.js" */

/**
 * @typedef {object} Arrivals
 * @property {HTMLTextAreaElement} pasteBox
 * @property {(incoming: Incoming) => Promise<void>} onIncoming
 * @property {(json: string) => Promise<void>} onDocument
 * @property {(incoming: Incoming) => void} onMore  a further one of several files, to be held for later
 * @property {() => void} onListed
 */

/** @param {EventTarget | null} target */
const isField = (target) => target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;

/** @param {Arrivals} on */
export function listenToArrivals(on) {
  /** @param {DataTransfer} data */
  async function take(data) {
    const plain = data.getData("text/plain");
    if (isLink(plain)) return tellOfLink(plain.trim());
    // The clipboard's data are gone once the event is over, so all of them are read before anything is awaited.
    const incoming = await fromClipboard(data);
    await on.onIncoming(incoming);
  }

  document.addEventListener("paste", (event) => {
    if (!event.clipboardData || document.querySelector("dialog[open]") || (isField(event.target) && event.target !== on.pasteBox)) return;
    const files = [...event.clipboardData.files];
    const hasText = event.clipboardData.getData("text/plain") || event.clipboardData.getData("text/html");
    if (!hasText && files.length === 0) return;
    // If words have been typed into the box already, pasting there is left to the browser.
    if (event.target === on.pasteBox && on.pasteBox.value.trim()) return;
    event.preventDefault();
    void (hasText ? take(event.clipboardData) : openFiles(files, on));
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
    const files = [...event.dataTransfer.files];
    void (files.length > 0 ? openFiles(files, on) : take(event.dataTransfer));
  });

  const file = byId("file", HTMLInputElement);
  byId("open", HTMLButtonElement).addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const files = [...(file.files ?? [])];
    file.value = "";
    if (files.length > 0) void openFiles(files, on);
  });
}

/** Opens the first of several files, and adds the others to the list on the first screen. @param {File[]} files @param {Arrivals} on */
async function openFiles(files, on) {
  let opened = false;
  let waiting = 0;
  /** @type {string[]} */
  const troubles = [];
  for (const file of files) {
    try {
      const { incoming, document } = await fromFile(file);
      if (opened) {
        if (incoming === null) troubles.push(`“${file.name}” is a Whosaid document: open it by itself.`);
        else if (incoming.text.trim()) {
          on.onMore(incoming);
          waiting += 1;
        }
        continue;
      }
      if (incoming === null) await on.onDocument(document);
      // The other files don't wait until this one has been read.
      else void on.onIncoming(incoming);
      opened = true;
    } catch (error) {
      troubles.push(error instanceof NotText || error instanceof Trouble ? error.message : `“${file.name}” could not be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (waiting > 0) tellToo(`${waiting === 1 ? "The other file is" : `The other ${waiting} files are`} on the first screen, under “Open in this tab”.`);
  for (const trouble of troubles) (opened ? tellToo : tell)(trouble);
  on.onListed();
}

/** Tells the reader why an address alone can't be read, and what to do instead. @param {string} address */
function tellOfLink(address) {
  const link = el("a", { href: withScheme(address), target: "_blank", rel: "noopener noreferrer" }, "Open that page");
  tell(
    "That is an address. This page can’t fetch it: it is forbidden to connect to any other place, which is what keeps your texts private. Open the article, select all of it (Ctrl A), copy it, and paste it here; what isn’t the article is left out. Or drag this to your bookmarks bar, and click it on the article’s own page:",
    createBookmarklet(),
    link,
  );
}
