/** The dialog with the reader's own names: a list to look at, edit, save as a file and add to from a file. */

import { button, byId, el } from "./dom.js";
import { KINDS } from "../core/model.js";
import { MAX_LENGTH, always, countOwn, forCore, fromFile, isPattern, isWords, neither, never, ownNames, tidyWords, toFile } from "../keeping/own-names.js";
import { download } from "../keeping/export-menu.js";
import { ENTITY_WORDS, counted } from "../reading/words.js";

/** @import { EntityKind } from "../core/model.js" */
/** @import { Change, CoreOptions } from "../keeping/own-names.js" */

/** Stands among the kinds of names for words that are never a name. */
const NEVER = "never";
/** How many rows are shown at most. */
const MOST = 500;

/**
 * @param {(change: Change) => void} onChange  applies a change, and remembers it for undo
 * @param {(options: CoreOptions) => Promise<string | null>} problemOf  asks the core why it can't use names; null if it can
 */
export function createNamesDialog(onChange, problemOf) {
  const dialog = byId("own-names", HTMLDialogElement);
  const rows = byId("own-rows", HTMLElement);
  const status = byId("own-status", HTMLElement);
  const words = byId("own-words", HTMLInputElement);
  const kind = byId("own-kind", HTMLSelectElement);
  const means = byId("own-means", HTMLInputElement);
  const file = byId("own-file", HTMLInputElement);
  const save = byId("own-save", HTMLButtonElement);
  words.maxLength = means.maxLength = MAX_LENGTH;
  kind.append(...kinds("person"));

  /** @param {string} chosen */
  function kinds(chosen) {
    return [...KINDS.map((k) => el("option", { value: k, selected: k === chosen }, ENTITY_WORDS[k][0])), el("option", { value: NEVER, selected: chosen === NEVER }, "Never a name")];
  }

  /** @param {string} text @param {string} chosen @param {string} entity @returns {Change | null} */
  function changeOf(text, chosen, entity) {
    if (chosen === NEVER) return never(text);
    return always({ text, kind: /** @type {EntityKind} */ (chosen), entity: tidyWords(entity) });
  }

  function draw() {
    const { names, ignore } = ownNames();
    const all = [...names.map((name) => ({ ...name, kind: /** @type {string} */ (name.kind) })), ...ignore.map((text) => ({ text, kind: NEVER, entity: undefined }))];
    all.sort((a, b) => a.text.localeCompare(b.text, "en"));
    rows.replaceChildren(
      ...all.slice(0, MOST).map(({ text, kind: chosen, entity }) => {
        const field = el("select", { "aria-label": `${text}: what it is` }, ...kinds(chosen));
        const full = el("input", { type: "text", value: entity ?? "", placeholder: chosen === NEVER ? "" : "same", "aria-label": `${text}: full name`, maxlength: MAX_LENGTH, dir: "auto", disabled: chosen === NEVER });
        const change = () => act(changeOf(text, field.value, full.value));
        field.addEventListener("change", change);
        full.addEventListener("change", change);
        return el(
          "tr",
          {},
          el("th", { scope: "row", dir: "auto" }, text),
          el("td", {}, field),
          el("td", {}, full),
          el("td", {}, button("Remove", () => act(neither(text)), { class: "quiet", "aria-label": `Remove ${text}` })),
        );
      }),
    );
    byId("own-table", HTMLElement).hidden = all.length === 0;
    byId("own-empty", HTMLElement).hidden = all.length > 0;
    byId("own-more", HTMLElement).textContent = all.length > MOST ? `and ${counted(all.length - MOST, "more")}; save the list as a file to see them all` : "";
    save.disabled = all.length === 0;
  }

  /** Whether the core can use what a change adds. If not, the dialog says why. @param {Change | null} change */
  async function isAccepted(change) {
    const options = change && forCore(change.add);
    const patterns = options?.names?.filter((name) => "pattern" in name);
    const problem = patterns?.length ? await problemOf({ names: patterns }) : null;
    if (problem) {
      const place = /^names\[(\d+)\]\.pattern /.exec(problem);
      const wrong = place && patterns?.[Number(place[1])];
      status.textContent = place && wrong && "pattern" in wrong ? `/${wrong.pattern}/ ${problem.slice(place[0].length)}.` : problem;
      words.focus();
    }
    return !problem;
  }

  /** @param {Change | null} change */
  function act(change) {
    if (!change) return;
    const had = dialog.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    onChange(change);
    draw();
    const again = had && [...rows.querySelectorAll("[aria-label]")].find((element) => element.getAttribute("aria-label") === had);
    if (again instanceof HTMLElement) again.focus();
    else if (had?.startsWith("Remove")) words.focus();
  }

  byId("own-form", HTMLFormElement).addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = tidyWords(words.value);
    if (!isWords(text)) {
      status.textContent = "Write the words as they stand in articles: at least one letter or digit, and 16 words at most.";
      words.focus();
      return;
    }
    const change = changeOf(text, kind.value, means.value);
    if (isPattern(text) && kind.value === NEVER) {
      status.textContent = "A pattern can’t be “never a name”: give its kind.";
      return;
    }
    if (!(await isAccepted(change))) return;
    act(change);
    status.textContent = `“${text}” is in the list.`;
    words.value = means.value = "";
    words.focus();
  });
  kind.addEventListener("change", () => (means.disabled = kind.value === NEVER));
  save.addEventListener("click", () => {
    download(toFile(), "whosaid-names.json", "application/json");
    status.textContent = `Saved as a file: ${counted(countOwn(), "entry", "entries")}.`;
  });
  byId("own-open", HTMLButtonElement).addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (!chosen) return;
    try {
      const change = fromFile(await chosen.text());
      if (!(await isAccepted(change))) return;
      act(change);
      const taken = counted(change.add.names.length + change.add.ignore.length, "entry", "entries");
      status.textContent = `Added from “${chosen.name}”: ${taken}.${change.skipped ? ` ${counted(change.skipped, "entry", "entries")} could not be used: no words, or an unknown kind.` : ""}`;
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
    }
  });

  return {
    open() {
      status.textContent = "";
      draw();
      dialog.showModal();
    },
    /** Draws the list again after it was changed elsewhere. */
    refresh() {
      if (dialog.open) draw();
    },
  };
}
