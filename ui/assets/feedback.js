// Feedback on an answer; the conversation goes along only with the reader's tick.
import { ServerFault, result } from "./server.js";

export class FeedbackDialog {
  constructor() {
    this.dialog = document.getElementById("report");
    this.form = document.getElementById("report-form");
    this.said = document.getElementById("report-result");
    this.send = document.getElementById("report-send");
    document.getElementById("report-cancel").addEventListener("click", () => this.dialog.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  open(record, vote) {
    this.record = record;
    this.form.reset();
    this.form.elements.vote.value = vote;
    this.said.textContent = "";
    this.send.disabled = false;
    this.dialog.showModal();
  }

  async #submit() {
    const { question, answer } = this.record;
    const keep = this.form.elements.keep_turn.checked;
    const entry = { vote: this.form.elements.vote.value, comment: this.form.elements.comment.value };
    if (keep) Object.assign(entry, { question, kind: answer.kind, answer: answer.text, document_ids: answer.document_ids });
    this.send.disabled = true;
    this.said.textContent = "Sending …";
    try {
      const reply = await result("page_feedback", [entry, keep]);
      this.said.textContent = reply.message;
      this.send.disabled = reply.kept;
    } catch (error) {
      if (!(error instanceof ServerFault)) throw error;
      this.said.textContent = "Your feedback could not be sent. Please try again.";
      this.send.disabled = false;
    }
  }
}
