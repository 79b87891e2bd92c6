// The field for the question: grows with the text, counts, sends with Enter, becomes «Stop» while an answer is made.

const NEAR_LIMIT = 0.9;

export class Composer {
  constructor({ onAsk, onStop }) {
    this.form = document.getElementById("composer");
    this.field = document.getElementById("question");
    this.counter = document.getElementById("counter");
    this.sendButton = document.getElementById("send");
    this.stopButton = document.getElementById("stop");
    this.onAsk = onAsk;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.stopButton.addEventListener("click", onStop);
    this.field.addEventListener("input", () => this.#measure());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#measure();
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text.slice(0, this.field.maxLength);
    this.#measure();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  busy(working) {
    this.working = working;
    this.stopButton.hidden = !working;
    this.sendButton.hidden = working;
  }

  #send() {
    const text = this.field.value.trim();
    if (!text || this.working) return;
    this.text = "";
    this.onAsk(text);
  }

  #measure() {
    const { length } = this.field.value;
    const limit = this.field.maxLength;
    this.counter.textContent = length < limit
      ? `${length.toLocaleString("en")} / ${limit.toLocaleString("en")}`
      : `The limit of ${limit.toLocaleString("en")} characters is reached`;
    this.counter.classList.toggle("near", length >= limit * NEAR_LIMIT);
    this.counter.classList.toggle("some", length > 0);
    // No style attribute: the page's content policy forbids it, and rows do as well.
    this.field.rows = 1;
    const line = parseFloat(getComputedStyle(this.field).lineHeight);
    const padding = this.field.offsetHeight - line;
    this.field.rows = Math.max(1, Math.min(8, Math.round((this.field.scrollHeight - padding) / line)));
  }
}
