// One question with its answer on the page. HTML of answers comes from the server, which escapes all text;
// what the reader typed is only ever set as text.

const LONG_QUESTION = 140;

export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function button(text, action, label) {
  return element("button", { type: "button", class: "quiet", text, "data-action": action, "aria-label": label });
}

export class TurnView {
  constructor(record) {
    this.record = record;
    this.root = element("article", { class: "turn", id: `turn-${record.id}` });
    this.body = element("div", { class: "turn-body" });
    this.root.append(this.#head(), this.body);
    this.show();
  }

  #head() {
    const long = this.record.question.length > LONG_QUESTION;
    const title = element("h2", {
      class: long ? "question long" : "question",
      id: `question-${this.record.id}`,
      dir: "auto",
      text: this.record.question,
    });
    this.root.setAttribute("aria-labelledby", title.id);
    const head = element("header", { class: "turn-head" }, title);
    if (this.record.situation) {
      head.append(element("p", { class: "asked-with", dir: "auto", text: `Asked with: ${this.record.situation}` }));
    }
    return head;
  }

  /** Shows the record as it is: an answer, a fault, or a question that was cut off. */
  show() {
    const { answer, fault } = this.record;
    this.root.removeAttribute("aria-busy");
    if (answer) {
      this.body.innerHTML = answer.html;
      this.body.append(this.#actions([
        button("Copy with sources", "copy"),
        button("Ask again", "again"),
        button("Edit question", "edit"),
        button("Copy link", "link", "Copy a link to this question"),
      ]), this.#verdict());
    } else {
      const message = fault ?? "This question was not answered: the page was left before the answer came.";
      this.body.replaceChildren(
        element("div", { class: "notice notice-fault", role: "note", "aria-label": "No answer" },
          element("p", { class: "notice-title", text: "No answer" }), element("p", { text: message })),
        this.#actions([button("Ask again", "again"), button("Edit question", "edit")]),
      );
    }
  }

  /** Shows that the answer is being made; statements are appended as they come. */
  begin() {
    this.root.setAttribute("aria-busy", "true");
    this.stages = element("p", { class: "stages" });
    this.draft = element("div", { class: "prose draft" });
    this.body.replaceChildren(this.stages, this.draft);
  }

  stage(label) {
    const current = this.stages.querySelector(".now");
    current?.classList.replace("now", "done");
    for (const queued of this.stages.querySelectorAll(".queued")) queued.remove();
    this.stages.append(element("span", { class: "now", text: label }));
  }

  queued(position) {
    for (const shown of this.stages.querySelectorAll(".queued")) shown.remove();
    this.stages.append(element("span", { class: "queued", text: `Busy: you are number ${position} in the line.` }));
  }

  statement(html) {
    this.draft.append(document.createRange().createContextualFragment(html));
  }

  #verdict() {
    const row = this.#actions([
      element("span", { class: "verdict-title", text: "This answer is" }),
      button("helpful", "helpful"),
      button("not helpful", "not_helpful"),
      button("wrong or outdated", "wrong_or_outdated"),
    ]);
    row.classList.add("verdict");
    row.setAttribute("aria-label", "Your opinion of this answer");
    return row;
  }

  #actions(buttons) {
    return element("div", { class: "actions", role: "group", "aria-label": "For this answer" }, ...buttons);
  }
}
