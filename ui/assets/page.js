// What every view has: the switch for the colours.
import { read, write } from "./store.js";

const THEMES = { auto: "auto", light: "light", dark: "dark" };

function show(button, theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  button.querySelector("[data-theme-name]").textContent = THEMES[theme];
}

const button = document.getElementById("theme-switch");
let theme = read("theme", "auto");
if (!(theme in THEMES)) theme = "auto";
show(button, theme);
button.hidden = false;
button.addEventListener("click", () => {
  const names = Object.keys(THEMES);
  theme = names[(names.indexOf(theme) + 1) % names.length];
  show(button, theme);
  write("theme", theme);
});
