// The source panel: beside the conversation where there is room, else below the answer. The browser's «back»
// closes it, and an address with a source in it opens it again.
import { element } from "./turn.js";

const WIDE = matchMedia("(min-width: 66rem)");

export class SourcePanel {
  constructor(beside, find) {
    this.beside = beside;
    this.find = find; // turn id -> TurnView
    this.open = null;
    const close = element("button", { type: "button", class: "quiet source-close", text: "Close" });
    this.content = element("div");
    this.panel = element("aside", { class: "source-panel", "aria-label": "Source", id: "source-panel" }, close, this.content);
    close.addEventListener("click", () => this.leave());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.leave();
    });
    WIDE.addEventListener("change", () => this.open && this.#place());
    addEventListener("popstate", () => this.follow(location.hash));
  }

  /** From a click: remembers the way back. */
  enter(turnId, number) {
    const hash = `#turn-${turnId}-source-${number}`;
    if (location.hash !== hash) {
      if (this.open) history.replaceState({ source: true }, "", hash);
      else history.pushState({ source: true }, "", hash);
    }
    this.follow(hash);
  }

  leave() {
    if (history.state?.source) history.back();
    else {
      history.replaceState(null, "", location.pathname + location.search);
      this.follow("");
    }
  }

  /** A new question makes room: no way back to remember, and the focus stays where it is. */
  dismiss() {
    if (!this.open) return;
    history.replaceState(null, "", location.pathname + location.search);
    this.follow("", { focus: false });
  }

  /** Shows what the address says. */
  follow(hash, { focus = true } = {}) {
    const found = /^#turn-([\w-]+)-source-(\d+)$/.exec(hash);
    const view = found && this.find(found[1]);
    const html = view?.record.answer?.sources[found[2]];
    const left = this.open;
    this.#unmark();
    if (!html) {
      this.open = null;
      this.panel.remove();
      document.body.classList.remove("source-open");
      // After the browser's own move of the focus to where an older address (such as #main) points.
      if (left && focus) setTimeout(() => this.#marker(left)?.focus());
      return;
    }
    this.open = { turnId: found[1], number: found[2] };
    this.content.innerHTML = html;
    this.#place();
    document.body.classList.add("source-open");
    for (const marker of view.root.querySelectorAll(`.marker[data-source="${found[2]}"]`)) {
      marker.setAttribute("aria-current", "true");
    }
    const head = this.content.querySelector(".source-head");
    head.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
  }

  #place() {
    if (WIDE.matches) this.beside.append(this.panel);
    else this.find(this.open.turnId)?.body.querySelector(".answer")?.after(this.panel);
  }

  #marker({ turnId, number }) {
    return this.find(turnId)?.root.querySelector(`.prose .marker[data-source="${number}"]`);
  }

  #unmark() {
    for (const marker of document.querySelectorAll('.marker[aria-current="true"]')) marker.removeAttribute("aria-current");
  }
}
