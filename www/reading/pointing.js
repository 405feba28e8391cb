/** Opens and closes the card when the pointer, the focus or a key is used in the article. */

import { hasMargin, watchMargin } from "./card-place.js";

/** @import { Reader } from "./reader.js" */

/** How long the pointer must stay on a quotation until its card opens, in milliseconds. */
const HOVER = 90;
const LEAVE = 250;

/** @param {Reader} reader */
export function listenToPointer(reader) {
  const { root, article, desk } = reader;
  const leave = () => {
    if (!desk.pinned) desk.soon(() => desk.close(), LEAVE);
  };
  root.addEventListener("pointerover", (event) => {
    // Without a margin the card is a sheet over the text. It must not open at every quotation that the pointer passes.
    if (event.pointerType !== "mouse" || desk.pinned || desk.isBusy() || !hasMargin()) return;
    const { quotation, element } = article.hit(event.target);
    desk.wait();
    if (quotation === null || !element) leave();
    else if (quotation !== reader.current || !desk.isOpen()) desk.soon(() => desk.showQuotation(quotation, element, { nearY: event.clientY }), HOVER);
  });
  root.addEventListener("pointerleave", () => {
    desk.wait();
    leave();
  });
  desk.card.addEventListener("pointerenter", () => desk.wait());
  desk.card.addEventListener("pointerleave", leave);
  root.addEventListener("click", (event) => {
    if (!(getSelection()?.isCollapsed ?? true) || desk.isBusy()) return;
    const { quotation, mention, element } = article.hit(event.target);
    desk.wait();
    if (!element) return desk.close();
    if (quotation === null) {
      if (mention !== null) desk.showName(mention, element);
      return;
    }
    desk.showQuotation(quotation, element, { nearY: event.clientY, mention });
    article.rove(quotation);
    desk.pinned = true;
  });
  // Pressing a button moves the focus before the click comes. A card that opened on that focus might scroll the words away from the pointer.
  let pressed = false;
  root.addEventListener("pointerdown", () => (pressed = true));
  for (const over of ["pointerup", "pointercancel"]) addEventListener(over, () => (pressed = false));
  root.addEventListener("focusin", (event) => {
    if (pressed) return;
    const { quotation, element } = article.hit(event.target);
    if (quotation !== null && element && (quotation !== reader.current || !desk.isOpen())) desk.showQuotation(quotation, element);
  });
  root.addEventListener("keydown", (event) => {
    if (event.target === root) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      reader.step(event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Enter" && desk.isOpen()) {
      event.preventDefault();
      desk.pinned = true;
      desk.card.focus();
    }
  });
  addEventListener("resize", () => {
    // A phone's on-screen keyboard resizes the window while a form is filled in; that must not close the form.
    if (!desk.isBusy() && !desk.card.contains(document.activeElement)) desk.close();
    else desk.replace();
  });
  watchMargin(() => desk.replace());
}
