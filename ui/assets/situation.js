// «Your situation»: kept in this browser, sent along with each question.
import { read, remove, write } from "./store.js";

export class Situation {
  constructor() {
    this.dialog = document.getElementById("situation");
    this.form = document.getElementById("situation-form");
    this.line = document.getElementById("situation-line");
    this.facts = read("situation", null);
    document.getElementById("situation-open").addEventListener("click", () => this.edit());
    document.getElementById("situation-cancel").addEventListener("click", () => this.dialog.close());
    document.getElementById("situation-empty").addEventListener("click", () => this.#fill({}));
    document.getElementById("situation-clear").addEventListener("click", () => {
      this.#keep({});
      document.getElementById("question").focus();
    });
    this.form.addEventListener("submit", () => this.#keep(Object.fromEntries(new FormData(this.form))));
    this.#show();
  }

  edit() {
    this.#fill(this.facts ?? {});
    this.dialog.showModal();
  }

  #fill(facts) {
    for (const input of this.form.querySelectorAll("input, select")) input.value = facts[input.name] ?? "";
  }

  #keep(facts) {
    const stated = Object.entries(facts).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text);
    this.facts = stated.length ? Object.fromEntries(stated) : null;
    if (this.facts) write("situation", this.facts);
    else remove("situation");
    this.#show();
  }

  #show() {
    const words = Object.entries(this.facts ?? {})
      .map(([name, text]) => [this.form.querySelector(`label[for="fact-${CSS.escape(name)}"]`)?.textContent, text])
      .filter(([label]) => label)
      .map(([label, text]) => `${label}: ${text}`)
      .join("; ");
    this.line.hidden = !words;
    document.getElementById("situation-words").textContent = words;
    document.getElementById("situation-open").textContent = words ? "Edit your situation" : "Your situation";
  }
}
