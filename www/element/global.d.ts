import type { WhoSaidAnnotatedEvent, WhoSaidElement, WhoSaidErrorEvent, WhoSaidHideEvent, WhoSaidShowEvent } from "./who-said.js";

declare global {
  interface HTMLElementTagNameMap {
    "who-said": WhoSaidElement;
  }
  interface GlobalEventHandlersEventMap {
    "whosaid-annotated": WhoSaidAnnotatedEvent;
    "whosaid-show": WhoSaidShowEvent;
    "whosaid-hide": WhoSaidHideEvent;
    "whosaid-error": WhoSaidErrorEvent;
  }
}
