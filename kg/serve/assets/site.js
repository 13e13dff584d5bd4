// Language and theme, kept where the explorer keeps them. The page is complete without this.
(() => {
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(`zhengtu.${key}`);
    } catch {
      return null; // storage is forbidden: the choice lasts as long as the page
    }
  };
  const store = (key, value) => {
    root.dataset[key] = value;
    root.lang = root.dataset.lang === "en" ? "en" : "zh-Hans";
    try {
      localStorage.setItem(`zhengtu.${key}`, value);
    } catch {
      return; // as above
    }
  };
  for (const [key, values] of [["lang", ["zh", "en"]], ["theme", ["light", "dark"]]]) {
    const value = stored(key);
    if (values.includes(value)) root.dataset[key] = value;
  }
  root.lang = root.dataset.lang === "en" ? "en" : "zh-Hans";
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.addEventListener("click", (event) => {
    const action = event.target.closest?.("[data-do]")?.dataset.do;
    if (action === "lang") store("lang", root.dataset.lang === "en" ? "zh" : "en");
    if (action === "theme") store("theme", dark() ? "light" : "dark");
  });
})();
