/** The page's keyboard shortcuts, and the Help dialog that lists them. */

import { byId, el } from "./dom.js";

/** @typedef {"next" | "previous" | "right" | "else" | "none" | "change" | "quote" | "escape" | "edit" | "select" | "everyone" | "thoughts" | "undo" | "redo"} Command */

/** @type {{ keys: string[], shown: string, command: Command | "help", says: string }[]} */
const KEYS = [
  { keys: ["n", "j"], shown: "n", command: "next", says: "Next quotation (of the chosen speaker, if one is chosen)" },
  { keys: ["p", "k"], shown: "p", command: "previous", says: "Previous quotation" },
  { keys: ["y"], shown: "y", command: "right", says: "The current quotation is right" },
  { keys: ["w"], shown: "w", command: "else", says: "Somebody else said it: type who" },
  { keys: ["x"], shown: "x", command: "none", says: "It is not a quotation" },
  { keys: ["c"], shown: "c", command: "change", says: "Change its words, its speaker, its kind" },
  { keys: ["q"], shown: "q", command: "quote", says: "Copy it, with who said it and where" },
  { keys: ["a"], shown: "a", command: "everyone", says: "Show everyone again" },
  { keys: ["t"], shown: "t", command: "thoughts", says: "Show or hide reported thoughts" },
  { keys: ["s"], shown: "s", command: "select", says: "Select words, to mark them: arrows, Shift with arrows, Enter" },
  { keys: ["e"], shown: "e", command: "edit", says: "Edit the text, or be done" },
  { keys: ["Escape"], shown: "Esc", command: "escape", says: "Close the card; again: show everyone. While editing: done" },
  { keys: ["?"], shown: "?", command: "help", says: "This list" },
];
/** Keys for the list in Help that are handled elsewhere. */
const MORE = [
  ["Enter", "On a quotation: into its card"],
  ["→ ←", "On a quotation: next and previous"],
  ["Ctrl Z", "Undo the last correction; with Shift: do it again"],
  ["Ctrl V", "Anywhere: open the article on the clipboard"],
];

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type !== "checkbox");

/** @param {Record<Command, () => void>} commands */
export function listenToKeys(commands) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z" && !isTyping(event.target)) {
      event.preventDefault();
      commands[event.shiftKey ? "redo" : "undo"]();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if ((isTyping(event.target) && event.key !== "Escape") || document.querySelector("dialog[open]")) return;
    const key = KEYS.find(({ keys }) => keys.includes(event.key));
    if (!key || (event.key.length === 1 && !lettersOn())) return;
    event.preventDefault();
    if (key.command === "help") keyDialog();
    else commands[key.command]();
  });
}

/** Where the browser stores that single-letter keys are off. They can be switched off for people who dictate, as speech input may type many letters by mistake. */
const LETTERS = "whosaid/letters";

function lettersOn() {
  try {
    return localStorage.getItem(LETTERS) !== "off";
  } catch {
    return true;
  }
}

/** @param {boolean} on */
function setLetters(on) {
  try {
    if (on) localStorage.removeItem(LETTERS);
    else localStorage.setItem(LETTERS, "off");
  } catch {
    // Where the browser stores nothing, the keys stay as they are.
  }
}

export function keyDialog() {
  const list = byId("key-list", HTMLElement);
  if (!list.firstChild) {
    for (const [key, says] of [...KEYS.map(({ shown, says }) => [shown, says]), ...MORE]) {
      list.append(el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, says)));
    }
  }
  const letters = byId("letters", HTMLInputElement);
  letters.checked = lettersOn();
  letters.onchange = () => setLetters(letters.checked);
  byId("keys", HTMLDialogElement).showModal();
}
